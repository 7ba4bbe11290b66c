'use client';

import type { SyntheticEvent } from 'react';
import { browserWords } from '#lib/i18n/browser-words/index.ts';
import { type Locale, locales } from '#lib/i18n/locales.ts';

interface LanguageSwitchProps {
  current: Locale;
  /** Of the page, without the language. */
  pathname: string;
}

/**
 * The same page in another language. Plain links: the whole document changes its language. The page's query is put on
 * when somebody is about to follow one; read while rendering it would need a boundary, which each page pays for.
 */
export function LanguageSwitch({ current, pathname }: LanguageSwitchProps) {
  const words = browserWords[current].ui.languages;
  const rest = pathname === '/' ? '' : pathname;
  return (
    <nav aria-label={words.label}>
      <ul className="flex">
        {locales.map((locale) => (
          <li key={locale}>
            <a
              href={`/${locale}${rest}`}
              hrefLang={locale}
              lang={locale}
              // What is said begins with what is seen: who speaks to the browser says what they see.
              aria-label={`${locale}, ${words[locale]}`}
              aria-current={locale === current || undefined}
              onFocus={keepQuery}
              onPointerDown={keepQuery}
              className="language"
            >
              {locale}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function keepQuery({ currentTarget }: SyntheticEvent<HTMLAnchorElement>): void {
  currentTarget.search = window.location.search;
}
