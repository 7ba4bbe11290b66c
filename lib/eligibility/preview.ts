import type { ItemCode, ItemQuantity } from '#lib/rules/items.ts';
import type { MissingName } from '#lib/rules/reasons.ts';
import type { Arrival } from './decide-result.ts';
import type { FailedRule, ProvinceNeed, Tally, TallyCell } from './tally.ts';

/*
 * A tally as pages show it before anything is published. Pure: sums, and what stock makes of the parcels needed.
 */

export type Figures = {
  readonly eligible: number;
  readonly notEligible: number;
  readonly undetermined: number;
  /** Eligible, and on no list in force. */
  readonly comingIn: number;
  /** On a list in force, and no longer eligible. */
  readonly goingOut: number;
};

export type FigureRow = Figures & { readonly code: string };

/** Adds cells up. */
export function sumCells(cells: readonly TallyCell[]): Figures {
  const sum = (counts: (cell: TallyCell) => boolean) =>
    cells.reduce((total, cell) => (counts(cell) ? total + cell.practices : total), 0);
  return {
    eligible: sum(({ outcome }) => outcome === 'eligible'),
    notEligible: sum(({ outcome }) => outcome === 'not-eligible'),
    undetermined: sum(({ outcome }) => outcome === 'undetermined'),
    comingIn: sum(({ outcome, listed }) => outcome === 'eligible' && !listed),
    goingOut: sum(({ outcome, listed }) => outcome !== 'eligible' && listed),
  };
}

/** One row for each code that has anybody, in the order of the codes. */
export function figuresBy(
  cells: readonly TallyCell[],
  key: 'professionCode' | 'provinceCode',
  codes: readonly string[],
): readonly FigureRow[] {
  return codes
    .map((code) => ({ code, cells: cells.filter((cell) => cell[key] === code) }))
    .filter((row) => row.cells.length > 0)
    .map((row) => ({ code: row.code, ...sumCells(row.cells) }));
}

export type Counted<Name> = { readonly name: Name; readonly practices: number };
export type Reasons = {
  readonly failed: readonly Counted<FailedRule>[];
  readonly missing: readonly Counted<MissingName>[];
};

/** How often each rule is not met and each fact is wanting, the most frequent first; one practice may count in several. */
export function countReasons(cells: readonly Pick<TallyCell, 'failed' | 'missing' | 'practices'>[]): Reasons {
  return {
    failed: count(cells.flatMap(({ failed, practices }) => failed.map((name) => ({ name, practices })))),
    missing: count(cells.flatMap(({ missing, practices }) => missing.map((name) => ({ name, practices })))),
  };
}

function count<Name extends string>(counted: readonly Counted<Name>[]): readonly Counted<Name>[] {
  const sums = new Map<Name, number>();
  for (const { name, practices } of counted) sums.set(name, (sums.get(name) ?? 0) + practices);
  return [...sums]
    .map(([name, practices]) => ({ name, practices }))
    .toSorted((a, b) => b.practices - a.practices || (a.name < b.name ? -1 : 1));
}

export type Beside<Name> = { readonly name: Name; readonly before: number; readonly after: number };

/** Two counts of the same names side by side, the most frequent of either first. */
export function sideBySide<Name extends string>(
  before: readonly Counted<Name>[],
  after: readonly Counted<Name>[],
): readonly Beside<Name>[] {
  const of = (counted: readonly Counted<Name>[], name: Name) =>
    counted.find((one) => one.name === name)?.practices ?? 0;
  return [...new Set([...before, ...after].map(({ name }) => name))]
    .map((name) => ({ name, before: of(before, name), after: of(after, name) }))
    .toSorted((a, b) => Math.max(b.before, b.after) - Math.max(a.before, a.after) || (a.name < b.name ? -1 : 1));
}

/** Pieces that lie in a place and are on the way to it; the central depot is of no province. */
export type PlaceStock = {
  readonly provinceCode: string | null;
  readonly itemCode: string;
  readonly onHand: number;
  readonly onTheWay: number;
};

export type ItemNeed = {
  readonly itemCode: ItemCode;
  /** Pieces. */
  readonly need: number;
  readonly onHand: number;
  readonly onTheWay: number;
};

export type PlaceNeed = {
  readonly provinceCode: string;
  readonly parcels: number;
  readonly items: readonly ItemNeed[];
};

export type Needs = {
  readonly parcels: number;
  /** Of the country: all depots, the central one too. */
  readonly items: readonly ItemNeed[];
  readonly provinces: readonly PlaceNeed[];
};

/** What the parcels take, against what there is and what is on the way; in the order of the provinces given. */
export function needsAgainstStock(
  needs: readonly ProvinceNeed[],
  parcel: readonly ItemQuantity[],
  stock: readonly PlaceStock[],
  provinceCodes: readonly string[],
): Needs {
  const itemsFor = (parcels: number, places: readonly PlaceStock[]) =>
    parcel.map(({ item, quantity }): ItemNeed => {
      const held = places.filter(({ itemCode }) => itemCode === item);
      return {
        itemCode: item,
        need: parcels * quantity,
        onHand: held.reduce((sum, { onHand }) => sum + onHand, 0),
        onTheWay: held.reduce((sum, { onTheWay }) => sum + onTheWay, 0),
      };
    });
  const provinces = provinceCodes.map((provinceCode): PlaceNeed => {
    const parcels = needs.find((one) => one.provinceCode === provinceCode)?.parcels ?? 0;
    const places = stock.filter((place) => place.provinceCode === provinceCode);
    return { provinceCode, parcels, items: itemsFor(parcels, places) };
  });
  const parcels = needs.reduce((sum, one) => sum + one.parcels, 0);
  return { parcels, items: itemsFor(parcels, stock), provinces };
}

/** Pieces that are wanting even with what is on the way; 0 where there is enough. */
export function shortfall({ need, onHand, onTheWay }: ItemNeed): number {
  return Math.max(0, need - onHand - onTheWay);
}

/** One profession, one province, or both; all where neither is chosen. */
export type Narrowing = { readonly profession?: string | undefined; readonly province?: string | undefined };

/** What decisions come to of one profession, one province, or both; parcels are needed by persons, so they follow the province alone. */
export function narrowed(
  { cells, needs, arrivals }: Tally & { readonly arrivals: readonly Arrival[] },
  { profession, province }: Narrowing,
): Tally & { readonly arrivals: readonly Arrival[] } {
  const within = ({ professionCode, provinceCode }: { professionCode: string; provinceCode: string }) =>
    (profession === undefined || professionCode === profession) &&
    (province === undefined || provinceCode === province);
  return {
    cells: cells.filter(within),
    needs: needs.filter((need) => province === undefined || need.provinceCode === province),
    arrivals: arrivals.filter(within),
  };
}

/** The same against stock: of the country and each province, or of one province against what is there. */
export function needsWithin(
  province: string | undefined,
  needs: readonly ProvinceNeed[],
  parcel: readonly ItemQuantity[],
  stock: readonly PlaceStock[],
  provinceCodes: readonly string[],
): Needs {
  if (province === undefined) return needsAgainstStock(needs, parcel, stock, provinceCodes);
  const there = ({ provinceCode }: { provinceCode: string | null }) => provinceCode === province;
  return needsAgainstStock(needs.filter(there), parcel, stock.filter(there), [province]);
}
