import type { SortOrder } from '#lib/shared/sorting.ts';
import type { Column } from './data-table.tsx';
import { type Query, queryHref } from './query.ts';

interface Sorting<Key extends string> {
  /** How the table is sorted now. */
  sort: Key;
  order: SortOrder;
}

/**
 * The head of a column that sorts its table: how it is sorted now, the order its link leads to, and the address that
 * sorts it so, or turns it around.
 * Names and times begin with the first; figures with the largest, if `first` says so. `query` is what else the address
 * says, without the page.
 */
export function sortable<Key extends string>(
  query: Query,
  { sort, order }: Sorting<Key>,
  key: Key,
  first: SortOrder = 'ascending',
): Pick<Column<never>, 'sorted' | 'sortTo' | 'sortHref'> {
  const sorted = sort === key ? order : undefined;
  const other = first === 'ascending' ? 'descending' : 'ascending';
  const sortTo = sorted === first ? other : first;
  return { sorted, sortTo, sortHref: queryHref(query, { sort: key, order: sortTo }) };
}
