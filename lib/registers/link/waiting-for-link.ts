import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { countSettlements } from './count-settlements.ts';
import { countTakenBack } from './count-taken-back.ts';
import { filesNotLinked, type LinkedFile, linkResultSchema, type NotLinked } from './link-result.ts';

/** What came since the registers were last linked, and counts once they are linked again. */
export type WaitingForLink = NotLinked & {
  /** Contradictions that were settled. */
  readonly settlements: number;
  /** Corrections that were taken back. */
  readonly takenBack: number;
};

/**
 * What waits for the next linking. Undefined where nothing does: the last one knew it all, the next is asked for
 * already, or there was none yet. Administrators only.
 */
export async function findWaitingForLink(actor: Actor): Promise<WaitingForLink | undefined> {
  mustBeAdministrator(actor, 'register files');
  const pool = getPool();
  const { rows } = await pool.query<{ result: unknown }>(
    `SELECT result FROM run
      WHERE kind = 'LINK' AND state = 'DONE' AND NOT EXISTS (SELECT FROM run WHERE kind = 'LINK' AND state = 'QUEUED')
      ORDER BY requested_at DESC LIMIT 1`,
  );
  const { data: linked } = linkResultSchema.safeParse(rows[0]?.result);
  if (!linked) return undefined;
  const [{ rows: inForce }, settlements, takenBack] = await Promise.all([
    pool.query<LinkedFile>(
      `SELECT register, file_name AS "fileName", encode(content_hash, 'hex') AS "contentHash"
         FROM source_file WHERE state = 'IMPORTED' ORDER BY register, import_recorded_at, id`,
    ),
    countSettlements(pool),
    countTakenBack(pool),
  ]);
  const waiting = {
    ...filesNotLinked(linked.sources, inForce),
    // Of a linking that does not say what it went by, nothing is known to be new.
    settlements: Math.max(0, settlements - (linked.settlements ?? settlements)),
    // None was taken back before linkings said so.
    takenBack: Math.max(0, takenBack - (linked.takenBack ?? 0)),
  };
  return Object.values(waiting).some((count) => count > 0) ? waiting : undefined;
}
