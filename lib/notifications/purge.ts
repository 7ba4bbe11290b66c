import { getPool } from '#lib/db/client.ts';

/** How long it is known to whom a message went, for questions about it. */
const keptDays = 90;

/**
 * Empties messages that were sent or given up long ago, by machine time: what remains is that one was sent, and the key
 * that keeps the same one from being written again.
 */
export async function purgeMessages(): Promise<number> {
  const { rowCount } = await getPool().query(
    `UPDATE outbox SET to_email = '', params = '{}', secrets = NULL, last_error = NULL
      WHERE to_email <> '' AND coalesce(sent_at, failed_at) < now() - $1 * interval '1 day'`,
    [keptDays],
  );
  return rowCount ?? 0;
}
