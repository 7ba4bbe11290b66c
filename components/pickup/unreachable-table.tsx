import { useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import type { Unreachable } from '#lib/pickup/province-queries.ts';

/** Who has no address to write to by mail. */
export function UnreachableTable({ people, searched }: { people: readonly Unreachable[]; searched: boolean }) {
  const t = useTranslations('province');
  const professions = useTranslations('professions');
  return (
    <DataTable
      caption={t('invite.unreachable')}
      captionHidden
      columns={[
        { key: 'name', header: t('table.name'), cell: ({ familyName, givenName }) => `${familyName} ${givenName}` },
        {
          key: 'profession',
          header: t('table.profession'),
          cell: ({ professionCode }) => professions(`${professionCode}.name`),
        },
        {
          key: 'address',
          header: t('table.address'),
          cell: ({ street, postcode, municipality }) =>
            street === null ? `${postcode} ${municipality}` : `${street}, ${postcode} ${municipality}`,
        },
        { key: 'phone', header: t('table.phone'), nowrap: true, cell: ({ phone }) => phone ?? '–' },
      ]}
      rows={people}
      rowKey={({ entitlementId }) => entitlementId}
      empty={searched ? t('invite.nobodyFound') : t('invite.unreachableEmpty')}
    />
  );
}
