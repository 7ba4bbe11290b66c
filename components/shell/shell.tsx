import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ShellFrame } from './shell-frame.tsx';

interface ShellProps {
  /** Above everything: the bar of the demonstration. */
  bar?: ReactNode;
  children: ReactNode;
}

/**
 * What stands around every page. It reads no session, so that public pages can be prerendered and cached; an area
 * that needs a sign-in adds its own navigation inside `main`.
 */
export async function Shell({ bar, children }: ShellProps) {
  const t = await getTranslations('common.shell');
  const words = {
    skip: t('skip'),
    product: t('product'),
    mainNavigation: t('mainNavigation'),
    ways: [
      { href: '/check', label: t('check') },
      { href: '/claim', label: t('claim') },
      { href: '/schedule', label: t('schedule') },
      { href: '/sign-in', label: t('signIn') },
    ],
    publisher: t('publisher'),
    about: [
      { href: '/rules', label: t('rules') },
      { href: '/accessibility', label: t('accessibility') },
      { href: '/privacy', label: t('privacy') },
      { href: '/contact', label: t('contact') },
    ],
  };
  return (
    <ShellFrame words={words} bar={bar}>
      {children}
    </ShellFrame>
  );
}
