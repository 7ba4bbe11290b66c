import { useFormatter, useTranslations } from 'next-intl';
import { useId } from 'react';
import { FiguresTable } from './figures-table.tsx';
import { Dots, Hatching } from './pattern.tsx';

export interface Need {
  key: string;
  label: string;
  /** Pieces there are. */
  stock: number;
  /** Pieces announced and not there yet. */
  coming?: number | undefined;
  /** Pieces still owed. */
  need: number;
}

interface NeedChartProps {
  title: string;
  description: string;
  nameHead: string;
  needs: readonly Need[];
}

const rowHeight = 58;

/**
 * Stock as a bar, what is on the way dotted behind it, need as a mark; what is missing even so is hatched up to the mark and
 * said in figures.
 */
export function NeedChart({ title, description, nameHead, needs }: NeedChartProps) {
  const t = useTranslations('ui.need');
  const format = useFormatter();
  const id = useId();
  const awaits = needs.some(({ coming }) => coming !== undefined);
  const verdict = ({ stock, coming = 0, need }: Need) => {
    if (stock >= need) return t('enough', { spare: stock - need });
    const missing = need - stock - coming;
    return missing > 0 ? t('short', { missing }) : t('awaited', { missing: need - stock });
  };
  return (
    <figure className="space-y-2">
      <figcaption className="font-semibold">{title}</figcaption>
      <svg
        role="img"
        aria-labelledby={`${id}t ${id}d`}
        width="100%"
        height={needs.length * rowHeight}
        className="text-sm tabular-nums"
      >
        <title id={`${id}t`}>{title}</title>
        <desc id={`${id}d`}>{description}</desc>
        <defs>
          <Hatching id={`${id}h`} className="stroke-wrong" ground="fill-wrong-ground" />
          <Dots id={`${id}c`} className="fill-accent" ground="fill-accent-ground" />
        </defs>
        {needs.map((one, index) => {
          // Each item on its own scale: pairs of goggles and single gloves don't compare.
          const there = one.stock + (one.coming ?? 0);
          const full = Math.max(1, there, one.need) * 1.02;
          const stock = (100 * one.stock) / full;
          const coming = (100 * there) / full;
          const need = (100 * one.need) / full;
          const short = there < one.need;
          const told = short ? 'fill-wrong font-semibold' : one.stock < one.need ? 'fill-attention' : 'fill-good';
          return (
            <g key={one.key} transform={`translate(0 ${index * rowHeight})`}>
              <text y="16" className="fill-ink font-semibold">
                {one.label}
              </text>
              <text x="100%" y="16" textAnchor="end" className={told}>
                {verdict(one)}
              </text>
              <rect y="26" width="100%" height="16" className="fill-ground stroke-line" />
              {short && <rect x={`${coming}%`} y="26" width={`${need - coming}%`} height="16" fill={`url(#${id}h)`} />}
              {coming > stock && (
                <rect x={`${stock}%`} y="26" width={`${coming - stock}%`} height="16" fill={`url(#${id}c)`} />
              )}
              <rect y="26" width={`${stock}%`} height="16" className="fill-accent" />
              <line x1={`${need}%`} x2={`${need}%`} y1="21" y2="47" className="stroke-paper" strokeWidth="7" />
              <line x1={`${need}%`} x2={`${need}%`} y1="21" y2="47" className="stroke-ink" strokeWidth="3" />
            </g>
          );
        })}
      </svg>
      <p className="text-sm text-soft" aria-hidden="true">
        {t(awaits ? 'legendOnTheWay' : 'legend')}
      </p>
      <FiguresTable
        caption={title}
        heads={[nameHead, t('stock'), ...(awaits ? [t('onTheWay')] : []), t('needed'), t('verdict')]}
        rows={needs.map((one) => ({
          key: one.key,
          cells: [
            one.label,
            format.number(one.stock),
            ...(awaits ? [format.number(one.coming ?? 0)] : []),
            format.number(one.need),
            verdict(one),
          ],
        }))}
      />
    </figure>
  );
}
