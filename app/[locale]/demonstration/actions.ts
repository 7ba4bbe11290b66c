'use server';

import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { safeLanding } from '#lib/auth/landing.ts';
import { getActor } from '#lib/auth/session.ts';
import { stepClock } from '#lib/demo/step-clock.ts';
import { defaultLocale, isLocale } from '#lib/i18n/locales.ts';

/** Goes to another day of the story and comes back to the page it was called from. */
export async function stepClockAction(formData: FormData): Promise<void> {
  const result = await stepClock(await getActor(), String(formData.get('step')));
  if (!result.ok) notFound();
  // What any page has kept was of another day.
  revalidatePath('/', 'layout');
  const given = formData.get('locale');
  const locale = isLocale(given) ? given : defaultLocale;
  const page = safeLanding(pathOf((await headers()).get('referer')));
  redirect(`/${locale}${page === undefined || page === '/' ? '' : page}`);
}

function pathOf(referrer: string | null): string | undefined {
  if (referrer === null || !URL.canParse(referrer)) return undefined;
  const { pathname, search } = new URL(referrer);
  return `${pathname}${search}`;
}
