import type pg from 'pg';

interface Laid {
  readonly remove: string;
  readonly restore: string;
}

/**
 * Runs a bulk load of some tables without their keys and indexes, then lays these again: the database then checks all
 * rows at once, and sorts them once, instead of one by one. In the caller's transaction, so that other sessions never
 * see the tables without them, and if one row does not hold, nothing has happened. CHECKs and triggers stay.
 */
export async function checkingAtTheEnd<T>(
  client: pg.ClientBase,
  tables: readonly string[],
  load: () => Promise<T>,
): Promise<T> {
  // A foreign key hangs on the key it refers to, so it goes first and comes back last.
  const laid = [
    ...(await constraints(client, tables, ['f'])),
    ...(await plainIndexes(client, tables)),
    // The guard of list entries looks each decision up by its key.
    ...(await constraints(
      client,
      tables.filter((table) => table !== 'decision'),
      ['p', 'u'],
    )),
  ];
  for (const { remove } of laid) await client.query(remove);
  const result = await load();
  for (const { restore } of laid.toReversed()) await client.query(restore);
  return result;
}

/** Of the tables themselves, and the foreign keys of others that refer to them. */
async function constraints(
  client: pg.ClientBase,
  tables: readonly string[],
  types: readonly string[],
): Promise<Laid[]> {
  const { rows } = await client.query<Laid>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', k.conrelid::regclass, k.conname) AS remove,
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) AS restore
       FROM pg_constraint k
      WHERE k.contype = ANY ($2::"char"[])
        AND (k.conrelid = ANY ($1::regclass[]) OR k.contype = 'f' AND k.confrelid = ANY ($1::regclass[]))
      ORDER BY k.conrelid::regclass::text, k.conname`,
    [tables, types],
  );
  return rows;
}

/** Those that back no constraint, unique or not. */
async function plainIndexes(client: pg.ClientBase, tables: readonly string[]): Promise<Laid[]> {
  const { rows } = await client.query<Laid>(
    `SELECT format('DROP INDEX %s', i.indexrelid::regclass) AS remove, pg_get_indexdef(i.indexrelid) AS restore
       FROM pg_index i
      WHERE i.indrelid = ANY ($1::regclass[])
        AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
      ORDER BY i.indexrelid::regclass::text`,
    [tables],
  );
  return rows;
}
