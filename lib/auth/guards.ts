import 'server-only';
import type { Locale } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import type { UserActor } from './actor.ts';
import { getActor } from './session.ts';

// A ladder for pages and actions: each step guarantees what its name says, or does not return.

/** Someone is signed in; others are sent to sign in and come back here. */
export async function requireUser(locale: Locale, returnTo: string): Promise<UserActor> {
  const actor = await getActor();
  if (actor.kind === 'user') return actor;
  return redirect({ locale, href: { pathname: '/sign-in', query: { returnTo } } });
}

/** Signed in and acting for a provider. One who could act for several is asked which. */
export async function requireProvider(locale: Locale, returnTo: string): Promise<UserActor & { providerId: string }> {
  const actor = await requireUser(locale, returnTo);
  if (actor.providerId === null)
    return redirect({ locale, href: { pathname: '/provider/choose', query: { returnTo } } });
  return { ...actor, providerId: actor.providerId };
}

/** Staff of a province; the first of theirs. Others are told whom the page is for. */
export async function requireProvinceStaff(
  locale: Locale,
  returnTo: string,
): Promise<{ actor: UserActor; provinceCode: string }> {
  const actor = await requireUser(locale, returnTo);
  const provinceCode = actor.provinces[0];
  if (provinceCode === undefined) return notAllowed(locale);
  return { actor, provinceCode };
}

/** An administrator of the taskforce. Others are told whom the page is for. */
export async function requireAdministrator(locale: Locale, returnTo: string): Promise<UserActor> {
  const actor = await requireUser(locale, returnTo);
  if (!actor.isAdministrator) return notAllowed(locale);
  return actor;
}

function notAllowed(locale: Locale): never {
  return redirect({ locale, href: { pathname: '/sign-in/error', query: { error: 'not-allowed' } } });
}
