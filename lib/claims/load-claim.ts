import type { Claim } from '#lib/db/generated/client.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { hashToken } from '#lib/shared/secrets.ts';
import { claimTokenSchema } from './schema.ts';

/** The claim behind a person's link, locked until the transaction ends; null for a link that is none. */
export async function lockClaimByToken(tx: Transaction, token: string): Promise<Claim | null> {
  if (!claimTokenSchema.safeParse(token).success) return null;
  const accessTokenHash = hashToken(token);
  await tx.$queryRaw`SELECT id FROM claim WHERE access_token_hash = ${accessTokenHash} FOR UPDATE`;
  return tx.claim.findUnique({ where: { accessTokenHash } });
}

/** The claim with this reference, locked: of two reviewers who decide at once, the second sees what the first did. */
export async function lockClaimByReference(tx: Transaction, reference: string): Promise<Claim | null> {
  await tx.$queryRaw`SELECT id FROM claim WHERE reference = ${reference} FOR UPDATE`;
  return tx.claim.findUnique({ where: { reference } });
}
