'use server';

import { headers } from 'next/headers';
import { endSession } from '#lib/auth/end-session.ts';
import { requestSignInLink } from '#lib/auth/request-sign-in-link.ts';
import { signInSchema } from '#lib/auth/schema.ts';
import { dropSessionCookies, findSessionToken } from '#lib/auth/session.ts';
import { defaultLocale, isLocale } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import { clientAddress } from '#lib/shared/client-address.ts';
import { errorKey, type FormState } from '#lib/shared/form-state.ts';
import { parseForm } from '#lib/shared/parse-form.ts';

export async function askForLink(_previous: FormState, formData: FormData): Promise<FormState> {
  const submission = parseForm(formData, signInSchema);
  if (submission.status !== 'success') return submission.reply();
  const { locale, email, returnTo } = submission.value;
  const result = await requestSignInLink({ email, returnTo, client: clientAddress(await headers()) });
  if (!result.ok) {
    const { code, params } = result.refusal;
    return submission.reply({ formErrors: [errorKey(`auth.refused.${code}`, params)] });
  }
  return redirect({ href: '/sign-in/sent', locale });
}

export async function signOut(formData: FormData): Promise<void> {
  const token = await findSessionToken();
  if (token !== undefined) await endSession(token);
  await dropSessionCookies();
  const locale = formData.get('locale');
  redirect({ href: '/', locale: isLocale(locale) ? locale : defaultLocale });
}
