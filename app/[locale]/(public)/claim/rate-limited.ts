import 'server-only';
import { headers } from 'next/headers';
import { clientAddress } from '#lib/shared/client-address.ts';
import { errorKey } from '#lib/shared/form-state.ts';
import { countAttempt, rateLimits } from '#lib/shared/rate-limit.ts';

/** Counts a post of this client. Over the limit: the message that says how long to wait; otherwise nothing. */
export async function limitError(): Promise<string | undefined> {
  const attempt = await countAttempt(rateLimits.claimByClient, clientAddress(await headers()));
  if (attempt.allowed) return undefined;
  return errorKey('claim.refused.limited', { minutes: Math.ceil(attempt.retryAfterSeconds / 60) });
}
