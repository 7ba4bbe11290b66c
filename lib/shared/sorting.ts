/** The two ways a table is sorted, as its address and its head name them. */
export const sortOrders = ['ascending', 'descending'] as const;
export type SortOrder = (typeof sortOrders)[number];

export function sqlOrder(order: SortOrder): 'ASC' | 'DESC' {
  return order === 'ascending' ? 'ASC' : 'DESC';
}
