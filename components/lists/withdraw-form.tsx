import { useTranslations } from 'next-intl';
import { FoldedForm, FormTextArea, SubmitButton } from '#components/ui/form.tsx';
import type { FormAction } from '#lib/shared/form-state.ts';

/** Ends a list with a reason, once what that does is read. */
export function WithdrawForm({ action, listId }: { action: FormAction; listId: string }) {
  const t = useTranslations('lists.withdraw');
  return (
    <section aria-labelledby="withdraw-heading" className="max-w-prose space-y-3">
      <h2 id="withdraw-heading" className="text-xl">
        {t('heading')}
      </h2>
      <p>{t('means')}</p>
      <p>{t('nothingInstead')}</p>
      <FoldedForm
        id="withdraw"
        action={action}
        fields={{ reason: t('reason') }}
        values={{ listId }}
        summary={t('open')}
      >
        <FormTextArea name="reason" hint={t('reasonHint')} rows={3} />
        <SubmitButton look="danger">{t('button')}</SubmitButton>
      </FoldedForm>
    </section>
  );
}
