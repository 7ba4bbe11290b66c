/** What one benchmark found; the ratio is turned so that more is better, and the baseline is 1. */
export type Measurement = {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  readonly baseline: number;
  readonly ratio: number;
};

/** One side of a comparison: does as much as it can for so long, and gives how much that was a second. */
export type Contender = (milliseconds: number) => Promise<number>;

const roundMs = 2_000;
const warmUpRounds = 2;
const rounds = 9;

/**
 * Lets both work in short rounds, in turn, and compares the medians: what else the machine does falls on both. Who begins
 * changes with each round.
 */
export async function compare(name: string, unit: string, ours: Contender, baseline: Contender): Promise<Measurement> {
  const found: { ours: number; baseline: number }[] = [];
  for (let round = 0; round < warmUpRounds + rounds; round += 1) {
    const first = round % 2 === 0 ? await ours(roundMs) : await baseline(roundMs);
    const second = round % 2 === 0 ? await baseline(roundMs) : await ours(roundMs);
    const rates = round % 2 === 0 ? { ours: first, baseline: second } : { ours: second, baseline: first };
    if (round >= warmUpRounds) found.push(rates);
  }
  const of = (side: 'ours' | 'baseline') => median(found.map((rates) => rates[side]));
  return {
    name,
    unit,
    ours: rounded(of('ours'), 1),
    baseline: rounded(of('baseline'), 1),
    ratio: rounded(of('ours') / of('baseline'), 3),
  };
}

/** One side of a comparison that is too long to be repeated for seconds: does it once and gives the seconds it took. */
export type Task = () => Promise<number>;

/** Does both in turn, three times or as often as is said, and compares the medians of how many units each did a second. */
export async function compareTasks(
  name: string,
  { unit, units, rounds = 3 }: { readonly unit: string; readonly units: number; readonly rounds?: number },
  ours: Task,
  baseline: Task,
): Promise<Measurement> {
  const found: { ours: number; baseline: number }[] = [];
  for (let round = 0; round < rounds; round += 1) found.push({ ours: await ours(), baseline: await baseline() });
  const seconds = {
    ours: median(found.map((times) => times.ours)),
    baseline: median(found.map((times) => times.baseline)),
  };
  return {
    name,
    unit,
    ours: rounded(units / seconds.ours, 0),
    baseline: rounded(units / seconds.baseline, 0),
    ratio: rounded(seconds.baseline / seconds.ours, 3),
  };
}

/** Of several measurements of the same the one in the middle, by its ratio. */
export async function middleOf(times: number, measure: () => Promise<Measurement>): Promise<Measurement> {
  const found: Measurement[] = [];
  for (let time = 0; time < times; time += 1) found.push(await measure());
  const middle = found.toSorted((a, b) => a.ratio - b.ratio)[Math.floor(times / 2)];
  if (!middle) throw new Error('Nothing was measured');
  return middle;
}

/** How many seconds the work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1_000;
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
