import { getLocale, getTranslations } from 'next-intl/server';
import { SignedInHeader } from '#components/shell/signed-in-header.tsx';
import { findActedFor } from '#lib/auth/queries.ts';
import { getActor } from '#lib/auth/session.ts';
import { signOut } from './actions.ts';

/** Who is signed in and the way out, for the layout of an area; nothing for those who are not. */
export async function SignedIn() {
  const actor = await getActor();
  if (actor.kind !== 'user') return null;
  const [locale, t, provinces, actsFor] = await Promise.all([
    getLocale(),
    getTranslations('auth.header'),
    getTranslations('provinces'),
    findActedFor(actor),
  ]);
  const who = actor.name ?? actsFor?.name ?? actor.email;
  const roles = [
    ...(actor.isAdministrator ? [t('administrator')] : []),
    ...actor.provinces.map((code) => t('provinceStaff', { province: provinces(code) })),
    ...(actsFor === undefined || actsFor.name === who ? [] : [actsFor.name]),
  ];
  return (
    <SignedInHeader
      who={who}
      roles={roles}
      chooseHref={actsFor?.amongSeveral ? '/provider/choose' : undefined}
      locale={locale}
      signOut={signOut}
    />
  );
}
