import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { recordEvent } from './history.ts';
import { lockClaimByReference } from './load-claim.ts';
import { type ReviewRefusal, reviewRefusal } from './policy.ts';

export type AssignClaimRefusal =
  | Exclude<ReviewRefusal, 'same-reviewer'>
  | 'unknown'
  | 'not-a-reviewer'
  | 'same-reviewer-assigned';

/** Gives a claim to a reviewer, oneself or another. An appeal is not given to whoever decided first. */
export function assignClaim(
  actor: Actor,
  input: { readonly reference: string; readonly assigneeId: string },
): Promise<Result<null, AssignClaimRefusal>> {
  return inTransaction(async (tx): Promise<Result<null, AssignClaimRefusal>> => {
    const claim = await lockClaimByReference(tx, input.reference);
    if (!claim) return refused('unknown');
    const refusal = reviewRefusal(actor, claim);
    // Whoever decided first may hand the appeal on, but not keep it.
    if (refusal && refusal !== 'same-reviewer') return refused(refusal);
    const reviewer = await tx.roleAssignment.findFirst({
      where: { userId: input.assigneeId, role: 'TASKFORCE_ADMIN' },
      select: { id: true },
    });
    if (!reviewer) return refused('not-a-reviewer');
    if (claim.appealedAt !== null && claim.decidedById === input.assigneeId) return refused('same-reviewer-assigned');
    if (claim.assigneeId === input.assigneeId) return done(null);

    await tx.claim.update({ where: { id: claim.id }, data: { assigneeId: input.assigneeId } });
    await recordEvent(tx, actor, { claimId: claim.id, kind: 'ASSIGNED', at: toDate(await businessNow()) });
    await recordAudit(tx, actor, {
      action: 'claim.assign',
      subject: { type: 'claim', id: claim.id },
      provinceCode: claim.provinceCode,
      details: { reference: claim.reference, assignee: input.assigneeId },
    });
    return done(null);
  });
}
