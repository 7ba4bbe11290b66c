import type { ReactNode } from 'react';
import { loadWords } from '#lib/i18n/kept-words.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { ShellFrame } from './shell-frame.tsx';

interface ShellProps {
  locale: Locale;
  /** Above everything: the bar of the demonstration. */
  bar?: ReactNode;
  children: ReactNode;
}

/**
 * What stands around every page. It reads no session, so that public pages can be prerendered and cached; an area
 * that needs a sign-in adds its own navigation inside `main`.
 */
export async function Shell({ locale, bar, children }: ShellProps) {
  const say = await loadWords(locale);
  const t = (name: string) => say(`common.shell.${name}`);
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
      { href: '/figures', label: t('figures') },
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
