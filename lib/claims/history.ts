import { type Actor, userIdOf } from '#lib/auth/actor.ts';
import type { ClaimEventKind } from '#lib/db/generated/enums.ts';
import type { Transaction } from '#lib/db/transaction.ts';

/** Adds to a claim's history, in the transaction of what happened. `at` is business time. */
export async function recordEvent(
  tx: Transaction,
  actor: Actor,
  event: {
    readonly claimId: string;
    readonly kind: ClaimEventKind;
    readonly at: Date;
    readonly text?: string | undefined;
  },
): Promise<void> {
  await tx.claimEvent.create({
    data: {
      claimId: event.claimId,
      kind: event.kind,
      at: event.at,
      userId: userIdOf(actor),
      text: event.text ?? null,
    },
  });
}
