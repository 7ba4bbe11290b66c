import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import { type RemovalCounts, removeEntitled } from '#lib/entitlements/remove-entitled.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { findGone } from './gone-from-lists.ts';
import { lockListsOfProgramme } from './list-version.ts';
import { tellRemoved } from './tell-removed.ts';

export type WithdrawListRefusal = 'not-allowed' | 'unknown' | 'already-ended';

/**
 * Ends one list that is in force, with a reason. Nothing takes its place: an earlier list stays ended, and amended lists
 * of the same profession stay in force. Whoever stands on no list of the programme after is treated as by a later list.
 */
export function withdrawList(
  actor: Actor,
  { listId, reason }: { readonly listId: string; readonly reason: string },
): Promise<Result<RemovalCounts & { readonly people: number }, WithdrawListRefusal>> {
  return inSqlTransaction<RemovalCounts & { readonly people: number }, WithdrawListRefusal>(async (tx) => {
    if (!isAdministrator(actor)) return refused('not-allowed');
    const [list] = await tx.$queryRaw<{ programme_code: string; profession_code: string; number: number }[]>`
      SELECT programme_code, profession_code, number FROM published_list
       WHERE id = ${listId}::uuid AND published_at IS NOT NULL`;
    if (!list) return refused('unknown');
    await lockListsOfProgramme(tx, list.programme_code);
    const ended = await tx.$executeRaw`
      UPDATE published_list SET ended_at = business_now(), ended_reason = ${reason}
       WHERE id = ${listId}::uuid AND ended_at IS NULL`;
    if (ended === 0) return refused('already-ended');
    const gone = await findGone(tx, list.programme_code, [{ endedId: listId, listId }]);
    const counts = await removeEntitled(tx, list.programme_code, gone);
    await tellRemoved(tx, gone);
    await recordAudit(tx, actor, {
      action: 'list.withdraw',
      subject: { type: 'list', id: listId },
      details: {
        programme: list.programme_code,
        profession: list.profession_code,
        number: list.number,
        removed: gone.length,
        pending: counts.pending,
        reason,
      },
    });
    return done({ people: gone.length, ...counts });
  });
}
