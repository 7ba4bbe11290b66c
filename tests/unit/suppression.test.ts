import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Counts, type Shown, type SuppressedTable, suppressSmallCells } from '#lib/eligibility/suppression.ts';

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const columnsOf = (counts: Counts) => (counts[0] ?? []).map((_, j) => counts.map((row) => row[j] ?? 0));

/** The table with its totals as a last column and a last row: every line of it is a sum. */
const whole = (counts: Counts): Counts => [
  ...counts.map((row) => [...row, sum(row)]),
  [...columnsOf(counts).map(sum), sum(counts.flat())],
];

const wholeShown = ({ cells, rowTotals, columnTotals, total }: SuppressedTable): readonly (readonly Shown[])[] => [
  ...cells.map((row, i) => [...row, rowTotals[i]]),
  [...columnTotals, total],
];

const hiddenIn = (shown: readonly (readonly Shown[])[]) => shown.flat().filter((value) => value === undefined).length;

/** Tables with many small counts among larger ones. */
const tables = (most: { rows: number; columns: number }, largest: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: most.rows }), fc.integer({ min: 1, max: most.columns }))
    .chain(([rows, columns]) => {
      const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: largest }));
      const row = fc.array(count, { minLength: columns, maxLength: columns });
      return fc.array(row, { minLength: rows, maxLength: rows });
    });

/**
 * Every table that a reader could take for the true one, as far as no count of it is more than four from the truth: tried
 * one after the other, without the reasoning that the suppression itself uses.
 */
function* conceivable(counts: Counts, shown: SuppressedTable): Generator<Counts> {
  const columns = counts[0]?.length ?? 0;
  const places = counts.flatMap((row, i) => row.map((value, j) => ({ i, j, value })));
  const tried: number[][] = counts.map((row) => row.map(() => 0));
  const fits = (said: Shown, value: number) => said === undefined || said === value;
  function* fill(place: number): Generator<Counts> {
    const at = places[place];
    if (!at) {
      if (fits(shown.total, sum(tried.flat()))) yield tried.map((row) => [...row]);
      return;
    }
    const known = shown.cells[at.i]?.[at.j];
    const [low, high] = known === undefined ? [Math.max(0, at.value - 4), at.value + 4] : [known, known];
    for (let value = low; value <= high; value += 1) {
      const row = tried[at.i] ?? [];
      row[at.j] = value;
      if (at.j === columns - 1 && !fits(shown.rowTotals[at.i], sum(row))) continue;
      if (at.i === counts.length - 1 && !fits(shown.columnTotals[at.j], sum(tried.map((line) => line[at.j] ?? 0))))
        continue;
      yield* fill(place + 1);
    }
  }
  yield* fill(0);
}

/** What a reader learns by subtracting: bounds of every count, tightened until nothing follows any more. */
function boundsBySubtraction(shown: readonly (readonly Shown[])[]) {
  const far = 1_000_000;
  const bounds = shown.map((row) => row.map((value) => ({ low: value ?? 0, high: value ?? far })));
  const lines = [
    ...bounds.map((row) => ({ parts: row.slice(0, -1), total: row.at(-1) })),
    ...(bounds[0] ?? []).map((_, j) => ({
      parts: bounds.slice(0, -1).map((row) => row[j]),
      total: bounds.at(-1)?.[j],
    })),
  ];
  for (let before = ''; before !== JSON.stringify(bounds); ) {
    before = JSON.stringify(bounds);
    for (const { parts, total } of lines) {
      const all = parts.filter((part) => part !== undefined);
      if (!total) continue;
      total.low = Math.max(total.low, sum(all.map(({ low }) => low)));
      total.high = Math.min(total.high, sum(all.map(({ high }) => high)));
      for (const part of all) {
        part.low = Math.max(part.low, total.low - sum(all.map(({ high }) => high)) + part.high);
        part.high = Math.min(part.high, total.high - sum(all.map(({ low }) => low)) + part.low);
      }
    }
  }
  return bounds;
}

describe('suppression of small counts', () => {
  it('[FIGURES-01] hides every count below five, and shows the others as they are or not at all', () => {
    fc.assert(
      fc.property(tables({ rows: 11, columns: 12 }, 400), (counts) => {
        const truth = whole(counts);
        wholeShown(suppressSmallCells(counts)).forEach((row, i) => {
          row.forEach((value, j) => {
            if ((truth[i]?.[j] ?? 0) < 5) expect(value).toBeUndefined();
            else if (value !== undefined) expect(value).toBe(truth[i]?.[j]);
          });
        });
      }),
      { numRuns: 100 },
    );
  });

  it('[FIGURES-02] leaves each small count anything from 0 to 4 for all that is shown, by trying every table', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          tables({ rows: 2, columns: 3 }, 12),
          tables({ rows: 3, columns: 2 }, 12),
          tables({ rows: 1, columns: 5 }, 12),
        ),
        (counts) => {
          const truth = whole(counts);
          const possible = truth.map((row) => row.map(() => new Set<number>()));
          for (const table of conceivable(counts, suppressSmallCells(counts))) {
            whole(table).forEach((row, i) => {
              row.forEach((value, j) => void possible[i]?.[j]?.add(value));
            });
          }
          truth.forEach((row, i) => {
            row.forEach((value, j) => {
              if (value >= 5) return;
              for (const other of [0, 1, 2, 3, 4])
                expect(possible[i]?.[j]?.has(other), `${i},${j}: ${other}`).toBe(true);
            });
          });
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);

  it('[FIGURES-02] gives nothing away to somebody who subtracts, in a table of the size of the country', () => {
    fc.assert(
      fc.property(tables({ rows: 11, columns: 12 }, 400), (counts) => {
        const bounds = boundsBySubtraction(wholeShown(suppressSmallCells(counts)));
        whole(counts).forEach((row, i) => {
          row.forEach((value, j) => {
            if (value >= 5) return;
            expect(bounds[i]?.[j]?.low).toBe(0);
            expect(bounds[i]?.[j]?.high).toBeGreaterThanOrEqual(4);
          });
        });
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('[FIGURES-03] hides nothing where nothing is small', () => {
    fc.assert(
      fc.property(tables({ rows: 11, columns: 12 }, 400), (counts) => {
        expect(hiddenIn(wholeShown(suppressSmallCells(counts.map((row) => row.map((value) => value + 5)))))).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it('[FIGURES-03] hides three more with a lone small count, the smallest that serve, and no total', () => {
    const counts = [
      [3, 40, 61],
      [20, 50, 30],
      [70, 80, 90],
    ];
    expect(suppressSmallCells(counts)).toEqual({
      cells: [
        [undefined, undefined, 61],
        [undefined, undefined, 30],
        [70, 80, 90],
      ],
      rowTotals: [104, 100, 240],
      columnTotals: [93, 170, 181],
      total: 444,
    });
  });

  it('hides totals where a single profession is listed, since a column is then its one cell', () => {
    const { cells, columnTotals, rowTotals, total } = suppressSmallCells([[2, 30, 40]]);
    expect(cells).toEqual([[undefined, undefined, 40]]);
    expect(columnTotals).toEqual([undefined, undefined, 40]);
    expect([rowTotals, total]).toEqual([[72], 72]);
  });

  it('hides all of a table of so few people that anything would say something', () => {
    expect(
      hiddenIn(
        wholeShown(
          suppressSmallCells([
            [1, 0],
            [2, 1],
          ]),
        ),
      ),
    ).toBe(9);
    expect(suppressSmallCells([])).toEqual({ cells: [], rowTotals: [], columnTotals: [], total: undefined });
  });
});
