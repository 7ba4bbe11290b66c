import type { ClientBase } from 'pg';
import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';

/** What changed since everyone was decided on, and counts once everyone is decided on again. */
export type WaitingForDecision = {
  /** Times that the registers were linked and something came out otherwise. */
  readonly linkings: number;
  /** Facts of people that were corrected, by a claim or by themselves. */
  readonly corrections: number;
  /** Such corrections that were taken back. */
  readonly takenBack: number;
  /** The programmes whose decisions are out of date, where others' are not; none where all are. */
  readonly programmeCodes: readonly string[];
};

/**
 * How many facts were corrected that rules ask about, and how many of these corrections were taken back. Neither is ever
 * undone, so that more are new ones.
 */
export async function countCorrections(
  client: Pick<ClientBase, 'query'>,
): Promise<Pick<WaitingForDecision, 'corrections' | 'takenBack'>> {
  const { rows } = await client.query<Pick<WaitingForDecision, 'corrections' | 'takenBack'>>(
    `SELECT count(*)::int AS corrections, count(taken_back_at)::int AS "takenBack"
       FROM fact_correction WHERE fact <> 'contact'`,
  );
  return rows[0] ?? { corrections: 0, takenBack: 0 };
}

/**
 * What a run of decisions does not know yet; without an id what the last one of any programme does not, unless another is
 * asked for already of that programme: of several the oldest, which knows least. Undefined where nothing changed.
 * Administrators only.
 */
export async function findWaitingForDecision(actor: Actor, runId?: string): Promise<WaitingForDecision | undefined> {
  mustBeAdministrator(actor, 'decisions');
  const pool = getPool();
  const { rows } = await pool.query<DecidedRow>(
    // A run works on what those asked for before it left.
    `SELECT d.programme, (d.result ->> 'corrections')::int AS corrections,
            (d.result ->> 'takenBack')::int AS "takenBack",
            (SELECT count(*)::int FROM run l
              WHERE l.kind = 'LINK' AND l.state = 'DONE' AND l.requested_at > d.requested_at
                AND coalesce((l.result ->> 'written')::int, 1) > 0) AS linkings,
            $1::uuid IS NULL AND EXISTS (
              SELECT FROM run q
               WHERE q.kind = 'DECIDE' AND q.state = 'QUEUED' AND q.input ->> 'programmeCode' = d.programme) AS asked
       FROM (SELECT DISTINCT ON (input ->> 'programmeCode')
                    input ->> 'programmeCode' AS programme, requested_at, result
               FROM run
              WHERE kind = 'DECIDE' AND state = 'DONE' AND ($1::uuid IS NULL OR id = $1)
              ORDER BY input ->> 'programmeCode', requested_at DESC) d
      ORDER BY d.requested_at`,
    [runId ?? null],
  );
  const known = await countCorrections(pool);
  const waiting = rows
    .filter(({ asked }) => !asked)
    .map(({ programme, corrections, takenBack, linkings }) => ({
      programme,
      linkings,
      // Of a run that does not say how many it knew, none is known to be new.
      corrections: corrections === null ? 0 : Math.max(0, known.corrections - corrections),
      // None was taken back before runs said so.
      takenBack: Math.max(0, known.takenBack - (takenBack ?? 0)),
    }))
    .filter(({ linkings, corrections, takenBack }) => linkings + corrections + takenBack > 0);
  const [oldest] = waiting;
  if (!oldest) return undefined;
  const programmeCodes = waiting.length === rows.length ? [] : waiting.map(({ programme }) => programme);
  const { linkings, corrections, takenBack } = oldest;
  return { linkings, corrections, takenBack, programmeCodes };
}

type DecidedRow = {
  readonly programme: string;
  readonly corrections: number | null;
  readonly takenBack: number | null;
  readonly linkings: number;
  readonly asked: boolean;
};
