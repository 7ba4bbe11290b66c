type Run = (sql: string, values: unknown[]) => Promise<unknown>;

/** Counts the entries of a list that a test has filled by plain SQL, by province as publishing does. */
export async function countFilled(run: Run, listId: string): Promise<void> {
  await run(
    `INSERT INTO published_list_count (list_id, province_code, entries)
     SELECT e.list_id, v.province_code, count(*)
       FROM list_entry e JOIN provider v ON v.id = e.provider_id WHERE e.list_id = $1 GROUP BY 1, 2`,
    [listId],
  );
}

/** Counts and publishes such a list; at the present business time unless an expression says when. */
export async function publishFilled(run: Run, listId: string, at = 'business_now()'): Promise<void> {
  await countFilled(run, listId);
  await run(
    `UPDATE published_list SET published_at = ${at}, entry_count = (SELECT count(*) FROM list_entry WHERE list_id = $1)
      WHERE id = $1`,
    [listId],
  );
}
