import NextLink from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { SortOrder } from '#lib/shared/sorting.ts';
import { classes } from './classes.ts';
import { EmptyState } from './empty-state.tsx';
import { Icon } from './icon.tsx';

export interface Column<Row> {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Figures that are compared: right-aligned. */
  numeric?: boolean | undefined;
  /** The cell that names the row; the first column unless one says so. */
  names?: boolean | undefined;
  /** The address of the table sorted by this column; no address, no sorting. */
  sortHref?: string | undefined;
  /** The order that address sorts it in. */
  sortTo?: SortOrder | undefined;
  sorted?: SortOrder | undefined;
  /** Keeps the cell on one line: dates, numbers, states. */
  nowrap?: boolean | undefined;
}

interface DataTableProps<Row> {
  caption: ReactNode;
  /** The caption is read, but not shown, where a heading above says the same. */
  captionHidden?: boolean | undefined;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Why there is nothing, and what would fill it. */
  empty: ReactNode;
  foot?: ReactNode;
}

// The display of a table's parts changes on a phone, and with it some browsers forget what they are.
const as = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  head: { role: 'columnheader' },
  name: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const;

/** Rows under a sticky head; on a phone each row is a card whose cells carry the name of their column. */
export function DataTable<Row>({ caption, captionHidden, columns, rows, rowKey, empty, foot }: DataTableProps<Row>) {
  if (rows.length === 0) return typeof empty === 'string' ? <EmptyState title={empty} /> : empty;
  const naming = columns.find((column) => column.names) ?? columns[0];
  // On a phone the heads are read, not shown, but for those that sort: they stand above the cards.
  const sortable = columns.some((column) => column.sortHref !== undefined);
  return (
    <table {...as.table} className="block w-full border-collapse text-sm md:table">
      <caption className={captionHidden ? 'sr-only' : 'block pb-2 text-left font-semibold md:table-caption'}>
        {caption}
      </caption>
      <thead {...as.group} className={classes(sortable ? 'block' : 'sr-only md:not-sr-only', 'md:table-header-group')}>
        <tr {...as.row} className={sortable ? 'flex flex-wrap gap-x-4 pb-2 md:table-row' : undefined}>
          {columns.map((column) => (
            <th
              key={column.key}
              {...as.head}
              scope="col"
              aria-sort={column.sorted}
              className={classes(
                'z-10 border-edge border-b-2 bg-paper py-2 align-bottom font-semibold md:sticky md:top-0 md:px-2 md:first:pl-0 md:last:pr-0',
                // What takes a head out of hiding takes its padding too.
                sortable && !column.sortHref && 'sr-only md:not-sr-only md:py-2',
                column.numeric ? 'md:text-right' : 'text-left',
              )}
            >
              {column.sortHref ? <SortLink column={column} /> : column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...as.group} className="block md:table-row-group">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            {...as.row}
            className="mb-3 block rounded border border-line p-3 hover:bg-ground md:mb-0 md:table-row md:border-0 md:p-0"
          >
            {columns.map((column) => {
              const names = column === naming;
              const Cell = names ? 'th' : 'td';
              return (
                <Cell
                  key={column.key}
                  {...(names ? as.name : as.cell)}
                  scope={names ? 'row' : undefined}
                  className={classes(
                    'flex items-baseline justify-between gap-4 py-1 text-left align-top md:table-cell md:border-line md:border-b md:px-2 md:py-2 md:first:pl-0 md:last:pr-0',
                    names ? 'font-semibold' : 'font-normal',
                    column.numeric && 'md:text-right',
                    column.nowrap && 'md:whitespace-nowrap',
                  )}
                >
                  {!names && (
                    // A figure is short and stays whole, however long its name; other values give way to theirs.
                    <span
                      aria-hidden="true"
                      className={classes('text-soft md:hidden', column.numeric ? 'min-w-0' : 'shrink-0')}
                    >
                      {column.header}
                    </span>
                  )}
                  <span
                    className={classes(
                      column.numeric ? 'shrink-0' : 'min-w-0',
                      !names && 'text-right',
                      !names && !column.numeric && 'md:text-left',
                    )}
                  >
                    {column.cell(row)}
                  </span>
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
      {foot}
    </table>
  );
}

function SortLink<Row>({ column }: { column: Column<Row> }) {
  const t = useTranslations('ui.table');
  return (
    <NextLink
      href={column.sortHref ?? ''}
      prefetch={false}
      scroll={false}
      className="link inline-flex min-h-11 items-center gap-1 md:min-h-0"
    >
      {column.header}
      {column.sorted && <Icon name={column.sorted === 'ascending' ? 'up' : 'down'} className="size-[0.9em]" />}
      <span className="sr-only">{column.sortTo === 'descending' ? t('sortDescending') : t('sortAscending')}</span>
    </NextLink>
  );
}
