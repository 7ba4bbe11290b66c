import { getDb } from '#lib/db/client.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import type { Language } from '#lib/i18n/locales.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { hashToken } from '#lib/shared/secrets.ts';
import { createSignInLink } from './sign-in-link.ts';

export type InvitationRefusal = 'invitation-unknown' | 'invitation-expired' | 'invitation-without-address';

export type InvitationView = {
  readonly name: string;
  /** Whole days that it still opens. A day of the calendar would be the machine's, which the portal's pages don't show. */
  readonly daysLeft: number;
};

const dayMilliseconds = 24 * 60 * 60 * 1_000;

/** Whom an invitation is for; looking does not open it. It stays good until it expires, by machine time. */
export async function findInvitation(token: string): Promise<Result<InvitationView, InvitationRefusal>> {
  const found = await getDb().invitation.findUnique({
    where: { tokenHash: hashToken(token) },
    select: { expiresAt: true, provider: { select: { givenName: true, familyName: true, email: true } } },
  });
  if (!found) return refused('invitation-unknown');
  const left = found.expiresAt.getTime() - Date.now();
  if (left <= 0) return refused('invitation-expired');
  if (found.provider.email === null) return refused('invitation-without-address');
  const { givenName, familyName } = found.provider;
  return done({ name: `${givenName} ${familyName}`, daysLeft: Math.floor(left / dayMilliseconds) });
}

/**
 * Opens a personal link: whoever has its token is the provider it was sent to, and is given the path of an ordinary
 * sign-in that acts for this provider, with pages in a language. The token is the only authority, so there is no actor.
 */
export async function openInvitation(
  token: string,
  language: Language,
): Promise<Result<{ callbackPath: string }, InvitationRefusal>> {
  return inTransaction<{ callbackPath: string }, InvitationRefusal>(async (tx) => {
    const found = await tx.invitation.findUnique({
      where: { tokenHash: hashToken(token) },
      select: {
        id: true,
        expiresAt: true,
        usedAt: true,
        provider: { select: { id: true, email: true } },
      },
    });
    if (!found) return refused('invitation-unknown');
    if (found.expiresAt.getTime() <= Date.now()) return refused('invitation-expired');
    const { id: actsFor, email } = found.provider;
    if (email === null) return refused('invitation-without-address');
    if (found.usedAt === null) await tx.invitation.update({ where: { id: found.id }, data: { usedAt: new Date() } });
    const { callbackPath } = await createSignInLink(tx, { email, language, landing: '/provider', actsFor });
    return done({ callbackPath });
  });
}
