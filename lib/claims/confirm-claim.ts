import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { loadWords } from '#lib/i18n/kept-words.ts';
import { writeMessage } from '#lib/notifications/write-message.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { claimLink, claimToken } from './access.ts';
import { findProviderId } from './find-provider.ts';
import { recordEvent } from './history.ts';
import { lockClaimByToken } from './load-claim.ts';
import { mayConfirm } from './policy.ts';

export type ConfirmClaimRefusal = 'unknown' | 'withdrawn' | 'another-live';

/** Of one person and programme only one claim at a time is examined, whichever of their numbers it names. */
export const oneLiveClaim = {
  claim_one_live_confirmed_by_number: 'another-live',
  claim_one_live_confirmed_by_provider: 'another-live',
} as const;

/**
 * The person says from their mail that the claim is theirs. It is examined from now on and counts from when it was
 * sent, so this may come after the cutoff. What they sent with the same form is confirmed with it. Twice is once.
 */
export async function confirmClaim(
  actor: Actor,
  input: { readonly token: string },
): Promise<Result<{ reference: string }, ConfirmClaimRefusal>> {
  const result = await confirmOne(actor, input.token);
  if (result.ok) {
    // Each on its own: another live claim under one programme must not undo the confirmation under the other.
    for (const id of await sentWith(result.value.reference)) await confirmOne(actor, claimToken(id));
  }
  return result;
}

function confirmOne(actor: Actor, token: string): Promise<Result<{ reference: string }, ConfirmClaimRefusal>> {
  return inTransaction(async (tx): Promise<Result<{ reference: string }, ConfirmClaimRefusal>> => {
    const claim = await lockClaimByToken(tx, token);
    if (!claim) return refused('unknown');
    if (claim.status === 'WITHDRAWN') return refused('withdrawn');
    if (!mayConfirm(claim)) return done({ reference: claim.reference });

    const now = toDate(await businessNow());
    await tx.claim.update({
      where: { id: claim.id },
      data: { status: 'OPEN', confirmedAt: now, providerId: await findProviderId(tx, claim) },
    });
    await recordEvent(tx, actor, { claimId: claim.id, kind: 'CONFIRMED', at: now });
    await recordAudit(tx, actor, {
      action: 'claim.confirm',
      subject: { type: 'claim', id: claim.id },
      provinceCode: claim.provinceCode,
      details: { reference: claim.reference },
    });
    if (claim.email !== null) {
      const words = await loadWords(claim.language);
      await writeMessage(tx, {
        template: 'claim-confirmed',
        language: claim.language,
        toEmail: claim.email,
        params: { reference: claim.reference, programme: words(`rules.programmes.${claim.programmeCode}`) },
        secrets: { link: await claimLink(tx, claim) },
        dedupKey: `claim-confirmed:${claim.id}`,
      });
    }
    return done({ reference: claim.reference });
  }, oneLiveClaim);
}

/** Other unconfirmed claims of the same form: the same address, number and instant of receipt. */
async function sentWith(reference: string): Promise<readonly string[]> {
  const claim = await getDb().claim.findUnique({ where: { reference } });
  if (claim?.receivedBy !== 'WEB') return [];
  const others = await getDb().claim.findMany({
    where: {
      status: 'UNCONFIRMED',
      receivedAt: claim.receivedAt,
      email: claim.email,
      identifierScheme: claim.identifierScheme,
      identifierValue: claim.identifierValue,
    },
    select: { id: true },
  });
  return others.map(({ id }) => id);
}
