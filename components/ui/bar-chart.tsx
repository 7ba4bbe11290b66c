import { useFormatter } from 'next-intl';
import { useId } from 'react';
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

const rowHeight = 46;

/** Lying bars, one a row. Widths are in per cent and words in pixels, so that it reads as well at 320 as at 1,200. */
export function BarChart({ title, description, nameHead, valueHead, bars, max }: BarChartProps) {
  const format = useFormatter();
  const id = useId();
  const full = Math.max(1, max ?? 0, ...bars.map(({ value }) => value));
  const said = (bar: Bar) => bar.valueText ?? format.number(bar.value);
  return (
    <figure className="space-y-2">
      <figcaption className="font-semibold">{title}</figcaption>
      <svg
        role="img"
        aria-labelledby={`${id}t ${id}d`}
        width="100%"
        height={bars.length * rowHeight}
        className="text-sm tabular-nums"
      >
        <title id={`${id}t`}>{title}</title>
        <desc id={`${id}d`}>{description}</desc>
        {bars.map((bar, index) => (
          <g key={bar.key} transform={`translate(0 ${index * rowHeight})`}>
            <text y="16" className="fill-ink">
              {bar.label}
            </text>
            <text x="100%" y="16" textAnchor="end" className="fill-ink font-semibold">
              {said(bar)}
            </text>
            <rect y="23" width="100%" height="14" className="fill-ground stroke-line" />
            <rect y="23" width={`${(100 * bar.value) / full}%`} height="14" className="fill-accent" />
          </g>
        ))}
      </svg>
      <FiguresTable
        caption={title}
        heads={[nameHead, valueHead]}
        rows={bars.map((bar) => ({ key: bar.key, cells: [bar.label, said(bar)] }))}
      />
    </figure>
  );
}
