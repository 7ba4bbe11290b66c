import { useFormatter, useTranslations } from 'next-intl';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { queryHref } from '#components/ui/query.ts';
import { sortable } from '#components/ui/sortable.ts';
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
  const figure = (key: 'entitled' | 'booked' | 'served'): Column<SituationRow> => ({
    key,
    header: t(`heads.${key}`),
    numeric: true,
    cell: (row) => format.number(row[key]),
    ...sortable<SortableColumn>(kept, search, key, 'descending'),
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
      ...sortable<SortableColumn>(kept, search, 'code'),
    },
    figure('entitled'),
    figure('booked'),
    figure('served'),
    {
      key: 'share',
      header: t('share'),
      numeric: true,
      cell: ({ share }) => percent(format, share),
      ...sortable<SortableColumn>(kept, search, 'share', 'descending'),
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
