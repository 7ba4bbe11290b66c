import { useFormatter, useTranslations } from 'next-intl';
import { DataTable } from '#components/ui/data-table.tsx';
import { Instant } from '#components/ui/day.tsx';
import type { MovementEntry } from '#lib/stock/ledger.ts';
import { outsideKinds } from '#lib/stock/policy.ts';

interface LedgerTableProps {
  entries: readonly MovementEntry[];
  /** Nothing may be shown because nothing matches. */
  filtered: boolean;
}

/** A depot's ledger: every movement in or out, as it was written. */
export function LedgerTable({ entries, filtered }: LedgerTableProps) {
  const t = useTranslations('stock');
  const items = useTranslations('items');
  const format = useFormatter();
  const place = (kind: string, name: string) => (outsideKinds.includes(kind) ? t(`outside.${kind}`) : name);
  return (
    <DataTable
      caption={t('ledger')}
      captionHidden
      rows={entries}
      rowKey={({ id }) => id}
      empty={filtered ? t('noneFound') : t('noMovement')}
      columns={[
        {
          key: 'at',
          header: t('at'),
          names: true,
          nowrap: true,
          cell: ({ movedAt }) => <Instant value={movedAt.toISOString()} look="short" />,
        },
        { key: 'kind', header: t('kind'), cell: ({ kind }) => t(`kinds.${kind}`) },
        { key: 'from', header: t('from'), cell: ({ fromKind, fromName }) => place(fromKind, fromName) },
        { key: 'to', header: t('to'), cell: ({ toKind, toName }) => place(toKind, toName) },
        { key: 'item', header: t('item'), cell: ({ variantCode }) => items(`${variantCode}.name`) },
        { key: 'quantity', header: t('quantity'), numeric: true, cell: ({ quantity }) => format.number(quantity) },
        { key: 'reason', header: t('reason'), cell: ({ reason }) => reason ?? '' },
      ]}
    />
  );
}
