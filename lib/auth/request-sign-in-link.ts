import { setTimeout as pause } from 'node:timers/promises';
import { inTransaction } from '#lib/db/transaction.ts';
import { writeMessage } from '#lib/notifications/write-message.ts';
import { portalUrl } from '#lib/shared/portal-url.ts';
import { countAttempt, rateLimits } from '#lib/shared/rate-limit.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { keyedHash } from '#lib/shared/secrets.ts';
import { findSignIn } from './find-sign-in.ts';
import { safeLanding } from './landing.ts';
import { createSignInLink, linkSeconds } from './sign-in-link.ts';

export type SignInRequest = {
  /** Lower case. */
  readonly email: string;
  /** The page that asked for a sign-in, if one did. */
  readonly returnTo?: string | undefined;
  /** From `clientAddress`. */
  readonly client: string;
};

/** No answer comes sooner, so that its time does not tell whether a link was written. */
const shortestAnswerMs = 250;

/**
 * Sends a link to an address that lets somebody in, in their language. Whether it does is not told: the answer, its
 * time and the limits are the same for every address.
 */
export async function requestSignInLink(request: SignInRequest): Promise<Result<undefined, 'too-many-attempts'>> {
  const [result] = await Promise.all([sendLink(request), pause(shortestAnswerMs)]);
  return result;
}

async function sendLink({ email, returnTo, client }: SignInRequest): Promise<Result<undefined, 'too-many-attempts'>> {
  // The address is hashed: the table of limits is no list of people.
  const subject = Buffer.from(keyedHash(email)).toString('hex').slice(0, 32);
  for (const [limit, counted] of [
    [rateLimits.signInByClient, client],
    [rateLimits.signInByAddress, subject],
  ] as const) {
    const attempt = await countAttempt(limit, counted);
    if (!attempt.allowed) return refused('too-many-attempts', { minutes: Math.ceil(attempt.retryAfterSeconds / 60) });
  }
  const known = await findSignIn(email);
  if (!known) return done(undefined);
  return inTransaction(async (tx) => {
    const { confirmPath } = await createSignInLink(tx, { ...known, landing: safeLanding(returnTo) ?? known.landing });
    await writeMessage(tx, {
      template: 'sign-in',
      language: known.language,
      toEmail: known.email,
      params: { minutes: linkSeconds / 60 },
      secrets: { link: portalUrl(confirmPath) },
    });
    return done(undefined);
  });
}
