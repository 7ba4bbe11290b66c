import type pg from 'pg';

/** Something of a table that a bulk load is quicker without, and how it comes back. */
export interface Laid {
  readonly remove: string;
  readonly restore: string;
}

/**
 * Runs a bulk load without some foreign keys, keys and indexes, then lays these again: the database then checks and sorts
 * all rows at once instead of one by one. In the caller's transaction, so that other sessions never see the tables without
 * them, and if one row does not hold, nothing has happened. CHECKs and triggers stay.
 */
export async function layingAtTheEnd<T>(
  client: pg.ClientBase,
  laid: readonly Laid[],
  load: () => Promise<T>,
): Promise<T> {
  for (const { remove } of laid) await client.query(remove);
  const result = await load();
  // What was removed last is what the others rest on.
  for (const { restore } of laid.toReversed()) await client.query(restore);
  return result;
}

/** Foreign keys of the tables themselves, and those of others that refer to them. */
export async function foreignKeysOf(client: pg.ClientBase, tables: readonly string[]): Promise<readonly Laid[]> {
  const { rows } = await client.query<Laid>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', k.conrelid::regclass, k.conname) AS remove,
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) AS restore
       FROM pg_constraint k
      WHERE k.contype = 'f' AND (k.conrelid = ANY ($1::regclass[]) OR k.confrelid = ANY ($1::regclass[]))
      ORDER BY k.conrelid::regclass::text, k.conname`,
    [tables],
  );
  return rows;
}

/** Primary keys, unique keys and indexes of tables, but for those that the load itself looks rows up by. */
export async function keysAndIndexesOf(
  client: pg.ClientBase,
  tables: readonly string[],
  kept: readonly string[] = [],
): Promise<readonly Laid[]> {
  const { rows } = await client.query<Laid>(
    `SELECT CASE WHEN k.oid IS NULL THEN format('DROP INDEX %s', i.indexrelid::regclass)
                 ELSE format('ALTER TABLE %s DROP CONSTRAINT %I', i.indrelid::regclass, k.conname) END AS remove,
            CASE WHEN k.oid IS NULL THEN pg_get_indexdef(i.indexrelid)
                 ELSE format('ALTER TABLE %s ADD CONSTRAINT %I %s', i.indrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
             END AS restore
       FROM pg_index i LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u')
      WHERE i.indrelid = ANY ($1::regclass[]) AND i.indexrelid <> ALL ($2::regclass[])
      ORDER BY i.indexrelid::regclass::text`,
    [tables, kept],
  );
  return rows;
}
