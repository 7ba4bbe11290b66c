import { useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import { Instant } from '#components/ui/day.tsx';
import type { ProblemReport } from '#lib/pickup/province-queries.ts';

/** What people say has not come, was missing or damaged, latest first, with who wrote and what to answer them by. */
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
  const receipt = useTranslations('booking.receipt');
  const ways = useTranslations('province.schedule.ways');
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
          key: 'name',
          header: t('name'),
          names: true,
          cell: ({ familyName, givenName, email, phone }) => (
            <>
              {`${familyName} ${givenName}`}
              {email !== null && (
                <a className="link block break-all font-normal" href={`mailto:${email}`}>
                  {email}
                </a>
              )}
              {phone !== null && <span className="block font-normal">{phone}</span>}
            </>
          ),
        },
        {
          key: 'what',
          header: t('what'),
          cell: ({ kind, itemCode }) =>
            itemCode === null
              ? kinds(kind)
              : ui('labelled', { label: kinds(kind), message: items(`${itemCode}.name`) }),
        },
        { key: 'text', header: t('text'), cell: ({ text }) => <span className="whitespace-pre-line">{text}</span> },
        {
          key: 'handover',
          header: t('handover'),
          cell: ({ way, organisationName, pointName, handedOverAt, handoverId }) => (
            <>
              {ways(way)}
              <span className="block">{pointName ?? organisationName}</span>
              {handedOverAt !== null && (
                <span className="block">
                  <Instant value={handedOverAt.toISOString()} look="short" />
                </span>
              )}
              {handoverId !== null && (
                <span className="block break-words text-soft">
                  {ui('labelled', { label: receipt('reference'), message: handoverId })}
                </span>
              )}
            </>
          ),
        },
      ]}
      rows={reports}
      rowKey={({ id }) => id}
      empty={empty}
    />
  );
}
