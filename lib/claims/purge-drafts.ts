import { getPool } from '#lib/db/client.ts';

/** Removes drafts of a day ago, by machine time, with their files: the form that held them was not finished. */
export async function purgeDrafts(): Promise<number> {
  const { rowCount } = await getPool().query(`DELETE FROM claim_draft WHERE created_at < now() - interval '1 day'`);
  return rowCount ?? 0;
}
