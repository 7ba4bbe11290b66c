import { type Actor, userIdOf } from '#lib/auth/actor.ts';
import type { Transaction } from '#lib/db/transaction.ts';

/**
 * Writes that an entitlement is used, in the transaction of whoever hands it over, who has locked it and checked who may.
 * The database serves it with that, and refuses a second debit by `entitlement_debit_pkey`.
 */
export async function debitEntitlement(
  tx: Transaction,
  actor: Actor,
  debit: { readonly entitlementId: string; readonly channel: 'PROVINCE_PICKUP'; readonly debitedAt: Date },
): Promise<void> {
  await tx.entitlementDebit.create({ data: { ...debit, debitedById: userIdOf(actor) } });
}
