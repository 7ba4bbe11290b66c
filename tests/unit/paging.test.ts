import { describe, expect, it } from 'vitest';
import { sortable } from '#components/ui/sortable.ts';
import { queueFilterSchema, queueSorting } from '#lib/claims/schema.ts';
import { pageOf } from '#lib/shared/paging.ts';

const letters = [...'abcdefg'];

describe('a page of a list', () => {
  const counting = async ({ limit, offset }: { limit: number; offset: number }) => {
    const rows = letters.slice(offset, offset + limit);
    // As a query that counts along with reading.
    return { rows, total: rows.length === 0 ? 0 : letters.length };
  };
  const apart = async ({ limit, offset }: { limit: number; offset: number }) => ({
    rows: letters.slice(offset, offset + limit),
    total: letters.length,
  });

  it.each([
    ['counted along', counting],
    ['counted apart', apart],
  ])('[TABLES-01] beyond the last one is the last one, %s', async (_, load) => {
    expect(await pageOf({ page: 2, size: 3 }, load)).toEqual({
      rows: ['d', 'e', 'f'],
      total: 7,
      page: 2,
      pageCount: 3,
    });
    for (const page of [3, 4, 1_000_000]) {
      expect(await pageOf({ page, size: 3 }, load)).toEqual({ rows: ['g'], total: 7, page: 3, pageCount: 3 });
    }
    expect(await pageOf({ page: 2, size: 7 }, load)).toMatchObject({ rows: letters, page: 1, pageCount: 1 });
  });

  it('[TABLES-01] of nothing is the first of one', async () => {
    const nothing = async () => ({ rows: [], total: 0 });
    const empty = { rows: [], total: 0, page: 1, pageCount: 1 };
    expect(await pageOf({ page: 1, size: 3 }, nothing)).toEqual(empty);
    expect(await pageOf({ page: 9, size: 3 }, nothing)).toEqual(empty);
  });
});

describe('the head of a column that sorts', () => {
  const query = { q: 'name', page: undefined };

  it('[TABLES-02] says how the table is sorted, and turns it around', () => {
    const byTime = { sort: 'time', order: 'ascending' } as const;
    expect(sortable(query, byTime, 'time')).toEqual({
      sorted: 'ascending',
      sortTo: 'descending',
      sortHref: '?q=name&sort=time&order=descending',
    });
    expect(sortable<'time' | 'free'>(query, byTime, 'free', 'descending')).toEqual({
      sorted: undefined,
      sortTo: 'descending',
      sortHref: '?q=name&sort=free&order=descending',
    });
    expect(sortable(query, { sort: 'free', order: 'descending' }, 'free', 'descending')).toEqual({
      sorted: 'descending',
      sortTo: 'ascending',
      sortHref: '?q=name&sort=free&order=ascending',
    });
  });

  it('[TABLES-02] of the claims begins with who waits longest, or was decided last', () => {
    const sorting = (address: Record<string, string>) => queueSorting(queueFilterSchema.parse(address));
    expect(sorting({})).toEqual({ sort: 'received', order: 'ascending' });
    expect(sorting({ status: 'decided' })).toEqual({ sort: 'received', order: 'descending' });
    expect(sorting({ status: 'decided', sort: 'received' })).toEqual({ sort: 'received', order: 'ascending' });
    expect(sorting({ sort: 'nonsense', order: 'descending' })).toEqual({ sort: 'received', order: 'descending' });
  });
});
