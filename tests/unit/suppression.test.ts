import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Shown, type ShownColumn, suppressSmallCounts } from '#lib/eligibility/suppression.ts';
import { provinceCodes, provincesFewestFirst } from '#lib/geography/provinces.ts';

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const hiddenIn = ({ counts, total }: ShownColumn) => [...counts, total].filter((value) => value === undefined).length;

/** Columns with many small counts among larger ones. */
const columns = (most: number, largest: number) =>
  fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: largest })), {
    minLength: 1,
    maxLength: most,
  });

/** A full list by province, and who is added to it by amendments in two steps. */
const amended = fc
  .tuple(columns(11, 400), fc.array(fc.tuple(fc.nat(10), fc.boolean()), { maxLength: 8 }))
  .map(([full, added]) => {
    const upTo = (both: boolean) =>
      full.map((count, i) => count + added.filter(([at, late]) => at % full.length === i && (both || !late)).length);
    return { full, before: upTo(false), after: upTo(true) };
  });

type Bounds = { low: number; high: number };

/** What a reader learns by adding and subtracting: bounds of every number, tightened until nothing follows any more. */
function tighten(sums: readonly { readonly parts: readonly Bounds[]; readonly total: Bounds }[]): void {
  for (let before = ''; before !== JSON.stringify(sums); ) {
    before = JSON.stringify(sums);
    for (const { parts, total } of sums) {
      total.low = Math.max(total.low, sum(parts.map(({ low }) => low)));
      total.high = Math.min(total.high, sum(parts.map(({ high }) => high)));
      for (const part of parts) {
        part.low = Math.max(part.low, total.low - sum(parts.map(({ high }) => high)) + part.high);
        part.high = Math.min(part.high, total.high - sum(parts.map(({ low }) => low)) + part.low);
      }
    }
  }
}

const unknown = (value?: Shown): Bounds => ({ low: value ?? 0, high: value ?? 1_000_000 });
const sumIn = ({ counts, total }: ShownColumn) => ({ parts: counts.map(unknown), total: unknown(total) });

/** Every column of so many counts up to the largest. */
function* everyColumn(length: number, largest: number): Generator<readonly number[]> {
  if (length === 0) return yield [];
  for (const rest of everyColumn(length - 1, largest))
    for (let count = 0; count <= largest; count += 1) yield [...rest, count];
}

/**
 * For whoever knows the rule and sees what is said, which values each number could have: those of all that would have said
 * the same. `numbers` are what is asked for, `small` whether it is one that must not be known.
 */
function determined(
  all: Iterable<{ readonly said: unknown; readonly numbers: readonly number[]; readonly tried: boolean }>,
): readonly string[] {
  const alike = new Map<string, { values: Set<number>[]; tried: (readonly number[])[] }>();
  for (const { said, numbers, tried } of all) {
    const key = JSON.stringify(said, (_, value: unknown) => value ?? null);
    const group = alike.get(key) ?? { values: numbers.map(() => new Set<number>()), tried: [] };
    numbers.forEach((value, i) => void group.values[i]?.add(value));
    if (tried) group.tried.push(numbers);
    alike.set(key, group);
  }
  return [...alike].flatMap(([said, { values, tried }]) =>
    tried
      .filter((numbers) => numbers.some((value, i) => value < 5 && values[i]?.size === 1))
      .map((numbers) => `${said}: ${numbers}`),
  );
}

// Alternatives to a column have a count up to 8 larger, where two hidden fours could as well be nought.
const largestTried = 16;
const largestAsked = largestTried - 8;

