'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
import { Icon } from '#components/ui/icon.tsx';
import { areaIn } from '#lib/auth/area.ts';
import { browserWords } from '#lib/i18n/browser-words/index.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { usePathname } from '#lib/i18n/navigation.ts';
import { currentOf } from './current.ts';
import { FrameNotice } from './frame-notice.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { useWaiting } from './use-waiting.ts';

interface ShellProps {
  locale: Locale;
  /** Above everything: the bar of the demonstration. */
  bar: ReactNode;
  children: ReactNode;
}

const ways = [
  { href: '/check', label: 'check' },
  { href: '/claim', label: 'claim' },
  { href: '/schedule', label: 'schedule' },
] as const;

const about = [
  { href: '/rules', label: 'rules' },
  { href: '/figures', label: 'figures' },
  { href: '/accessibility', label: 'accessibility' },
  { href: '/privacy', label: 'privacy' },
  { href: '/contact', label: 'contact' },
] as const;

/**
 * What stands around every page. It reads no session, so that public pages can be prerendered and cached; an area that
 * needs a sign-in adds its own navigation inside `main`. It is the browser's component: what the server alone makes is
 * written down twice, as HTML and as data. Its links are plain ones, since what they lead to is small, and its words are
 * taken as they stand, since every page of the hottest hour pays for a translator. Whoever is signed in finds the way to
 * their own area in place of the one to sign in, which leads there too where there are no scripts.
 */
export function Shell({ locale, bar, children }: ShellProps) {
  const words = browserWords[locale].shell;
  const pathname = usePathname();
  const area = useSyncExternalStore(neverTold, ownArea, noArea);
  const { waitingFor, watched } = useWaiting();
  const own = area === undefined ? '/sign-in' : `/${area}`;
  return (
    <>
      <a href="#main" className="skip">
        {words.skip}
      </a>
      {bar}
      <header className="border-line border-b bg-paper">
        <div className="column flex flex-wrap items-center justify-between gap-x-6 pt-2">
          <a href={`/${locale}`} className="inline-flex min-h-11 items-center gap-2.5 font-bold text-lg">
            <Icon name="parcel" className="size-7 text-accent" />
            {words.product}
          </a>
          <LanguageSwitch current={locale} pathname={pathname} />
        </div>
        <nav aria-label={words.mainNavigation} className="column ways">
          <ul>
            {ways.map(({ href, label }) => (
              <li key={href}>
                <a href={`/${locale}${href}`} aria-current={currentOf(href, pathname)}>
                  {words[label]}
                </a>
              </li>
            ))}
            <li>
              <a href={`/${locale}${own}`} aria-current={currentOf(own, pathname)}>
                {area === undefined ? words.signIn : words.area[area]}
              </a>
            </li>
          </ul>
        </nav>
      </header>
      <FrameNotice words={words} waiting={waitingFor !== undefined} />
      {/* Clicks and posts are only watched here; what does something is the link or the button itself. */}
      <main
        id="main"
        tabIndex={-1}
        aria-busy={waitingFor !== undefined || undefined}
        data-leaving={waitingFor === 'page' || undefined}
        className="column grow py-8 sm:py-12"
        {...watched}
      >
        {children}
      </main>
      <footer className="mt-8 border-line border-t bg-ground">
        <div className="column py-6 text-sm">
          <p className="text-soft">{words.publisher}</p>
          <ul className="about">
            {about.map(({ href, label }) => (
              <li key={href}>
                <a href={`/${locale}${href}`}>{words[label]}</a>
              </li>
            ))}
          </ul>
        </div>
      </footer>
    </>
  );
}

/** Nothing tells of a cookie: it is read again on each way, and signing in or out is one. */
const neverTold = () => () => {};
const ownArea = () => areaIn(document.cookie);
const noArea = () => undefined;
