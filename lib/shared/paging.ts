/** Which page of a list is asked for, from 1, and how many rows a page has. */
export type PageAsked = { readonly page: number; readonly size: number };

/** Which rows of a list are read; all of them without a limit. */
export type RowRange = { readonly limit: number | null; readonly offset: number };

export const everyRow: RowRange = { limit: null, offset: 0 };

export type Page<Row> = {
  readonly rows: readonly Row[];
  /** How many there are in all, across pages. */
  readonly total: number;
  /** The page that is shown: the last one where there are not as many as were asked for. */
  readonly page: number;
  readonly pageCount: number;
};

/**
 * One page of a list, or its last where the address asks for one beyond: a list gets shorter, and its addresses stay.
 * `load` may count the rows along with reading them, so that it counts none where it reads none.
 */
export async function pageOf<Row>(
  { page, size }: PageAsked,
  load: (range: { readonly limit: number; readonly offset: number }) => Promise<Pick<Page<Row>, 'rows' | 'total'>>,
): Promise<Page<Row>> {
  const asked = await load({ limit: size, offset: (page - 1) * size });
  if (page === 1 || asked.rows.length > 0) return { ...asked, page, pageCount: pagesOf(asked.total, size) };
  const total = asked.total || (await load({ limit: 1, offset: 0 })).total;
  const last = pagesOf(total, size);
  return { ...(await load({ limit: size, offset: (last - 1) * size })), page: last, pageCount: last };
}

function pagesOf(total: number, size: number): number {
  return Math.max(1, Math.ceil(total / size));
}

/** Rows that were counted as they were read, each with the count of all. */
export function counted<Row extends { readonly total: number }>(
  rows: readonly Row[],
): { readonly rows: readonly Omit<Row, 'total'>[]; readonly total: number } {
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}
