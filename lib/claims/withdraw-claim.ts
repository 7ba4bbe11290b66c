import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { recordEvent } from './history.ts';
import { lockClaimByToken } from './load-claim.ts';
import { mayWithdraw } from './policy.ts';

export type WithdrawClaimRefusal = 'unknown' | 'decided';

/** The person takes their claim back before it is decided. It can't be brought back: a new one can be sent in time. */
export function withdrawClaim(
  actor: Actor,
  input: { readonly token: string },
): Promise<Result<{ reference: string }, WithdrawClaimRefusal>> {
  return inTransaction(async (tx): Promise<Result<{ reference: string }, WithdrawClaimRefusal>> => {
    const claim = await lockClaimByToken(tx, input.token);
    if (!claim) return refused('unknown');
    if (claim.status === 'WITHDRAWN') return done({ reference: claim.reference });
    if (!mayWithdraw(claim)) return refused('decided');

    const now = toDate(await businessNow());
    await tx.claim.update({ where: { id: claim.id }, data: { status: 'WITHDRAWN' } });
    await recordEvent(tx, actor, { claimId: claim.id, kind: 'WITHDRAWN', at: now });
    await recordAudit(tx, actor, {
      action: 'claim.withdraw',
      subject: { type: 'claim', id: claim.id },
      provinceCode: claim.provinceCode,
      details: { reference: claim.reference },
    });
    return done({ reference: claim.reference });
  });
}
