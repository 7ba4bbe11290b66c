import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { writeMessage } from '#lib/notifications/write-message.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { claimLink } from './access.ts';
import { oneLiveClaim } from './confirm-claim.ts';
import { attachEvidence } from './evidence.ts';
import { recordEvent } from './history.ts';
import { lockClaimByToken } from './load-claim.ts';
import { mayAppeal } from './policy.ts';

export type AppealClaimInput = {
  readonly token: string;
  readonly text: string;
  readonly draftToken?: string | undefined;
};
export type AppealClaimRefusal = 'unknown' | 'not-refused' | 'appealed-before' | 'another-live' | 'too-many-files';

/** Reopens a refused claim, once, for another reviewer: whoever refused it is no longer its reviewer. */
export function appealClaim(
  actor: Actor,
  input: AppealClaimInput,
): Promise<Result<{ reference: string }, AppealClaimRefusal>> {
  return inTransaction(
    async (tx): Promise<Result<{ reference: string }, AppealClaimRefusal>> => {
      const claim = await lockClaimByToken(tx, input.token);
      if (!claim) return refused('unknown');
      if (!mayAppeal(claim)) return refused(claim.appealedAt === null ? 'not-refused' : 'appealed-before');

      const now = toDate(await businessNow());
      const files = await attachEvidence(tx, input.draftToken, [claim.id]);
      await tx.claim.update({
        where: { id: claim.id },
        data: {
          status: 'APPEALED',
          appealedAt: now,
          assigneeId: claim.assigneeId === claim.decidedById ? null : claim.assigneeId,
        },
      });
      await recordEvent(tx, actor, { claimId: claim.id, kind: 'APPEALED', at: now, text: input.text });
      await recordAudit(tx, actor, {
        action: 'claim.appeal',
        subject: { type: 'claim', id: claim.id },
        provinceCode: claim.provinceCode,
        details: { reference: claim.reference, files },
      });
      if (claim.email !== null) {
        await writeMessage(tx, {
          template: 'claim-appealed',
          language: claim.language,
          toEmail: claim.email,
          params: { reference: claim.reference },
          secrets: { link: await claimLink(tx, claim) },
          dedupKey: `claim-appealed:${claim.id}`,
        });
      }
      return done({ reference: claim.reference });
    },
    { ...oneLiveClaim, claim_attachment_three_at_most: 'too-many-files' },
  );
}
