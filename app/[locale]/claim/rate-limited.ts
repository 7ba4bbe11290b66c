import 'server-only';
import { headers } from 'next/headers';
import type { z } from 'zod';
import { textOf } from '#lib/claims/evidence-form.ts';
import { clientAddress } from '#lib/shared/client-address.ts';
import { errorKey, type FormState } from '#lib/shared/form-state.ts';
import { parseForm } from '#lib/shared/parse-form.ts';
import { countAttempt, rateLimits } from '#lib/shared/rate-limit.ts';

/**
 * Counts a post of this client. Over the limit: the answer that says how long to wait, with what was typed and the files
 * kept before; nothing new is kept. Otherwise nothing.
 */
export async function answerIfLimited<Answer>(
  previous: FormState<Answer>,
  formData: FormData,
  schema: z.ZodType,
): Promise<FormState<Answer> | undefined> {
  const attempt = await countAttempt(rateLimits.claimByClient, clientAddress(await headers()));
  if (attempt.allowed) return undefined;
  const limited = errorKey('claim.refused.limited', { minutes: Math.ceil(attempt.retryAfterSeconds / 60) });
  return {
    ...parseForm(textOf(formData), schema).reply(),
    error: { '': [limited] },
    ...(previous?.answer ? { answer: previous.answer } : {}),
  };
}
