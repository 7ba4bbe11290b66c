import type pg from 'pg';

interface Laid {
  readonly remove: string;
  readonly restore: string;
}

/** Indexes that nothing reads while the sample is loaded, and that take longer to keep than to lay. */
const idleIndexes = [
  ...['provider_email_idx', 'provider_name_idx', 'list_entry_decision_idx', 'entitlement_provider_idx'],
  ...['entitlement_province_status_idx', 'entitlement_organisation_idx'],
];

/**
 * Runs a bulk load of some tables without their foreign keys and idle indexes, then lays these again: the database then
 * checks all rows at once instead of one by one. In the caller's transaction, so that other sessions never see the tables
 * without them, and if one row does not hold, nothing has happened. Keys, CHECKs and triggers stay.
 */
export async function checkingAtTheEnd<T>(
  client: pg.ClientBase,
  tables: readonly string[],
  load: () => Promise<T>,
): Promise<T> {
  const laid = [...(await foreignKeys(client, tables)), ...(await plainIndexes(client))];
  for (const { remove } of laid) await client.query(remove);
  const result = await load();
  for (const { restore } of laid) await client.query(restore);
  return result;
}

/** Of the tables themselves, and those of others that refer to them. */
async function foreignKeys(client: pg.ClientBase, tables: readonly string[]): Promise<Laid[]> {
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

async function plainIndexes(client: pg.ClientBase): Promise<Laid[]> {
  const { rows } = await client.query<Laid>(
    `SELECT format('DROP INDEX %s', i.oid::regclass) AS remove, pg_get_indexdef(i.oid) AS restore
       FROM unnest($1::text[]) AS name JOIN pg_class i ON i.oid = name::regclass ORDER BY name`,
    [idleIndexes],
  );
  return rows;
}
