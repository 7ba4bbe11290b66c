import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import type { Statements } from '#lib/db/statements.ts';
import { followLists } from '#lib/entitlements/follow-lists.ts';
import { type RemovalCounts, removeEntitled } from '#lib/entitlements/remove-entitled.ts';
import { holdOffLinking } from '#lib/registers/link/lock-registers.ts';
import { takeBackEvidence } from '#lib/registers/take-back-evidence.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { findGone } from './gone-from-lists.ts';
import { lockListsOfProgramme } from './list-version.ts';
import { plannedForWholeLists } from './planned-for-whole-lists.ts';
import { tellRemoved } from './tell-removed.ts';

export type WithdrawListRefusal = 'not-allowed' | 'unknown' | 'already-ended' | 'registers-linking';

/**
 * Ends one list that is in force, with a reason. Nothing takes its place: an earlier list stays ended, and amended lists
 * of the same profession stay in force. Whoever stands on no list of the programme after is treated as by a later list.
 * With an amendment goes what its claim was accepted on, which would otherwise bring the person back with the next list.
 */
export function withdrawList(
  actor: Actor,
  { listId, reason }: { readonly listId: string; readonly reason: string },
): Promise<Result<RemovalCounts & { readonly people: number }, WithdrawListRefusal>> {
  return inSqlTransaction<RemovalCounts & { readonly people: number }, WithdrawListRefusal>(async (tx) => {
    if (!isAdministrator(actor)) return refused('not-allowed');
    const [list] = await tx.$queryRaw<ListRow[]>`
      SELECT programme_code, profession_code, number, kind::text AS kind FROM published_list
       WHERE id = ${listId}::uuid AND published_at IS NOT NULL`;
    if (!list) return refused('unknown');
    const isAmendment = list.kind === 'AMENDMENT';
    if (isAmendment && !(await holdOffLinking(tx))) return refused('registers-linking');
    await lockListsOfProgramme(tx, list.programme_code);
    const ended = await tx.$executeRaw`
      UPDATE published_list SET ended_at = business_now(), ended_reason = ${reason}
       WHERE id = ${listId}::uuid AND ended_at IS NULL`;
    if (ended === 0) return refused('already-ended');
    const gone = await findGone(tx, list.programme_code, [{ endedId: listId, listId }]);
    const counts = await removeEntitled(tx, list.programme_code, gone);
    const follow = () => followLists(tx, list.programme_code, [listId]);
    await (isAmendment ? follow() : plannedForWholeLists(tx, follow));
    await tellRemoved(tx, gone);
    // Last: the address may be the claim's own, and is told before it is forgotten.
    if (isAmendment) await takeBackClaim(tx, actor, listId);
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

type ListRow = {
  readonly programme_code: string;
  readonly profession_code: string;
  readonly number: number;
  readonly kind: 'FULL' | 'AMENDMENT';
};

/** Takes back what the claim of an amendment put on file about its one person. */
async function takeBackClaim(tx: Statements, actor: Actor, listId: string): Promise<void> {
  const [of] = await tx.$queryRaw<
    {
      claim_id: string;
      reference: string;
      email: string | null;
      phone: string | null;
      provider_id: string;
      province_code: string;
    }[]
  >`
    SELECT c.id AS claim_id, c.reference, c.email, c.phone, v.id AS provider_id, v.province_code
      FROM published_list l
      JOIN claim c ON c.id = l.claim_id
      JOIN list_entry e ON e.list_id = l.id
      JOIN provider v ON v.id = e.provider_id
     WHERE l.id = ${listId}::uuid`;
  if (!of) return;
  const { claim_id: claimId, reference, email, phone, provider_id: providerId, province_code: provinceCode } = of;
  await takeBackEvidence(tx, { claimId, providerId, source: `claim:${reference}`, email, phone });
  await recordAudit(tx, actor, {
    action: 'provider.take-back-evidence',
    subject: { type: 'provider', id: providerId },
    provinceCode,
    details: { claim: reference },
  });
}
