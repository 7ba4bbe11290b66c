import type { Transaction } from '#lib/db/transaction.ts';
import type { Language } from '#lib/i18n/locales.ts';
import { portalUrl } from '#lib/shared/portal-url.ts';
import { hashToken, keyedHash } from '#lib/shared/secrets.ts';

/**
 * The secret of a claim's link. It is derived from the claim's id under the portal's key, so that every message can
 * carry the same link although the database keeps only its hash; 256 bits that nobody without the key can make.
 */
export function claimToken(claimId: string): string {
  return Buffer.from(keyedHash(`claim-link:${claimId}`)).toString('base64url');
}

/** What the database keeps of it, and finds the claim by. */
export function claimTokenHash(claimId: string): Uint8Array<ArrayBuffer> {
  return hashToken(claimToken(claimId));
}

/** The link to a claim's own page, in the person's language, for a message about it. */
export async function claimLink(
  tx: Transaction,
  claim: { readonly id: string; readonly language: Language },
): Promise<string> {
  // A claim that came into the database by another way has another token: from its first message on it has this one.
  await tx.$executeRaw`
    UPDATE claim SET access_token_hash = ${claimTokenHash(claim.id)}
     WHERE id = ${claim.id}::uuid AND access_token_hash <> ${claimTokenHash(claim.id)}`;
  return portalUrl(`/${claim.language}/claim/${claimToken(claim.id)}`);
}
