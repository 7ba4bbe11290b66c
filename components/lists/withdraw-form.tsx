import { useTranslations } from 'next-intl';
import { FoldedForm, FormTextArea, SubmitButton } from '#components/ui/form.tsx';
import type { PublishedListView } from '#lib/eligibility/lists.ts';
import type { FormAction } from '#lib/shared/form-state.ts';

interface WithdrawFormProps {
  action: FormAction;
  list: Pick<PublishedListView, 'id' | 'kind'>;
}

/** Ends a list with a reason, once what that does is read. */
export function WithdrawForm({ action, list }: WithdrawFormProps) {
  const amendment = list.kind === 'AMENDMENT';
  const t = useTranslations('lists.withdraw');
  return (
    <section aria-labelledby="withdraw-heading" className="max-w-prose space-y-3">
      <h2 id="withdraw-heading" className="text-xl">
        {t('heading')}
      </h2>
      <p>{t('means')}</p>
      <p>{t(amendment ? 'takesBack' : 'nothingInstead')}</p>
      <FoldedForm
        id="withdraw"
        action={action}
        fields={{ reason: t('reason') }}
        values={{ listId: list.id }}
        summary={t('open')}
      >
        <FormTextArea name="reason" hint={t(amendment ? 'reasonTold' : 'reasonHint')} rows={3} />
        <SubmitButton look="danger">{t('button')}</SubmitButton>
      </FoldedForm>
    </section>
  );
}
