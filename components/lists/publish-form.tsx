import { useFormatter, useTranslations } from 'next-intl';
import { ActionForm, FormCheckboxGroup, SubmitButton } from '#components/ui/form.tsx';
import type { FormAction } from '#lib/shared/form-state.ts';

interface PublishFormProps {
  action: FormAction;
  /** The run whose decisions become lists. */
  runId: string;
  professions: readonly { readonly code: string; readonly eligible: number }[];
}

/**
 * Chooses of which professions lists are made from what was decided; those with nobody eligible can't be chosen. The page
 * around it gives the messages of `lists` to the browser.
 */
export function PublishForm({ action, runId, professions }: PublishFormProps) {
  const t = useTranslations('lists.publish');
  const names = useTranslations('professions');
  const format = useFormatter();
  return (
    <ActionForm id="publish" action={action} fields={{ professions: t('professions') }} values={{ runId }}>
      <p className="measure">{t('means')}</p>
      <FormCheckboxGroup
        name="professions"
        choices={professions.map(({ code, eligible }) => ({
          value: code,
          label: names(`${code}.group`),
          hint: eligible === 0 ? t('nobody') : t('eligible', { count: eligible, number: format.number(eligible) }),
          disabled: eligible === 0,
        }))}
      />
      <SubmitButton>{t('button')}</SubmitButton>
    </ActionForm>
  );
}
