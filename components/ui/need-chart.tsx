import { useFormatter, useTranslations } from 'next-intl';
import { useId } from 'react';
import { ChartRows } from './chart-rows.tsx';
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
    <figure className="space-y-3">
      <svg width="0" height="0" aria-hidden="true" className="absolute">
        <defs>
          <Hatching id={`${id}h`} className="stroke-wrong" ground="fill-wrong-ground" />
          <Dots id={`${id}c`} className="fill-accent" ground="fill-accent-ground" />
        </defs>
      </svg>
      <ChartRows
        title={title}
        description={description}
        rows={needs.map((one) => ({
          key: one.key,
          label: <span className="font-semibold">{one.label}</span>,
          said: <span className={toldAs(one)}>{verdict(one)}</span>,
          drawing: <NeedBar need={one} shortFill={`url(#${id}h)`} comingFill={`url(#${id}c)`} />,
        }))}
      />
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

function toldAs({ stock, coming = 0, need }: Need): string {
  if (stock >= need) return 'text-good';
  return stock + coming < need ? 'font-semibold text-wrong' : 'text-attention';
}

/** Each item on its own scale: pairs of goggles and single gloves don't compare. */
function NeedBar({ need: one, shortFill, comingFill }: { need: Need; shortFill: string; comingFill: string }) {
  const there = one.stock + (one.coming ?? 0);
  const full = Math.max(1, there, one.need) * 1.02;
  const share = (pieces: number) => (100 * pieces) / full;
  const [stock, coming, need] = [share(one.stock), share(there), share(one.need)];
  return (
    <svg width="100%" height="26" aria-hidden="true">
      <rect y="5" width="100%" height="16" className="fill-ground stroke-line" />
      {there < one.need && <rect x={`${coming}%`} y="5" width={`${need - coming}%`} height="16" fill={shortFill} />}
      {coming > stock && <rect x={`${stock}%`} y="5" width={`${coming - stock}%`} height="16" fill={comingFill} />}
      <rect y="5" width={`${stock}%`} height="16" className="fill-accent" />
      <line x1={`${need}%`} x2={`${need}%`} y1="0" y2="26" className="stroke-paper" strokeWidth="7" />
      <line x1={`${need}%`} x2={`${need}%`} y1="0" y2="26" className="stroke-ink" strokeWidth="3" />
    </svg>
  );
}
