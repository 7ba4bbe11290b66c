import { useTranslations } from 'next-intl';
import { Select } from '#components/ui/choices.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { Instant } from '#components/ui/day.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { queryHref } from '#components/ui/query.ts';
import { SearchForm } from '#components/ui/search-form.tsx';
import { Subnav } from '#components/ui/subnav.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { ContradictionList } from '#lib/registers/contradictions/queries.ts';
import {
  type ContradictionFilter,
  contradictionKinds,
  contradictionStates,
} from '#lib/registers/contradictions/schema.ts';
import { ContradictionState } from './contradiction-state.tsx';
import { subjectInWords } from './contradiction-words.ts';

interface ContradictionQueueProps {
  list: ContradictionList;
  filter: ContradictionFilter;
  page: number;
}

/** What waits to be settled, what is, and what the registers no longer say. */
export function ContradictionQueue({ list, filter, page }: ContradictionQueueProps) {
  const t = useTranslations('contradictions');
  const query = { state: filter.state === 'open' ? undefined : filter.state, kind: filter.kind, q: filter.q };
  return (
    <div className="space-y-6">
      <Subnav
        label={t('views')}
        items={contradictionStates.map((state) => ({
          href: `/taskforce/registers/contradictions${queryHref(query, { state: state === 'open' ? undefined : state })}`,
          label: t(`states.${state}`),
          current: state === filter.state,
          count: list.counts[state],
        }))}
      />
      <KindFilter list={list} filter={filter} />
      <DataTable
        caption={t('title')}
        captionHidden
        rows={list.rows}
        rowKey={({ id }) => id}
        empty={
          filter.q === undefined && filter.kind === undefined ? (
            <EmptyState title={t(`none.${filter.state}`)}>{t(`noneHint.${filter.state}`)}</EmptyState>
          ) : (
            <EmptyState title={t('noneFound')} />
          )
        }
        columns={[
          {
            key: 'about',
            header: t('about'),
            names: true,
            cell: (row) => (
              <TextLink href={`/taskforce/registers/contradictions/${row.id}`}>{subjectInWords(row, t)}</TextLink>
            ),
          },
          { key: 'kind', header: t('kind'), cell: ({ kind }) => t(`kinds.${kind}.name`) },
          {
            key: 'seenAt',
            header: t('seenAt'),
            nowrap: true,
            cell: ({ seenAt }) => <Instant value={seenAt} look="short" />,
          },
          {
            key: 'state',
            header: t('outcome'),
            nowrap: true,
            cell: ({ state }) => <ContradictionState state={state} />,
          },
        ]}
      />
      <Pagination page={page} pageCount={list.pageCount} total={list.total} query={query} />
    </div>
  );
}

function KindFilter({ list, filter }: Pick<ContradictionQueueProps, 'list' | 'filter'>) {
  const t = useTranslations('contradictions');
  return (
    <SearchForm
      id="q"
      label={t('search')}
      defaultValue={filter.q}
      keep={{ state: filter.state === 'open' ? undefined : filter.state }}
    >
      <Select
        id="kind"
        name="kind"
        label={t('kind')}
        defaultValue={filter.kind ?? ''}
        placeholder={t('allKinds')}
        options={contradictionKinds.map((kind) => ({
          value: kind,
          label: `${t(`kinds.${kind}.name`)} (${list.kinds[kind]})`,
        }))}
      />
    </SearchForm>
  );
}
