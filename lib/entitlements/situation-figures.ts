import type { SituationCell } from './situation.ts';

const figureNames = ['entitled', 'booked', 'served', 'declined', 'throughOrganisations'] as const;
type FigureName = (typeof figureNames)[number];

/** Counts of a province, of a profession or of all. */
export type SituationFigures = Readonly<Record<FigureName, number>> & {
  /** Served of entitled, 0 to 1; 0 where nobody is entitled. */
  readonly share: number;
};

/** A row of the table, under the code of its province or profession. */
export type SituationRow = SituationFigures & { readonly code: string };

/** Adds cells up. */
export function sumOf(cells: readonly SituationCell[]): SituationFigures {
  const total = { entitled: 0, booked: 0, served: 0, declined: 0, throughOrganisations: 0 };
  for (const cell of cells) for (const name of figureNames) total[name] += cell[name];
  return { ...total, share: total.entitled === 0 ? 0 : total.served / total.entitled };
}

/** One row a code, in the order of the codes; those without a cell are there too, with zeros. */
export function rowsBy(
  cells: readonly SituationCell[],
  key: 'provinceCode' | 'professionCode',
  codes: readonly string[],
): readonly SituationRow[] {
  return codes.map((code) => ({ code, ...sumOf(cells.filter((cell) => cell[key] === code)) }));
}

export const sortableColumns = ['code', 'entitled', 'booked', 'served', 'share'] as const;
export type SortableColumn = (typeof sortableColumns)[number];

/** The rows by one column; the given order where two are alike, and for the codes themselves. */
export function sortRows(
  rows: readonly SituationRow[],
  column: SortableColumn,
  direction: 'ascending' | 'descending',
): readonly SituationRow[] {
  const sign = direction === 'ascending' ? 1 : -1;
  if (column === 'code') return sign === 1 ? rows : rows.toReversed();
  return rows.toSorted((a, b) => sign * (a[column] - b[column]));
}
