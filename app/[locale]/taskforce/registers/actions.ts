'use server';

import { requireAdministrator } from '#lib/auth/guards.ts';
import { localeOf } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import { requestLink } from '#lib/registers/link/request-link.ts';

export async function linkAction(formData: FormData): Promise<void> {
  const locale = localeOf(formData);
  const actor = await requireAdministrator(locale, '/taskforce/registers');
  await requestLink(actor);
  redirect({ locale, href: '/taskforce/registers?done=link' });
}
