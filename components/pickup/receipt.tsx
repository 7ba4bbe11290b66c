import { useFormatter, useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import { Instant } from '#components/ui/day.tsx';
import { DefinitionList } from '#components/ui/definition-list.tsx';
import type { OwnReceipt } from '#lib/pickup/queries.ts';
import { Where } from './appointment.tsx';

/** What was handed over to whom, when and where, item by item as it left the stock. */
export function Receipt({ receipt, holder }: { receipt: OwnReceipt; holder: string }) {
  const t = useTranslations('booking.receipt');
  const kinds = useTranslations('booking.problem.kinds');
  const items = useTranslations('items');
  const ui = useTranslations('ui');
  const format = useFormatter();
  return (
    <div className="space-y-8">
      <DefinitionList
        items={[
          { term: t('received'), value: holder },
          { term: t('when'), value: <Instant value={receipt.handedOverAt.toISOString()} /> },
          { term: t('where'), value: <Where place={receipt.point} /> },
          { term: t('reference'), value: <span className="font-mono text-sm">{receipt.handoverId}</span> },
        ]}
      />
      <DataTable
        caption={t('contents')}
        columns={[
          { key: 'item', header: t('item'), cell: (line) => items(`${line.variantCode}.name`) },
          { key: 'quantity', header: t('quantity'), numeric: true, cell: (line) => format.number(line.quantity) },
        ]}
        rows={receipt.lines}
        rowKey={(line) => line.variantCode}
        empty={t('contents')}
      />
      {receipt.reports.length > 0 && (
        <section className="space-y-3" aria-labelledby="reports">
          <h2 id="reports" className="text-lg">
            {t('reports')}
          </h2>
          <ul className="space-y-3">
            {receipt.reports.map(({ kind, itemCode, text, reportedAt }) => (
              <li key={reportedAt} className="border-line border-l-4 pl-4">
                <strong>{ui('labelled', { label: kinds(kind), message: items(`${itemCode}.name`) })}</strong>
                <span className="block whitespace-pre-line">{text}</span>
                <span className="text-sm text-soft">
                  <Instant value={reportedAt} look="short" />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
