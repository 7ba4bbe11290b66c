import { useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import { Instant } from '#components/ui/day.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { PublishedListView } from '#lib/eligibility/lists.ts';
import { ListState } from './list-state.tsx';

/** The amendments that a full list has had, each with the claim it comes from. */
export function Amendments({ amendments }: { amendments: readonly PublishedListView[] }) {
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
    </section>
  );
}
