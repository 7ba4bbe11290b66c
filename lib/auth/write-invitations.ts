import type { Statements } from '#lib/db/statements.ts';
import { hashToken } from '#lib/shared/secrets.ts';

type NewInvitation = { readonly entitlementId: string; readonly providerId: string; readonly token: string };

/** Writes personal links that open for some days, in the transaction that writes their messages. */
export async function writeInvitations(
  tx: Statements,
  invitations: readonly NewInvitation[],
  validDays: number,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO invitation (entitlement_id, provider_id, token_hash, expires_at)
    SELECT e, p, decode(h, 'hex'), now() + ${validDays} * interval '1 day'
      FROM unnest(${invitations.map(({ entitlementId }) => entitlementId)}::uuid[],
                  ${invitations.map(({ providerId }) => providerId)}::uuid[],
                  ${invitations.map(({ token }) => Buffer.from(hashToken(token)).toString('hex'))}::text[]) AS i (e, p, h)`;
}
