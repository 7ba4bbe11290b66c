import type { ClientBase } from 'pg';

/** How many corrections were taken back, of whatever: linking then goes by the registers again. */
export async function countTakenBack(client: Pick<ClientBase, 'query'>): Promise<number> {
  const { rows } = await client.query<{ taken_back: number }>(
    'SELECT count(*)::int AS taken_back FROM fact_correction WHERE taken_back_at IS NOT NULL',
  );
  return rows[0]?.taken_back ?? 0;
}
