import { useFormatter } from 'next-intl';
import { ChartRows } from './chart-rows.tsx';
import { FiguresTable } from './figures-table.tsx';

export interface Bar {
  key: string;
  label: string;
  value: number;
  /** The value in words, where the number alone would not say it. */
  valueText?: string | undefined;
}

interface BarChartProps {
  title: string;
  /** What the drawing shows, in a sentence, for those who can't see it. */
  description: string;
  /** What the names are (table head): "Province". */
  nameHead: string;
  /** What the figures are (table head): "Served". */
  valueHead: string;
  bars: readonly Bar[];
  /** The length of the full width; the largest value unless given. */
  max?: number | undefined;
}

/** Lying bars, one a row, all on one scale. */
export function BarChart({ title, description, nameHead, valueHead, bars, max }: BarChartProps) {
  const format = useFormatter();
  const full = Math.max(1, max ?? 0, ...bars.map(({ value }) => value));
  const said = (bar: Bar) => bar.valueText ?? format.number(bar.value);
  return (
    <figure className="space-y-3">
      <ChartRows
        title={title}
        description={description}
        rows={bars.map((bar) => ({
          key: bar.key,
          label: bar.label,
          said: <span className="font-semibold">{said(bar)}</span>,
          drawing: (
            <svg width="100%" height="14" aria-hidden="true">
              <rect width="100%" height="14" className="fill-ground stroke-line" />
              <rect width={`${(100 * bar.value) / full}%`} height="14" className="fill-accent" />
            </svg>
          ),
        }))}
      />
      <FiguresTable
        caption={title}
        heads={[nameHead, valueHead]}
        rows={bars.map((bar) => ({ key: bar.key, cells: [bar.label, said(bar)] }))}
      />
    </figure>
  );
}
