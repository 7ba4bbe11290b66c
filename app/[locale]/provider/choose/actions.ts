'use server';

import { z } from 'zod';
import { chooseProvider } from '#lib/auth/choose-provider.ts';
import { safeLanding } from '#lib/auth/landing.ts';
import { findSessionToken } from '#lib/auth/session.ts';
import { locales } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import { parseForm } from '#lib/shared/parse-form.ts';

const choiceSchema = z.object({
  locale: z.enum(locales),
  provider: z.uuid({ error: 'auth.refused.not-your-provider' }),
  returnTo: z.string().optional(),
});

export async function chooseForWhom(_previous: FormState, formData: FormData): Promise<FormState> {
  const submission = parseForm(formData, choiceSchema);
  if (submission.status !== 'success') return submission.reply();
  const { locale, provider, returnTo } = submission.value;
  const token = await findSessionToken();
  if (token === undefined) return redirect({ href: '/sign-in', locale });
  const result = await chooseProvider(token, provider);
  if (!result.ok) return submission.reply({ fieldErrors: { provider: [`auth.refused.${result.refusal.code}`] } });
  return redirect({ href: safeLanding(returnTo) ?? '/provider', locale });
}
