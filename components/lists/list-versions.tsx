import { useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import { Instant } from '#components/ui/day.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import type { Query } from '#components/ui/query.ts';
import { TextLink } from '#components/ui/text-link.tsx';
import type { getAmendments } from '#lib/eligibility/lists.ts';
import { ListState } from './list-state.tsx';

interface AmendmentsProps {
  page: Awaited<ReturnType<typeof getAmendments>>;
  /** What else the address says. */
  query: Query;
}

/** The amendments that a full list has had, each with the claim it comes from. */
export function Amendments({ page: { amendments, ...pages }, query }: AmendmentsProps) {
  const t = useTranslations('lists');
  return (
    <section aria-labelledby="amendments" className="space-y-4">
      <h2 id="amendments" className="text-xl">
        {t('amendments')}
      </h2>
      <DataTable
        caption={t('amendments')}
        captionHidden
        rows={amendments}
        rowKey={({ id }) => id}
        empty={t('noAmendment')}
        columns={[
          {
            key: 'number',
            header: t('number'),
            names: true,
            cell: ({ id, number }) => <TextLink href={`/taskforce/lists/${id}`}>{t('short', { number })}</TextLink>,
          },
          {
            key: 'published',
            header: t('publishedAt'),
            nowrap: true,
            cell: ({ publishedAt }) => <Instant value={publishedAt.toISOString()} look="short" />,
          },
          {
            key: 'claim',
            header: t('claim'),
            cell: ({ claimReference }) =>
              claimReference && <TextLink href={`/taskforce/claims/${claimReference}`}>{claimReference}</TextLink>,
          },
          { key: 'state', header: t('state'), nowrap: true, cell: ({ endedAt }) => <ListState endedAt={endedAt} /> },
        ]}
      />
      {pages.total > 0 && <Pagination {...pages} query={query} parameter="amendments" />}
    </section>
  );
}
