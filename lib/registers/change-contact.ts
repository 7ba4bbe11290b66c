import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { holdOffLinking } from './link/lock-registers.ts';
import { recordCorrection } from './record-correction.ts';
import type { ContactInput } from './schema.ts';

export type ContactRefusal = 'no-provider' | 'registers-linking';

/**
 * Corrects how the actor's own provider is reached: telephone and the language of messages. The e-mail address is not
 * among them: it opens the sign-in, so it changes only after someone has verified the person. No later file takes it back.
 */
export function changeContact(actor: Actor, input: ContactInput): Promise<Result<undefined, ContactRefusal>> {
  return inTransaction<undefined, ContactRefusal>(async (tx) => {
    if (actor.kind !== 'user' || actor.providerId === null) return refused('no-provider');
    if (!(await holdOffLinking(tx))) return refused('registers-linking');
    await recordCorrection(tx, { providerId: actor.providerId, facts: ['contact'], correctedById: null });
    const { provinceCode } = await tx.provider.update({
      where: { id: actor.providerId },
      data: { phone: input.phone ?? null, language: input.language },
      select: { provinceCode: true },
    });
    await recordAudit(tx, actor, {
      action: 'provider.change-contact',
      subject: { type: 'provider', id: actor.providerId },
      provinceCode,
    });
    return done(undefined);
  });
}
