import { useFormatter } from 'next-intl';
import { useId } from 'react';
import { ChartRows } from './chart-rows.tsx';
import { FiguresTable } from './figures-table.tsx';
import { Dots, Hatching } from './pattern.tsx';

export interface StackedRow {
  key: string;
  label: string;
  /** One value a part, in the order of the parts. */
  values: readonly number[];
}

interface StackedChartProps {
  title: string;
  /** What the drawing shows, in a sentence, for those who can't see it. */
  description: string;
  /** What the names are (table head): "Province". */
  nameHead: string;
  /** What a bar is divided into; three at most, each with a colour and a texture of its own. */
  parts: readonly string[];
  rows: readonly StackedRow[];
}

/** Lying bars, each divided, all on one scale. */
export function StackedChart({ title, description, nameHead, parts, rows }: StackedChartProps) {
  const format = useFormatter();
  const id = useId();
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const full = Math.max(1, ...rows.map(({ values }) => sum(values)));
  const fills = [undefined, `url(#${id}dotted)`, `url(#${id}hatched)`];
  const box = (index: number, props: { x?: string; width: string }) => (
    <rect key={index} height="14" {...props} className="fill-accent stroke-edge" style={{ fill: fills[index] }} />
  );
  return (
    <figure className="space-y-3">
      <svg width="0" height="0" aria-hidden="true" className="absolute">
        <defs>
          <Dots id={`${id}dotted`} className="fill-attention" ground="fill-attention-ground" />
          <Hatching id={`${id}hatched`} className="stroke-line" ground="fill-ground" />
        </defs>
      </svg>
      <ChartRows
        title={title}
        description={description}
        legend={
          <ul className="flex flex-wrap gap-x-6 gap-y-1">
            {parts.map((part, index) => (
              <li key={part} className="inline-flex items-center gap-2">
                <svg width="22" height="14" aria-hidden="true">
                  {box(index, { width: '22' })}
                </svg>
                {part}
              </li>
            ))}
          </ul>
        }
        rows={rows.map(({ key, label, values }) => ({
          key,
          label,
          said: values.map((value, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts never move
            <span key={index} className={index === 0 ? 'font-semibold' : 'text-soft'}>
              {index > 0 && ' · '}
              {format.number(value)}
            </span>
          )),
          drawing: (
            <svg width="100%" height="14" aria-hidden="true">
              {values.map((value, index) =>
                value === 0
                  ? null
                  : box(index, {
                      x: `${(100 * sum(values.slice(0, index))) / full}%`,
                      width: `${(100 * value) / full}%`,
                    }),
              )}
            </svg>
          ),
        }))}
      />
      <FiguresTable
        caption={title}
        heads={[nameHead, ...parts]}
        rows={rows.map(({ key, label, values }) => ({
          key,
          cells: [label, ...values.map((value) => format.number(value))],
        }))}
      />
    </figure>
  );
}
