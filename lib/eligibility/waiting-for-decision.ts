import type { ClientBase } from 'pg';
import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { NotAllowed } from '#lib/shared/errors.ts';

/** What changed since everyone was decided on, and counts once everyone is decided on again. */
export type WaitingForDecision = {
  /** Times that the registers were linked and something came out otherwise. */
  readonly linkings: number;
  /** Facts of people that were corrected, by a claim or by themselves. */
  readonly corrections: number;
};

/** How many facts were corrected that rules ask about. No correction is ever taken back, so that more are new ones. */
export async function countCorrections(client: Pick<ClientBase, 'query'>): Promise<number> {
  const { rows } = await client.query<{ corrections: number }>(
    `SELECT count(*)::int AS corrections FROM fact_correction WHERE fact <> 'contact'`,
  );
  return rows[0]?.corrections ?? 0;
}

/**
 * What a run of decisions does not know yet; without an id the last one of any programme, unless another is asked for
 * already. Undefined where nothing changed. Administrators only.
 */
export async function findWaitingForDecision(actor: Actor, runId?: string): Promise<WaitingForDecision | undefined> {
  if (!isAdministrator(actor)) throw new NotAllowed('decisions');
  const pool = getPool();
  const { rows } = await pool.query<{ corrections: number | null; linkings: number }>(
    // A run works on what those asked for before it left.
    `SELECT (d.result ->> 'corrections')::int AS corrections,
            (SELECT count(*)::int FROM run l
              WHERE l.kind = 'LINK' AND l.state = 'DONE' AND l.requested_at > d.requested_at
                AND coalesce((l.result ->> 'written')::int, 1) > 0) AS linkings
       FROM run d
      WHERE d.kind = 'DECIDE' AND d.state = 'DONE'
        AND CASE WHEN $1::uuid IS NULL THEN NOT EXISTS (SELECT FROM run WHERE kind = 'DECIDE' AND state = 'QUEUED')
                 ELSE d.id = $1 END
      ORDER BY d.requested_at DESC LIMIT 1`,
    [runId ?? null],
  );
  const [decided] = rows;
  if (!decided) return undefined;
  const known = decided.corrections;
  // Of a run that does not say how many it knew, none is known to be new.
  const corrections = known === null ? 0 : Math.max(0, (await countCorrections(pool)) - known);
  return decided.linkings + corrections > 0 ? { linkings: decided.linkings, corrections } : undefined;
}
