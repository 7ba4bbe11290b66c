import { createHash } from 'node:crypto';
import type { Transaction } from '#lib/db/transaction.ts';
import type { Language } from '#lib/i18n/locales.ts';
import { newToken } from '#lib/shared/secrets.ts';

/** A link is good for an hour and for one use. */
export const linkSeconds = 60 * 60;

export type SignInLinkInput = {
  readonly email: string;
  /** Of the pages that the link leads to. */
  readonly language: Language;
  /** The page to come out at, without its language. */
  readonly landing: string;
  /** Which of the providers with this address the session begins with; checked again on each request. */
  readonly actsFor?: string;
};

/** Paths of the portal with the token in them. */
export type SignInLink = {
  /** For mails: a page whose button follows the other path, because programs that look into mails follow links. */
  readonly confirmPath: string;
  /** Signs in at once; for a browser that has just pressed a button here. */
  readonly callbackPath: string;
};

/** Makes a link that signs in whoever opens it. The caller has made sure that the address lets somebody in. */
export async function createSignInLink(tx: Transaction, input: SignInLinkInput): Promise<SignInLink> {
  const email = input.email.toLowerCase();
  const token = newToken();
  await tx.verificationToken.create({
    data: { identifier: email, token: storedToken(token), expires: new Date(Date.now() + linkSeconds * 1_000) },
  });
  const acting: Record<string, string> = input.actsFor === undefined ? {} : { for: input.actsFor };
  const confirm = new URLSearchParams({ token, email, to: input.landing, ...acting });
  return {
    confirmPath: `/${input.language}/sign-in/confirm?${confirm}`,
    callbackPath: callbackPath({ ...input, email, token }),
  };
}

/** Where next-auth exchanges a token for a session and goes on to the landing. */
export function callbackPath({
  token,
  email,
  language,
  landing,
  actsFor,
}: SignInLinkInput & { token: string }): string {
  return `${callbackRoute}?${new URLSearchParams(callbackFields({ token, email, language, landing, actsFor: actsFor ?? '' }))}`;
}

export const callbackRoute = '/api/auth/callback/email';

/** The fields that the callback reads, for a link or for a form with one button. */
export function callbackFields(known: {
  readonly token: string;
  readonly email: string;
  readonly language: Language;
  readonly landing: string;
  readonly actsFor: string;
}): Record<string, string> {
  return {
    callbackUrl: `/${known.language}${known.landing}`,
    token: known.token,
    email: known.email,
    ...(known.actsFor === '' ? {} : { for: known.actsFor }),
  };
}

/** A token as next-auth stores and looks it up: SHA-256 over the token and the secret. */
export function storedToken(token: string): string {
  return createHash('sha256').update(`${token}${authSecret()}`).digest('hex');
}

export function authSecret(): string {
  const secret = process.env.NEXTAUTH_SECRET;
  if (!secret) throw new Error('NEXTAUTH_SECRET is not set');
  return secret;
}
