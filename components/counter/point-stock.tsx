import { useFormatter, useTranslations } from 'next-intl';
import { Status } from '#components/ui/status.tsx';
import type { PointVariant } from '#lib/pickup/day.ts';

interface PointStockProps {
  stock: readonly PointVariant[];
  parcels: number;
}

/** What the point has left: in parcels first, then item by item and size by size; what has run out says so. */
export function PointStock({ stock, parcels }: PointStockProps) {
  const t = useTranslations('day');
  const items = useTranslations('items');
  const format = useFormatter();
  return (
    <section aria-labelledby="point-stock" className="space-y-3">
      <h2 id="point-stock" className="text-lg">
        {t('stock')}
      </h2>
      <p>
        <span className="font-semibold text-3xl tabular-nums">{format.number(parcels)}</span>{' '}
        <span className="text-soft">{t('parcelsLeft', { parcels })}</span>
      </p>
      <ul className="text-sm">
        {stock.map(({ variantCode, quantity, parcels: served }) => (
          <li key={variantCode} className="flex items-baseline justify-between gap-4 border-line border-b py-1.5">
            <span>{items(`${variantCode}.name`)}</span>
            {served === 0 ? (
              <Status tone="wrong">{t('out')}</Status>
            ) : (
              <span className="tabular-nums">{t('forParcels', { quantity, parcels: served })}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
