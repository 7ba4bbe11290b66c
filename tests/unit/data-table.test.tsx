import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { DataTable } from '#components/ui/data-table.tsx';
import { sortable } from '#components/ui/sortable.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import type { SortOrder } from '#lib/shared/sorting.ts';

const messages = await loadMessages('en');

function headsOf(sorting: { sort: 'name' | 'free'; order: SortOrder }): string[] {
  const markup = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="Europe/Brussels">
      <DataTable
        caption="Slots"
        rows={[{ id: '1' }]}
        rowKey={({ id }) => id}
        empty="None"
        columns={[
          { key: 'name', header: 'Name', cell: ({ id }) => id, ...sortable({}, sorting, 'name') },
          { key: 'free', header: 'Free', cell: ({ id }) => id, ...sortable({}, sorting, 'free', 'descending') },
          { key: 'state', header: 'State', cell: ({ id }) => id },
        ]}
      />
    </NextIntlClientProvider>,
  );
  return [...markup.matchAll(/<th[^>]*scope="col".*?<\/th>/gs)].map(([head]) => head);
}

describe('the heads of a table', () => {
  it.each([
    [{ sort: 'name', order: 'ascending' }, ['descending', 'descending']],
    [{ sort: 'name', order: 'descending' }, ['ascending', 'descending']],
    [{ sort: 'free', order: 'descending' }, ['ascending', 'ascending']],
  ] as const)('[TABLES-02] say the order that their links lead to: sorted by %o', (sorting, orders) => {
    const [name, free] = headsOf(sorting);
    for (const [head, order] of [
      [name, orders[0]],
      [free, orders[1]],
    ] as const) {
      expect(head).toContain(`order=${order}`);
      expect(head).toContain(messages.ui.table[order === 'descending' ? 'sortDescending' : 'sortAscending']);
    }
  });

  it('[TABLES-02] are as large as a thumb on a phone, and stand on one line beside it', () => {
    const [name, , state] = headsOf({ sort: 'name', order: 'ascending' });
    expect(name).toContain('min-h-11');
    expect(state).toContain('md:not-sr-only md:py-2');
    for (const head of [name, state]) expect(head).not.toMatch(/[" ]top-0/);
  });
});
