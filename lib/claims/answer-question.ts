import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { writeMessage } from '#lib/notifications/write-message.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { claimLink } from './access.ts';
import { attachEvidence } from './evidence.ts';
import { recordEvent } from './history.ts';
import { lockClaimByToken } from './load-claim.ts';
import { mayAnswer, statusAfterAnswer } from './policy.ts';

export type AnswerQuestionInput = {
  readonly token: string;
  readonly text: string;
  readonly draftToken?: string | undefined;
};
export type AnswerQuestionRefusal = 'unknown' | 'no-question' | 'too-many-files';

/** The person answers what a reviewer asked, with further files if there is room; the claim goes on where it was. */
export function answerQuestion(
  actor: Actor,
  input: AnswerQuestionInput,
): Promise<Result<{ reference: string }, AnswerQuestionRefusal>> {
  return inTransaction(
    async (tx): Promise<Result<{ reference: string }, AnswerQuestionRefusal>> => {
      const claim = await lockClaimByToken(tx, input.token);
      if (!claim) return refused('unknown');
      if (!mayAnswer(claim)) return refused('no-question');

      const now = toDate(await businessNow());
      const files = await attachEvidence(tx, input.draftToken, [claim.id]);
      await tx.claim.update({ where: { id: claim.id }, data: { status: statusAfterAnswer(claim) } });
      await recordEvent(tx, actor, { claimId: claim.id, kind: 'ANSWERED', at: now, text: input.text });
      await recordAudit(tx, actor, {
        action: 'claim.answer',
        subject: { type: 'claim', id: claim.id },
        provinceCode: claim.provinceCode,
        details: { reference: claim.reference, files },
      });
      if (claim.email !== null) {
        await writeMessage(tx, {
          template: 'claim-answered',
          language: claim.language,
          toEmail: claim.email,
          params: { reference: claim.reference },
          secrets: { link: await claimLink(tx, claim) },
        });
      }
      return done({ reference: claim.reference });
    },
    { claim_attachment_three_at_most: 'too-many-files' },
  );
}
