import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { writeMessage } from '#lib/notifications/write-message.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { claimLink } from './access.ts';
import { recordEvent } from './history.ts';
import { lockClaimByReference } from './load-claim.ts';
import { type ReviewRefusal, reviewRefusal } from './policy.ts';

export type AskQuestionRefusal = ReviewRefusal | 'unknown' | 'asked-before' | 'no-address';

/** Asks the person something, by mail and on the claim's page; the claim waits for the answer. One question at a time. */
export function askQuestion(
  actor: Actor,
  input: { readonly reference: string; readonly text: string },
): Promise<Result<null, AskQuestionRefusal>> {
  return inTransaction(async (tx): Promise<Result<null, AskQuestionRefusal>> => {
    const claim = await lockClaimByReference(tx, input.reference);
    if (!claim) return refused('unknown');
    const refusal = reviewRefusal(actor, claim);
    if (refusal) return refused(refusal);
    if (claim.status === 'QUESTION') return refused('asked-before');
    if (claim.email === null) return refused('no-address');

    const now = toDate(await businessNow());
    await tx.claim.update({ where: { id: claim.id }, data: { status: 'QUESTION' } });
    await recordEvent(tx, actor, { claimId: claim.id, kind: 'QUESTION_ASKED', at: now, text: input.text });
    await recordAudit(tx, actor, {
      action: 'claim.ask',
      subject: { type: 'claim', id: claim.id },
      provinceCode: claim.provinceCode,
      details: { reference: claim.reference },
    });
    await writeMessage(tx, {
      template: 'claim-question',
      language: claim.language,
      toEmail: claim.email,
      params: { reference: claim.reference },
      secrets: { link: await claimLink(tx, claim) },
    });
    return done(null);
  });
}
