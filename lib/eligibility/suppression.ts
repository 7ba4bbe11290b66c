/**
 * What of a table of counts of people may be shown. A count below five is hidden, a total as much as a cell, and as
 * many others with it as it takes that nobody can compute it from what is left: each hidden small count could be
 * anything from 0 to 4 for all that is shown.
 *
 * Nought is hidden like 1 to 4. It would say of each member of a profession in a province that they are not listed, and
 * it would narrow the others: two hidden counts that make 2 were 1 and 1, if neither could be 0.
 *
 * A count that is hidden for itself and one that is hidden for another's sake look the same, on purpose.
 */

/** Counts below it are hidden. */
export const smallestShown = 5;

/** Counts by row and column, whole and not negative; each row has as many as the first. */
export type Counts = readonly (readonly number[])[];

/** A count, or undefined where it is hidden. */
export type Shown = number | undefined;

export type SuppressedTable = {
  readonly cells: readonly (readonly Shown[])[];
  readonly rowTotals: readonly Shown[];
  readonly columnTotals: readonly Shown[];
  readonly total: Shown;
};

/**
 * Hides what must be hidden and changes nothing else: a value that is shown is the true one. Totals stay while hiding
 * cells is enough, few cells are hidden rather than many, and none that could be shown again by itself.
 *
 * The counts and their totals are one circulation of people: out of the grand total into the rows, through the cells
 * into the columns, and back. What is shown is fixed, what is hidden may be anything from 0 up, so how far a hidden
 * count could be from the truth is the most that can flow around through hidden ones: a question of maximum flow,
 * which whole numbers answer exactly.
 */
export function suppressSmallCells(counts: Counts): SuppressedTable {
  const table = circulationOf(counts);
  const hidden = new Set(table.arcs.filter(({ value }) => value < smallestShown));
  const small = [...hidden];
  for (const arc of small) protect(table, arc, hidden);
  showAgain(table, small, hidden);
  const say = (arc: Arc): Shown => (hidden.has(arc) ? undefined : arc.value);
  return {
    cells: table.cells.map((row) => row.map(say)),
    rowTotals: table.rowTotals.map(say),
    columnTotals: table.columnTotals.map(say),
    total: say(table.total),
  };
}

/** A count between two points of the circulation: a row, a column, or one of the two ends that bind all totals. */
type Arc = { readonly from: number; readonly to: number; readonly value: number; readonly cost: number };

type Circulation = {
  readonly points: number;
  readonly arcs: readonly Arc[];
  readonly cells: readonly (readonly Arc[])[];
  readonly rowTotals: readonly Arc[];
  readonly columnTotals: readonly Arc[];
  readonly total: Arc;
};

// What hiding costs the reader: a total more than any number of cells, the grand total more than all; else first the
// number of counts, then the people in them.
const costOfCell = 1_000;
const costOfTotal = 1_000_000;
const costOfGrandTotal = 1_000_000_000;

function circulationOf(counts: Counts): Circulation {
  const rows = counts.length;
  const columns = counts[0]?.length ?? 0;
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  const arc = (from: number, to: number, value: number, cost: number): Arc => ({
    from,
    to,
    value,
    cost: cost + Math.min(value, costOfCell - 1),
  });
  const source = rows + columns;
  const sink = source + 1;
  const cells = counts.map((row, i) => row.map((value, j) => arc(i, rows + j, value, costOfCell)));
  const rowTotals = counts.map((row, i) => arc(source, i, sum(row), costOfTotal));
  const columnTotals = Array.from({ length: columns }, (_, j) =>
    arc(rows + j, sink, sum(counts.map((row) => row[j] ?? 0)), costOfTotal),
  );
  const total = arc(sink, source, sum(counts.flat()), costOfGrandTotal);
  return {
    points: sink + 1,
    arcs: [...cells.flat(), ...rowTotals, ...columnTotals, total],
    cells,
    rowTotals,
    columnTotals,
    total,
  };
}