describe('suppression of small counts', () => {
  it('[FIGURES-01] hides every count below five, and shows the others as they are or not at all', () => {
    fc.assert(
      fc.property(amended, ({ full, after }) => {
        const { counts, total } = suppressSmallCounts(full, after);
        [...counts, total].forEach((value, i) => {
          const truth = [...after, sum(after)][i] ?? 0;
          if (truth < 5) expect(value).toBeUndefined();
          else if (value !== undefined) expect(value).toBe(truth);
        });
        expect(counts).toHaveLength(full.length);
      }),
    );
  });

  it('[FIGURES-02] leaves each small count anything from 0 to 4 for all that is shown, by trying every column', () => {
    const conceivable = [...everyColumn(3, largestTried)];
    for (const column of everyColumn(3, largestAsked)) {
      const { counts, total } = suppressSmallCounts(column);
      const fits = (said: Shown, value: number) => said === undefined || said === value;
      const possible = conceivable.filter(
        (other) => other.every((value, i) => fits(counts[i], value)) && fits(total, sum(other)),
      );
      column.forEach((value, i) => {
        if (value >= 5) return;
        const values = new Set(possible.map((other) => other[i] ?? 0));
        for (const other of [0, 1, 2, 3, 4]) if (!values.has(other)) expect.fail(`${column}: ${i} is not ${other}`);
      });
    }
  }, 60_000);

  it('[FIGURES-02] gives nothing away to somebody who subtracts, in one table and between two of one list', () => {
    fc.assert(
      fc.property(amended, ({ full, before, after }) => {
        const tables = [before, after].map((listed) => sumIn(suppressSmallCounts(full, listed)));
        const [first, second] = tables;
        // Amendments only add: each count is the one before and who came to it.
        const added = full.flatMap((_, i) => {
          const [from, to] = [first?.parts[i], second?.parts[i]];
          return from && to ? { parts: [from, unknown()], total: to } : [];
        });
        tighten([...tables, ...added]);
        [before, after].forEach((listed, table) => {
          listed.forEach((value, i) => {
            if (value >= 5) return;
            expect(tables[table]?.parts[i]?.low).toBe(0);
            expect(tables[table]?.parts[i]?.high).toBeGreaterThanOrEqual(4);
          });
        });
      }),
      { numRuns: 300 },
    );
  });

  it('[FIGURES-02] determines no small count for somebody who knows the rule as well', () => {
    const all = [...everyColumn(4, largestTried)].map((column) => ({
      said: suppressSmallCounts(column),
      numbers: column,
      tried: column.every((count) => count <= largestAsked),
    }));
    expect(determined(all)).toEqual([]);
  }, 60_000);

  it('[FIGURES-02] determines none with the table of the day before, when an amendment added a person or was withdrawn', () => {
    const all = [...everyColumn(3, largestTried)].flatMap((column) =>
      column.map((_, at) => {
        const amendedTo = column.with(at, (column[at] ?? 0) + 1);
        return {
          said: [suppressSmallCounts(column), suppressSmallCounts(column, amendedTo)],
          numbers: [...column, ...amendedTo],
          tried: column.every((count) => count <= largestAsked),
        };
      }),
    );
    expect(determined(all)).toEqual([]);
  }, 60_000);

  it('[FIGURES-03] hides nothing where nothing is small', () => {
    fc.assert(
      fc.property(columns(11, 400), (column) => {
        expect(hiddenIn(suppressSmallCounts(column.map((value) => value + 5)))).toBe(0);
      }),
    );
  });

  it('[FIGURES-03] hides one more with small counts that their sum would tell, the first in the order, and no total', () => {
    const hidden = undefined;
    expect(suppressSmallCounts([40, 3, 9, 61])).toEqual({ counts: [hidden, hidden, 9, 61], total: 113 });
    expect(suppressSmallCounts([3, 40, 9, 61])).toEqual({ counts: [hidden, hidden, 9, 61], total: 113 });
    expect(suppressSmallCounts([40, 3, 1, 61])).toEqual({ counts: [40, hidden, hidden, 61], total: 105 });
    expect(suppressSmallCounts([40, 1, 1, 61])).toEqual({ counts: [hidden, hidden, hidden, 61], total: 103 });
    expect(suppressSmallCounts([40, 4, 4, 61])).toEqual({ counts: [hidden, hidden, hidden, 61], total: 109 });
    fc.assert(
      fc.property(columns(11, 400), (column) => {
        const small = column.filter((count) => count < 5).length;
        const { counts, total } = suppressSmallCounts(column);
        expect(counts.filter((count) => count === undefined).length - small).toBeLessThanOrEqual(small > 0 ? 1 : 0);
        if (small < column.length && sum(column) >= 5) expect(total).toBe(sum(column));
      }),
    );
  });

  it('[FIGURES-03] hides the total where nothing else is left to hide', () => {
    expect(suppressSmallCounts([2])).toEqual({ counts: [undefined], total: undefined });
    expect(hiddenIn(suppressSmallCounts([0, 0, 3]))).toBe(4);
    expect(hiddenIn(suppressSmallCounts([4, 4]))).toBe(3);
    expect(suppressSmallCounts([4, 3])).toEqual({ counts: [undefined, undefined], total: 7 });
    expect(suppressSmallCounts([])).toEqual({ counts: [], total: undefined });
  });

  it('[FIGURES-02] keeps hidden what an amendment brings to five, until the next full list', () => {
    expect(suppressSmallCounts([40, 4, 2], [40, 5, 2])).toEqual({ counts: [40, undefined, undefined], total: 47 });
    expect(suppressSmallCounts([40, 5, 2], [40, 6, 2])).toEqual({ counts: [undefined, 6, undefined], total: 48 });
  });

  it('looks for the second among all provinces', () => {
    expect(provincesFewestFirst.toSorted()).toEqual(provinceCodes.toSorted());
  });
});
