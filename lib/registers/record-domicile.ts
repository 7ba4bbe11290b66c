import type { Transaction } from '#lib/db/transaction.ts';

export type Domicile = {
  /** None where it is not known, as in a letter that leaves it out. */
  readonly street: string | null;
  readonly postcode: string;
  readonly municipality: string;
  readonly provinceCode: string;
};

/** Writes a provider's domicile in the caller's transaction and gives the province it was in. */
export async function recordDomicile(tx: Transaction, providerId: string, domicile: Domicile): Promise<string> {
  const former = await tx.provider.findUniqueOrThrow({ where: { id: providerId }, select: { provinceCode: true } });
  await tx.provider.update({ where: { id: providerId }, data: domicile });
  return former.provinceCode;
}
