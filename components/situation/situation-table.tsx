import { useFormatter, useTranslations } from 'next-intl';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { queryHref } from '#components/ui/query.ts';
import { TextLink } from '#components/ui/text-link.tsx';
import { type SituationRow, type SortableColumn, sortRows } from '#lib/entitlements/situation-figures.ts';
import type { SituationSearch } from '#lib/entitlements/situation-schema.ts';
import { percent } from './situation-map.tsx';

interface SituationTableProps {
  /** What a row is about. */
  by: 'province' | 'profession';
  rows: readonly SituationRow[];
  search: SituationSearch;
}

/** The figures of the map and more, sorted by the address. */
export function SituationTable({ by, rows, search }: SituationTableProps) {
  const t = useTranslations('situation');
  const words = useTranslations('common.words');
  const provinces = useTranslations('provinces');
  const professions = useTranslations('professions');
  const format = useFormatter();
  const kept = { programme: search.programme, province: search.province };
  const sortable = (key: SortableColumn) => {
    const sorted = search.sort === key ? search.order : undefined;
    // Names begin with the first, figures with the largest.
    const first = key === 'code' ? 'ascending' : 'descending';
    const other = first === 'ascending' ? 'descending' : 'ascending';
    return { sorted, sortHref: queryHref(kept, { sort: key, order: sorted === first ? other : first }) };
  };
  const figure = (key: 'entitled' | 'booked' | 'served'): Column<SituationRow> => ({
    key,
    header: t(`heads.${key}`),
    numeric: true,
    cell: (row) => format.number(row[key]),
    ...sortable(key),
  });
  const columns: Column<SituationRow>[] = [
    {
      key: 'code',
      header: words(by),
      names: true,
      cell: ({ code }) =>
        by === 'profession' ? (
          professions(`${code}.group`)
        ) : (
          <TextLink href={`/taskforce${queryHref(kept, { province: code })}`}>{provinces(code)}</TextLink>
        ),
      ...sortable('code'),
    },
    figure('entitled'),
    figure('booked'),
    figure('served'),
    {
      key: 'share',
      header: t('share'),
      numeric: true,
      cell: ({ share }) => percent(format, share),
      ...sortable('share'),
    },
    {
      key: 'declined',
      header: t('heads.declined'),
      numeric: true,
      cell: ({ declined }) => format.number(declined),
    },
    {
      key: 'through',
      header: t('heads.throughOrganisations'),
      numeric: true,
      cell: ({ throughOrganisations }) => format.number(throughOrganisations),
    },
  ];
  return (
    <DataTable
      caption={t(by === 'province' ? 'byProvince' : 'byProfession')}
      captionHidden
      columns={columns}
      rows={sortRows(rows, search.sort, search.order)}
      rowKey={({ code }) => code}
      empty={t('nobody')}
    />
  );
}
