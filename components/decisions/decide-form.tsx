import { useTranslations } from 'next-intl';
import { ActionForm, FormSelect, FormTextField, SubmitButton } from '#components/ui/form.tsx';
import type { FormAction } from '#lib/shared/form-state.ts';

interface DecideFormProps {
  action: FormAction;
  programmeCodes: readonly string[];
}

/** Asks for everyone to be decided on anew. The page around it gives the messages of `decisions` to the browser. */
export function DecideForm({ action, programmeCodes }: DecideFormProps) {
  const t = useTranslations('decisions');
  const names = useTranslations('rules.programmes');
  return (
    <ActionForm id="decide" action={action} fields={{ programmeCode: t('programme'), asOf: t('asOf') }}>
      <FormSelect
        name="programmeCode"
        defaultValue={programmeCodes[0]}
        options={programmeCodes.map((code) => ({ value: code, label: names(code) }))}
      />
      <FormTextField name="asOf" type="date" hint={t('asOfHint')} width="medium" optional />
      <SubmitButton>{t('decide')}</SubmitButton>
    </ActionForm>
  );
}
