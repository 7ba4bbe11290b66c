import { useFormatter } from 'next-intl';
import { ChartRows } from './chart-rows.tsx';
import { FiguresTable } from './figures-table.tsx';

export interface Pair {
  key: string;
  label: string;
  before: number;
  after: number;
}

interface PairChartProps {
  title: string;
  /** What the drawing shows, in a sentence, for those who can't see it. */
  description: string;
  nameHead: string;
  beforeHead: string;
  afterHead: string;
  differenceHead: string;
  pairs: readonly Pair[];
}

/** Two bars a row, one under the other on one scale, and the difference in figures. */
export function PairChart(props: PairChartProps) {
  const { title, description, nameHead, beforeHead, afterHead, differenceHead, pairs } = props;
  const format = useFormatter();
  const full = Math.max(1, ...pairs.flatMap(({ before, after }) => [before, after]));
  const difference = ({ before, after }: Pair) => signed(after - before, format.number);
  return (
    <figure className="space-y-3">
      <ChartRows
        title={title}
        description={description}
        legend={
          <ul className="flex flex-wrap gap-x-6 gap-y-1">
            <li className="inline-flex items-center gap-2">
              <svg width="22" height="12" aria-hidden="true">
                <rect width="22" height="12" className="fill-ground stroke-edge" strokeWidth="2" />
              </svg>
              {beforeHead}
            </li>
            <li className="inline-flex items-center gap-2">
              <svg width="22" height="12" aria-hidden="true">
                <rect width="22" height="12" className="fill-accent" />
              </svg>
              {afterHead}
            </li>
          </ul>
        }
        rows={pairs.map((pair) => ({
          key: pair.key,
          label: pair.label,
          said: (
            <>
              {format.number(pair.before)} → {format.number(pair.after)}{' '}
              <span className={pair.after === pair.before ? 'text-soft' : 'font-semibold text-accent'}>
                {difference(pair)}
              </span>
            </>
          ),
          drawing: (
            <svg width="100%" height="20" aria-hidden="true">
              <rect y="0.5" width={`${(100 * pair.before) / full}%`} height="9" className="fill-ground stroke-edge" />
              <rect y="10" width={`${(100 * pair.after) / full}%`} height="9" className="fill-accent" />
            </svg>
          ),
        }))}
      />
      <FiguresTable
        caption={title}
        heads={[nameHead, beforeHead, afterHead, differenceHead]}
        rows={pairs.map((pair) => ({
          key: pair.key,
          cells: [pair.label, format.number(pair.before), format.number(pair.after), difference(pair)],
        }))}
      />
    </figure>
  );
}

/** A difference with its sign; a dash where there is none. */
export function signed(difference: number, number: (value: number) => string): string {
  if (difference === 0) return '=';
  return difference > 0 ? `+${number(difference)}` : `−${number(-difference)}`;
}
