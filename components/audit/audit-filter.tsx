import { useLocale, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/choices.tsx';
import { auditActions } from '#lib/audit/actions.ts';

/** Chooses in the address which kind of entry is shown. */
export function AuditFilter({ action }: { action: string | undefined }) {
  const t = useTranslations('audit');
  const words = useTranslations('common.actions');
  const locale = useLocale();
  const options = auditActions
    .map((code) => ({ value: code, label: t(`actions.${code}`) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale));
  return (
    <form method="get" className="flex flex-wrap items-end gap-3">
      <Select
        id="action"
        name="action"
        label={t('action')}
        defaultValue={action ?? ''}
        placeholder={t('allActions')}
        options={options}
      />
      <Button type="submit" look="secondary">
        {words('show')}
      </Button>
    </form>
  );
}
