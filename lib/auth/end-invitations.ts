import type { Statements } from '#lib/db/statements.ts';

/**
 * Ends the personal links of providers who have another address, in the caller's transaction: sent to the former one,
 * they open what belongs to the person.
 */
export async function endInvitations(tx: Statements, providerIds: readonly string[]): Promise<void> {
  if (providerIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE invitation SET expires_at = now() WHERE provider_id = ANY (${[...providerIds]}::uuid[]) AND expires_at > now()`;
}
