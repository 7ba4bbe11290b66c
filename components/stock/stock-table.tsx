import { useFormatter, useTranslations } from 'next-intl';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { Link } from '#lib/i18n/navigation.ts';
import type { DepotStock } from '#lib/stock/queries.ts';

interface StockTableProps {
  depots: readonly DepotStock[];
  /** The area whose pages show a depot's ledger. */
  area: 'province' | 'taskforce';
}

/** Depots by what lies in them; nothing is a dash, so that a gap is seen at a glance. */
export function StockTable({ depots, area }: StockTableProps) {
  const t = useTranslations('stock');
  const items = useTranslations('items');
  const format = useFormatter();
  const variants = depots[0]?.variants ?? [];
  const columns: Column<DepotStock>[] = [
    {
      key: 'name',
      header: t('depot'),
      names: true,
      cell: ({ id, name }) => (
        <Link className="link" prefetch={false} href={`/${area}/stock/${id}`}>
          {name}
        </Link>
      ),
    },
    ...variants.map(({ variantCode }) => ({
      key: variantCode,
      header: items(`${variantCode}.name`),
      numeric: true,
      cell: (depot: DepotStock) => {
        const quantity = depot.variants.find((variant) => variant.variantCode === variantCode)?.quantity ?? 0;
        return quantity === 0 ? <span title={t('nothing')}>–</span> : format.number(quantity);
      },
    })),
  ];
  return (
    <DataTable
      caption={t('byDepot')}
      captionHidden
      columns={columns}
      rows={depots}
      rowKey={({ id }) => id}
      empty={t('noDepot')}
    />
  );
}
