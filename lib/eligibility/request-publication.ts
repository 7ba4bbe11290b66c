import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import { requestRun } from '#lib/runs/request-run.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { judgePublication, type PublicationRefusal } from './publishable.ts';

/**
 * Asks for lists of these professions from what a run decided. What can be refused already is refused at once; what
 * changes until the run begins is looked at again by it.
 */
export function requestPublication(
  actor: Actor,
  { runId, professions }: { readonly runId: string; readonly professions: readonly string[] },
): Promise<Result<{ readonly runId: string }, PublicationRefusal>> {
  return inSqlTransaction<{ readonly runId: string }, PublicationRefusal>(async (tx) => {
    if (!isAdministrator(actor)) return refused('not-allowed');
    const judged = await judgePublication(tx, { decideRunId: runId, professions });
    if (!judged.ok) return judged;
    const input = { decideRunId: runId, professions: judged.value.professions };
    return done({ runId: await requestRun(tx, actor, { kind: 'PUBLISH', input }) });
  });
}
