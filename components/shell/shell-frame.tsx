'use client';

import { useLocale } from 'next-intl';
import type { ReactNode } from 'react';
import { classes } from '#components/ui/classes.ts';
import { Icon } from '#components/ui/icon.tsx';
import { usePathname } from '#lib/i18n/navigation.ts';
import { LanguageSwitch } from './language-switch.tsx';

export interface ShellLink {
  /** Without the language. */
  href: string;
  label: string;
}

export interface ShellWords {
  skip: string;
  product: string;
  mainNavigation: string;
  ways: readonly ShellLink[];
  publisher: string;
  about: readonly ShellLink[];
}

interface ShellFrameProps {
  words: ShellWords;
  bar: ReactNode;
  children: ReactNode;
}

/**
 * The frame as one component of the browser's: a part of a page that the server alone renders is written down twice, as
 * HTML and as data, and this stands around every page. Its links are plain ones, since what they lead to is small.
 */
export function ShellFrame({ words, bar, children }: ShellFrameProps) {
  const locale = useLocale();
  const pathname = usePathname();
  return (
    <>
      <a
        href="#main"
        className="absolute left-2 z-50 -translate-y-24 rounded bg-accent px-4 py-3 font-semibold text-on-accent focus:translate-y-2"
      >
        {words.skip}
      </a>
      {bar}
      <header className="border-line border-b bg-paper">
        <div className="column flex flex-wrap items-center justify-between gap-x-6 pt-2">
          <a href={`/${locale}`} className="inline-flex min-h-11 items-center gap-2.5 font-bold text-lg">
            <Icon name="parcel" className="size-7 text-accent" />
            {words.product}
          </a>
          <LanguageSwitch />
        </div>
        <nav aria-label={words.mainNavigation} className="column">
          <ul className="flex flex-wrap gap-x-5 sm:gap-x-7">
            {words.ways.map(({ href, label }) => (
              <li key={href}>
                <a
                  href={`/${locale}${href}`}
                  aria-current={pathname === href ? 'page' : undefined}
                  className={classes(
                    'inline-flex min-h-11 items-center border-b-4 text-sm',
                    pathname === href || pathname.startsWith(`${href}/`)
                      ? 'border-accent font-semibold'
                      : 'border-transparent text-accent hover:border-line',
                  )}
                >
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="main" tabIndex={-1} className="column grow py-8 sm:py-12">
        {children}
      </main>
      <footer className="mt-8 border-line border-t bg-ground">
        <div className="column py-6 text-sm">
          <p className="text-soft">{words.publisher}</p>
          <ul className="mt-2 flex flex-wrap gap-x-6">
            {words.about.map(({ href, label }) => (
              <li key={href}>
                <a href={`/${locale}${href}`} className="link inline-flex min-h-11 items-center">
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </div>
      </footer>
    </>
  );
}
