import { useFormatter } from 'next-intl';
import { useId } from 'react';
import { ChartRows } from './chart-rows.tsx';
import { FiguresTable } from './figures-table.tsx';
import { Hatching } from './pattern.tsx';

export interface Flow {
  key: string;
  label: string;
  /** To the left. */
  leaving: number;
  /** To the right. */
  arriving: number;
}

interface FlowChartProps {
  title: string;
  /** What the drawing shows, in a sentence, for those who can't see it. */
  description: string;
  nameHead: string;
  leavingHead: string;
  arrivingHead: string;
  flows: readonly Flow[];
}

/** What leaves to the left of a middle line, what arrives to its right, both on one scale. */
export function FlowChart({ title, description, nameHead, leavingHead, arrivingHead, flows }: FlowChartProps) {
  const format = useFormatter();
  const id = useId();
  const full = Math.max(1, ...flows.flatMap(({ leaving, arriving }) => [leaving, arriving]));
  // Half of the width each, and never so short that it can't be seen.
  const length = (value: number) => (value === 0 ? 0 : Math.max(0.6, (50 * value) / full));
  return (
    <figure className="space-y-3">
      <svg width="0" height="0" aria-hidden="true" className="absolute">
        <defs>
          <Hatching id={`${id}h`} className="stroke-wrong" ground="fill-wrong-ground" />
        </defs>
      </svg>
      <ChartRows
        title={title}
        description={description}
        legend={
          <p className="flex justify-between gap-4">
            <span className="text-wrong">← {leavingHead}</span>
            <span className="text-right text-good">{arrivingHead} →</span>
          </p>
        }
        rows={flows.map(({ key, label, leaving, arriving }) => ({
          key,
          label,
          said: (
            <>
              <span className="font-semibold text-wrong">{leaving === 0 ? '–' : `−${format.number(leaving)}`}</span>
              {' · '}
              <span className="font-semibold text-good">{arriving === 0 ? '–' : `+${format.number(arriving)}`}</span>
            </>
          ),
          drawing: (
            <svg width="100%" height="22" aria-hidden="true">
              <rect y="3" width="100%" height="16" className="fill-ground stroke-line" />
              <rect
                x={`${50 - length(leaving)}%`}
                y="3"
                width={`${length(leaving)}%`}
                height="16"
                fill={`url(#${id}h)`}
                className={leaving === 0 ? undefined : 'stroke-wrong'}
              />
              <rect x="50%" y="3" width={`${length(arriving)}%`} height="16" className="fill-good" />
              <line x1="50%" x2="50%" y1="0" y2="22" className="stroke-ink" strokeWidth="2" />
            </svg>
          ),
        }))}
      />
      <FiguresTable
        caption={title}
        heads={[nameHead, leavingHead, arrivingHead]}
        rows={flows.map(({ key, label, leaving, arriving }) => ({
          key,
          cells: [label, format.number(leaving), format.number(arriving)],
        }))}
      />
    </figure>
  );
}
