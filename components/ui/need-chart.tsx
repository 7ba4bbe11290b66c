import { useFormatter, useTranslations } from 'next-intl';
import { useId } from 'react';
import { FiguresTable } from './figures-table.tsx';
import { Hatching } from './pattern.tsx';

export interface Need {
  key: string;
  label: string;
  /** Pieces there are. */
  stock: number;
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

/** Stock as a bar, need as a mark on it; what is missing is hatched up to the mark and said in figures. */
export function NeedChart({ title, description, nameHead, needs }: NeedChartProps) {
  const t = useTranslations('ui.need');
  const format = useFormatter();
  const id = useId();
  const verdict = ({ stock, need }: Need) =>
    stock >= need ? t('enough', { spare: stock - need }) : t('short', { missing: need - stock });
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
        </defs>
        {needs.map((one, index) => {
          // Each item on its own scale: pairs of goggles and single gloves don't compare.
          const full = Math.max(1, one.stock, one.need) * 1.02;
          const stock = (100 * one.stock) / full;
          const need = (100 * one.need) / full;
          const short = one.stock < one.need;
          return (
            <g key={one.key} transform={`translate(0 ${index * rowHeight})`}>
              <text y="16" className="fill-ink font-semibold">
                {one.label}
              </text>
              <text x="100%" y="16" textAnchor="end" className={short ? 'fill-wrong font-semibold' : 'fill-good'}>
                {verdict(one)}
              </text>
              <rect y="26" width="100%" height="16" className="fill-ground stroke-line" />
              {short && <rect x={`${stock}%`} y="26" width={`${need - stock}%`} height="16" fill={`url(#${id}h)`} />}
              <rect y="26" width={`${stock}%`} height="16" className="fill-accent" />
              <line x1={`${need}%`} x2={`${need}%`} y1="21" y2="47" className="stroke-paper" strokeWidth="7" />
              <line x1={`${need}%`} x2={`${need}%`} y1="21" y2="47" className="stroke-ink" strokeWidth="3" />
            </g>
          );
        })}
      </svg>
      <p className="text-sm text-soft" aria-hidden="true">
        {t('legend')}
      </p>
      <FiguresTable
        caption={title}
        heads={[nameHead, t('stock'), t('needed'), t('verdict')]}
        rows={needs.map((one) => ({
          key: one.key,
          cells: [one.label, format.number(one.stock), format.number(one.need), verdict(one)],
        }))}
      />
    </figure>
  );
}
