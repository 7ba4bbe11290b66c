import { useFormatter, useTranslations } from 'next-intl';
import { useId } from 'react';
import { FiguresTable } from './figures-table.tsx';
import { Hatching } from './pattern.tsx';

export interface Hour {
  /** The hour it begins, `09:00`. */
  from: string;
  expected: number;
  arrived: number;
}

interface HourChartProps {
  title: string;
  description: string;
  hours: readonly Hour[];
  /** The time now, `10:25`; outside the hours shown, no mark stands. */
  now?: string | undefined;
}

const height = 168;
const top = 24;
const floor = 140;

/** A day by the hour: expected as a hatched column, arrived as the filled part of it, and where the day stands now. */
export function HourChart({ title, description, hours, now }: HourChartProps) {
  const t = useTranslations('ui.hours');
  const format = useFormatter();
  const id = useId();
  const most = Math.max(1, ...hours.flatMap(({ expected, arrived }) => [expected, arrived]));
  const width = 100 / Math.max(1, hours.length);
  const tall = (value: number) => ((floor - top) * value) / most;
  const mark = placeOf(now, hours);
  return (
    <figure className="space-y-2">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-6">
        <span className="font-semibold">{title}</span>
        <span className="flex flex-wrap gap-x-4 text-sm" aria-hidden="true">
          <Key fill={`url(#${id}h)`} word={t('expected')} />
          <Key fill="var(--accent)" word={t('arrived')} />
        </span>
      </figcaption>
      <svg
        role="img"
        aria-labelledby={`${id}t ${id}d`}
        width="100%"
        height={height}
        className="overflow-visible text-xs tabular-nums"
      >
        <title id={`${id}t`}>{title}</title>
        <desc id={`${id}d`}>{description}</desc>
        <defs>
          <Hatching id={`${id}h`} className="stroke-edge" ground="fill-paper" />
        </defs>
        {hours.map(({ from, expected, arrived }, index) => (
          <g key={from}>
            {expected > 0 && (
              <rect
                x={`${index * width + width * 0.12}%`}
                width={`${width * 0.76}%`}
                y={floor - tall(expected)}
                height={tall(expected)}
                fill={`url(#${id}h)`}
                className="stroke-edge"
              />
            )}
            <rect
              x={`${index * width + width * 0.12}%`}
              width={`${width * 0.76}%`}
              y={floor - tall(arrived)}
              height={tall(arrived)}
              className="fill-accent"
            />
            <text x={`${(index + 0.5) * width}%`} y={floor + 20} textAnchor="middle" className="fill-ink">
              {from.replace(/:00$/, '').replace(/^0/, '')}
            </text>
          </g>
        ))}
        <line x1="0" x2="100%" y1={floor} y2={floor} className="stroke-ink" strokeWidth="2" />
        {mark !== undefined && (
          <g>
            <line
              x1={`${mark * width}%`}
              x2={`${mark * width}%`}
              y1={top - 6}
              y2={floor + 4}
              className="stroke-wrong"
              strokeWidth="2"
              strokeDasharray="6 3"
            />
            <text
              x={`${mark * width}%`}
              y={12}
              textAnchor={mark * width < 15 ? 'start' : mark * width > 85 ? 'end' : 'middle'}
              className="fill-wrong font-semibold"
            >
              {t('now', { time: now ?? '' })}
            </text>
          </g>
        )}
      </svg>
      <FiguresTable
        caption={title}
        heads={[t('hour'), t('expected'), t('arrived')]}
        rows={hours.map(({ from, expected, arrived }) => ({
          key: from,
          cells: [from, format.number(expected), format.number(arrived)],
        }))}
      />
    </figure>
  );
}

function Key({ fill, word }: { fill: string; word: string }) {
  return (
    <span className="inline-flex items-center gap-2">
      <svg width="16" height="16" aria-hidden="true">
        <rect x="0.5" y="0.5" width="15" height="15" fill={fill} className="stroke-edge" />
      </svg>
      {word}
    </span>
  );
}

/** How many columns in from the left the clock stands, or nothing where the day has not begun or is over. */
function placeOf(now: string | undefined, hours: readonly Hour[]): number | undefined {
  const first = hours[0];
  if (!now || !first) return undefined;
  const place = (minutes(now) - minutes(first.from)) / 60;
  return place >= 0 && place <= hours.length ? place : undefined;
}

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
