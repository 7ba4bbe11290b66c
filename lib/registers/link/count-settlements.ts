import type { ClientBase } from 'pg';

/**
 * How many contradictions were settled that linking goes by: those of activity without registration, which counts for
 * nobody whatever is done, leave it as it is. No settlement is ever taken back, so that more of them are new ones.
 */
export async function countSettlements(client: Pick<ClientBase, 'query'>): Promise<number> {
  const { rows } = await client.query<{ settlements: number }>(
    `SELECT count(*)::int AS settlements FROM contradiction
      WHERE settled_at IS NOT NULL AND kind <> 'ACTIVITY_WITHOUT_REGISTRATION'`,
  );
  return rows[0]?.settlements ?? 0;
}
