import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Icon } from '#components/ui/icon.tsx';
import { Link } from '#lib/i18n/navigation.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { NavLinks } from './nav-links.tsx';

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
  const ways = [
    { href: '/check', label: t('check') },
    { href: '/claim', label: t('claim') },
    { href: '/schedule', label: t('schedule') },
    { href: '/sign-in', label: t('signIn') },
  ];
  return (
    <>
      <a
        href="#main"
        className="absolute left-2 z-50 -translate-y-24 rounded bg-accent px-4 py-3 font-semibold text-on-accent focus:translate-y-2"
      >
        {t('skip')}
      </a>
      {bar}
      <header className="border-line border-b bg-paper">
        <div className="column flex flex-wrap items-center justify-between gap-x-6 pt-2">
          <Link href="/" prefetch={false} className="inline-flex min-h-11 items-center gap-2.5 font-bold text-lg">
            <Icon name="parcel" className="size-7 text-accent" />
            {t('product')}
          </Link>
          <LanguageSwitch />
        </div>
        <nav aria-label={t('mainNavigation')} className="column">
          <NavLinks links={ways} />
        </nav>
      </header>
      <main id="main" tabIndex={-1} className="column grow py-8 sm:py-12">
        {children}
      </main>
      <Footer />
    </>
  );
}

async function Footer() {
  const t = await getTranslations('common.shell');
  const links = [
    { href: '/rules', label: t('rules') },
    { href: '/accessibility', label: t('accessibility') },
    { href: '/privacy', label: t('privacy') },
    { href: '/contact', label: t('contact') },
  ];
  return (
    <footer className="mt-8 border-line border-t bg-ground">
      <div className="column py-6 text-sm">
        <p className="text-soft">{t('publisher')}</p>
        <ul className="mt-2 flex flex-wrap gap-x-6">
          {links.map(({ href, label }) => (
            <li key={href}>
              <Link href={href} prefetch={false} className="link inline-flex min-h-11 items-center">
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </footer>
  );
}
