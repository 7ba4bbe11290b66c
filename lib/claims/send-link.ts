import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { writeMessage } from '#lib/notifications/write-message.ts';
import { done } from '#lib/shared/result.ts';
import { claimLink } from './access.ts';
import { readReference } from './reference.ts';

// The same mailbox gets one such message a claim in this time, however often it is asked for.
const quietMs = 10 * 60 * 1000;

/**
 * Sends the link of a claim again, to the address it was sent from and to no other. Returns nothing: the answer to
 * whoever asks is the same whether there is such a claim or not.
 */
export async function sendLink(
  actor: Actor,
  input: { readonly reference: string; readonly email: string },
): Promise<void> {
  const reference = readReference(input.reference);
  if (reference === undefined) return;
  await inTransaction(async (tx) => {
    const claim = await tx.claim.findUnique({ where: { reference } });
    if (!claim || claim.email === null || claim.email !== input.email.trim().toLowerCase()) return done(null);
    await recordAudit(tx, actor, {
      action: 'claim.send-link',
      subject: { type: 'claim', id: claim.id },
      provinceCode: claim.provinceCode,
      details: { reference },
    });
    await writeMessage(tx, {
      template: 'claim-link',
      language: claim.language,
      toEmail: claim.email,
      params: { reference },
      secrets: { link: await claimLink(tx, claim) },
      dedupKey: `claim-link:${claim.id}:${Math.floor(Date.now() / quietMs)}`,
    });
    return done(null);
  });
}
