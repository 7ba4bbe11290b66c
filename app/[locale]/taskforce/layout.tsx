import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { AreaNav } from '#components/shell/area-nav.tsx';
import { StaffArea } from '#components/shell/staff-area.tsx';
import { isAdministrator } from '#lib/auth/actor.ts';
import { getActor } from '#lib/auth/session.ts';
import { SignedIn } from '../sign-in/signed-in.tsx';

/**
 * The taskforce's area: who is signed in, and its parts. It guards nothing: each page does, and sends who must sign in
 * back to itself rather than to the area's first page.
 */
export default async function TaskforceLayout({ children }: { children: ReactNode }) {
  if (!isAdministrator(await getActor())) return children;
  const t = await getTranslations('taskforce.nav');
  const parts = [
    { href: '/taskforce', label: t('situation') },
    { href: '/taskforce/claims', label: t('claims') },
    { href: '/taskforce/stock', label: t('stock') },
    { href: '/taskforce/registers', label: t('registers') },
    { href: '/taskforce/decisions', label: t('decisions') },
    { href: '/taskforce/lists', label: t('lists') },
    { href: '/taskforce/programmes', label: t('programmes') },
    { href: '/taskforce/audit', label: t('audit') },
  ];
  return (
    <StaffArea>
      <SignedIn />
      <AreaNav label={t('label')} links={parts} />
      {children}
    </StaffArea>
  );
}
