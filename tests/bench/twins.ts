import type pg from 'pg';
import { timed } from './measurement.ts';

/** A table and which of its rows. */
export type Written = { readonly table: string; readonly where?: string };

/**
 * How long one pass takes that reads these rows and writes them as they are into tables of the same columns, indexes and
 * foreign keys: what the database alone costs whoever writes them. Triggers are left out, and nothing is kept.
 */
export async function copyIntoTwins(client: pg.ClientBase, written: readonly Written[]): Promise<number> {
  await client.query('BEGIN');
  try {
    for (const { table } of written) await layTwin(client, table);
    return await timed(async () => {
      for (const { table, where = 'true' } of written) {
        await client.query(`INSERT INTO ${twinOf(table)} SELECT * FROM ${table} WHERE ${where}`);
      }
    });
  } finally {
    await client.query('ROLLBACK');
  }
}

const twinOf = (table: string) => `twin_of_${table}`;

async function layTwin(client: pg.ClientBase, table: string): Promise<void> {
  await client.query(`CREATE TABLE ${twinOf(table)} (LIKE ${table} INCLUDING ALL)`);
  const { rows } = await client.query<{ definition: string }>(
    `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE contype = 'f' AND conrelid = $1::regclass`,
    [table],
  );
  for (const { definition } of rows) await client.query(`ALTER TABLE ${twinOf(table)} ADD ${definition}`);
}
