import type { Transaction } from '#lib/db/transaction.ts';

/** The provider of the registers with this number, if there is one. */
export async function findProviderId(
  tx: Transaction,
  identifier: { readonly identifierScheme: string; readonly identifierValue: string },
): Promise<string | null> {
  const found = await tx.providerIdentifier.findUnique({
    where: { scheme_value: { scheme: identifier.identifierScheme, value: identifier.identifierValue } },
    select: { providerId: true },
  });
  return found?.providerId ?? null;
}