/** Hides as much as it takes that a small count could be anything from 0 to the largest that is hidden. */
function protect(table: Circulation, small: Arc, hidden: Set<Arc>): void {
  for (const change of changesOf(small)) {
    const { used } = moveAround(table, small, change, (arc) => (hidden.has(arc) ? 0 : arc.cost));
    for (const arc of used) hidden.add(arc);
  }
}

/** What hiding one small count took may already serve another: shows again what all of them can spare, dearest first. */
function showAgain(table: Circulation, small: readonly Arc[], hidden: Set<Arc>): void {
  const added = [...hidden].filter(({ value }) => value >= smallestShown);
  for (const arc of added.toSorted((a, b) => b.cost - a.cost)) {
    hidden.delete(arc);
    const kept = (other: Arc) => (hidden.has(other) ? 0 : undefined);
    const safe = small.every((one) => changesOf(one).every((change) => moveAround(table, one, change, kept).whole));
    if (!safe) hidden.add(arc);
  }
}

/** How far a small count must be able to move: up to the largest hidden one, and down to nothing. */
function changesOf({ value }: Arc): readonly number[] {
  return [smallestShown - 1 - value, -value].filter((change) => change !== 0);
}

/**
 * Changes a count and, around it, what must change with it so that all sums still hold, over the counts that `costOf`
 * allows and by the cheapest of them. Says whether the whole change was possible, and over which counts it went.
 */
function moveAround(
  table: Circulation,
  moved: Arc,
  change: number,
  costOf: (arc: Arc) => number | undefined,
): { readonly whole: boolean; readonly used: ReadonlySet<Arc> } {
  const [start, end] = change > 0 ? [moved.to, moved.from] : [moved.from, moved.to];
  const changed = new Map<Arc, number>();
  const used = new Set<Arc>();
  for (let left = Math.abs(change); left > 0; ) {
    const steps = cheapestWay(table, start, end, (arc, up) => {
      if (arc === moved || !(up || arc.value + (changed.get(arc) ?? 0) > 0)) return undefined;
      return used.has(arc) ? 0 : costOf(arc);
    });
    if (!steps) return { whole: false, used };
    const room = steps.map(({ arc, up }) => (up ? left : arc.value + (changed.get(arc) ?? 0)));
    const by = Math.min(left, ...room);
    for (const { arc, up } of steps) {
      changed.set(arc, (changed.get(arc) ?? 0) + (up ? by : -by));
      used.add(arc);
    }
    left -= by;
  }
  return { whole: true, used };
}

/** A count on the way, and whether the way makes it larger. */
type Step = { readonly arc: Arc; readonly up: boolean };

/** The cheapest way between two points (Dijkstra's); undefined where there is none. */
function cheapestWay(
  { points, arcs }: Circulation,
  start: number,
  end: number,
  costOf: (arc: Arc, up: boolean) => number | undefined,
): readonly Step[] | undefined {
  const reached = new Map<number, { readonly cost: number; readonly by?: Step }>([[start, { cost: 0 }]]);
  const settled = new Set<number>();
  while (settled.size < points) {
    const [point, here] =
      [...reached]
        .filter(([candidate]) => !settled.has(candidate))
        .toSorted(([, a], [, b]) => a.cost - b.cost)
        .at(0) ?? [];
    if (point === undefined || here === undefined) return undefined;
    if (point === end) break;
    settled.add(point);
    for (const arc of arcs) {
      if (arc.from !== point && arc.to !== point) continue;
      const up = arc.from === point;
      const next = up ? arc.to : arc.from;
      const cost = costOf(arc, up);
      if (cost === undefined || here.cost + cost >= (reached.get(next)?.cost ?? Number.POSITIVE_INFINITY)) continue;
      reached.set(next, { cost: here.cost + cost, by: { arc, up } });
    }
  }
  const steps: Step[] = [];
  for (let by = reached.get(end)?.by; by; by = reached.get(by.up ? by.arc.from : by.arc.to)?.by) steps.push(by);
  return steps;
}
