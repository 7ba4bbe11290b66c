import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { requestRun } from '#lib/runs/request-run.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';

export type RequestLinkRefusal = 'not-allowed';

/**
 * Asks for the registers to be linked, once the runs asked for before are done, and gives the run's id. While one that
 * was asked for waits, it is that one: it will link what is in force when it begins. Administrators only.
 */
export function requestLink(actor: Actor): Promise<Result<{ readonly runId: string }, RequestLinkRefusal>> {
  return inTransaction<{ readonly runId: string }, RequestLinkRefusal>(async (tx) => {
    if (!isAdministrator(actor)) return refused('not-allowed');
    // One that has begun may have read the registers already.
    const [waiting] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM run
       WHERE kind = 'LINK' AND state = 'QUEUED' AND NOT EXISTS (SELECT FROM run_progress WHERE run_id = run.id)
       ORDER BY requested_at LIMIT 1`;
    if (waiting) return done({ runId: waiting.id });
    const runId = await requestRun(tx, actor, { kind: 'LINK', input: {} });
    await recordAudit(tx, actor, { action: 'register.link', subject: { type: 'run', id: runId } });
    return done({ runId });
  });
}
