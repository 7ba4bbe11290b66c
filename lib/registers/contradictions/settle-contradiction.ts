import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { choicesOf, type SettleContradictionInput, sidesSchema } from './schema.ts';

export const settleContradictionRefusals = ['not-allowed', 'unknown', 'already-settled', 'gone', 'choice'] as const;
export type SettleContradictionRefusal = (typeof settleContradictionRefusals)[number];

/**
 * Settles what registers contradict each other in, with a reason; the next linking goes by it, and so do all later ones
 * while the same alternatives stand. Once: of two administrators at once the second is told. Administrators only.
 */
export function settleContradiction(
  actor: Actor,
  { id, choice, reason }: SettleContradictionInput,
): Promise<Result<undefined, SettleContradictionRefusal>> {
  return inTransaction<undefined, SettleContradictionRefusal>(async (tx) => {
    if (!isAdministrator(actor)) return refused('not-allowed');
    await tx.$queryRaw`SELECT FROM contradiction WHERE id = ${id}::uuid FOR UPDATE`;
    const found = await tx.contradiction.findUnique({ where: { id } });
    if (!found) return refused('unknown');
    if (found.settledAt) return refused('already-settled');
    if (found.goneAt) return refused('gone');
    if (!choicesOf(found.kind, sidesSchema.parse(found.sides)).includes(choice)) return refused('choice');
    await tx.contradiction.update({
      where: { id },
      data: {
        settledAt: toDate(await businessNow()),
        settledById: actor.userId,
        settlement: { choice },
        reason,
      },
    });
    await recordAudit(tx, actor, {
      action: 'contradiction.settle',
      subject: { type: 'contradiction', id },
      details: { kind: found.kind },
    });
    return done(undefined);
  });
}
