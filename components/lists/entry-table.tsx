import { useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import type { Query } from '#components/ui/query.ts';
import { sortable } from '#components/ui/sortable.ts';
import { TextLink } from '#components/ui/text-link.tsx';
import type { ListedPerson } from '#lib/eligibility/list-entries.ts';
import type { EntrySort } from '#lib/eligibility/list-schema.ts';
import type { SortOrder } from '#lib/shared/sorting.ts';

interface EntryTableProps {
  entries: readonly ListedPerson[];
  sorting: { readonly sort: EntrySort; readonly order: SortOrder };
  /** What else the address says, without the page. */
  query: Query;
}

/** Who stands on a list, and where each comes from. */
export function EntryTable({ entries, sorting, query }: EntryTableProps) {
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
          ...sortable(query, sorting, 'name'),
          names: true,
          cell: ({ familyName, givenName }) => `${familyName} ${givenName}`,
        },
        {
          key: 'municipality',
          header: t('domicile'),
          ...sortable(query, sorting, 'postcode'),
          cell: ({ postcode, municipality }) => `${postcode} ${municipality}`,
        },
        { key: 'province', header: words('province'), cell: ({ provinceCode }) => provinces(provinceCode) },
        {
          key: 'origin',
          header: t('origin'),
          cell: ({ claimReference }) => <Origin claimReference={claimReference} />,
        },
      ]}
    />
  );
}

function Origin({ claimReference }: Pick<ListedPerson, 'claimReference'>) {
  const t = useTranslations('lists.origins');
  if (claimReference === null) return t('registers');
  return (
    <>
      {t('claim')}{' '}
      <TextLink href={`/taskforce/claims/${claimReference}`} className="whitespace-nowrap">
        {claimReference}
      </TextLink>
    </>
  );
}
