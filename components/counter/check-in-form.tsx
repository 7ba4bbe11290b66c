import { useTranslations } from 'next-intl';
import { ActionForm, FoldedForm, FormTextField, SubmitButton } from '#components/ui/form.tsx';
import type { FormAction } from '#lib/shared/form-state.ts';

interface CheckInFormProps {
  action: FormAction;
  find: FormAction;
  pointId: string;
}

/** The counter's first step: the code of the ticket, typed, pasted or scanned as a keyboard; else the person's number. */
export function CheckInForm({ action, find, pointId }: CheckInFormProps) {
  const t = useTranslations('day');
  return (
    <section aria-labelledby="check-in" className="space-y-4 rounded border-2 border-edge p-4">
      <h2 id="check-in" className="text-lg">
        {t('checkIn')}
      </h2>
      <ActionForm
        id="check-in-form"
        action={action}
        fields={{ code: t('code') }}
        values={{ pointId }}
        className="space-y-4"
      >
        <FormTextField
          name="code"
          hint={t('codeHint')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          width="medium"
        />
        <SubmitButton>{t('checkInButton')}</SubmitButton>
      </ActionForm>
      <FoldedForm
        id="find-form"
        action={find}
        fields={{ number: t('number') }}
        values={{ pointId }}
        className="space-y-4"
        summary={t('withoutAppointment')}
      >
        <FormTextField name="number" hint={t('numberHint')} autoComplete="off" inputMode="numeric" width="medium" />
        <SubmitButton look="secondary">{t('find')}</SubmitButton>
      </FoldedForm>
    </section>
  );
}
