import type { Transaction } from '#lib/db/transaction.ts';

export type Domicile = {
  readonly street: string;
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
