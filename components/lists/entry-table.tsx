import { useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import type { ListEntryView } from '#lib/eligibility/lists.ts';

/** Who stands on a list, by name. */
export function EntryTable({ entries }: { entries: readonly ListEntryView[] }) {
  const t = useTranslations('lists');
  const words = useTranslations('common.words');
  const provinces = useTranslations('provinces');
  return (
    <DataTable
      caption={t('whoStandsThere')}
      captionHidden
      rows={entries}
      rowKey={({ providerId }) => providerId}
      empty={t('noEntry')}
      columns={[
        {
          key: 'name',
          header: words('name'),
          names: true,
          cell: ({ familyName, givenName }) => `${familyName} ${givenName}`,
        },
        {
          key: 'municipality',
          header: t('domicile'),
          cell: ({ postcode, municipality }) => `${postcode} ${municipality}`,
        },
        { key: 'province', header: words('province'), cell: ({ provinceCode }) => provinces(provinceCode) },
      ]}
    />
  );
}
