import { useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import { Instant } from '#components/ui/day.tsx';
import type { ProblemReport } from '#lib/pickup/province-queries.ts';

/** What people say was missing or damaged, latest first. */
export function ReportsTable({
  caption,
  reports,
  empty,
}: {
  caption: string;
  reports: readonly ProblemReport[];
  empty: string;
}) {
  const t = useTranslations('province.table');
  const kinds = useTranslations('booking.problem.kinds');
  const items = useTranslations('items');
  const ui = useTranslations('ui');
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={[
        {
          key: 'when',
          header: t('when'),
          nowrap: true,
          cell: ({ reportedAt }) => <Instant value={reportedAt.toISOString()} look="short" />,
        },
        {
          key: 'what',
          header: t('what'),
          cell: ({ kind, itemCode }) => ui('labelled', { label: kinds(kind), message: items(`${itemCode}.name`) }),
        },
        { key: 'text', header: t('text'), cell: ({ text }) => <span className="whitespace-pre-line">{text}</span> },
        { key: 'point', header: t('point'), cell: ({ pointName }) => pointName },
      ]}
      rows={reports}
      rowKey={({ id }) => id}
      empty={empty}
    />
  );
}
