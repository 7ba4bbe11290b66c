'use client';

import { useSearchParams } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { Suspense } from 'react';
import { type Locale, locales } from '#lib/i18n/locales.ts';
import { usePathname } from '#lib/i18n/navigation.ts';

/**
 * The same page in another language, its query kept. Plain links: the whole document changes its language.
 *
 * A prerendered page has no query to keep and gets the links without. Each link is a boundary of its own, since React
 * sends a boundary of over 500 bytes apart, for a script to put in its place, and this has to work without one.
 */
export function LanguageSwitch() {
  const t = useTranslations('ui.languages');
  const current = useLocale();
  const pathname = usePathname();
  const rest = pathname === '/' ? '' : pathname;
  return (
    <nav aria-label={t('label')}>
      <ul className="flex">
        {locales.map((locale) => {
          const language = { locale, name: t(locale), path: `/${locale}${rest}`, current: locale === current };
          return (
            <li key={locale}>
              <Suspense fallback={<Language {...language} />}>
                <LanguageWithQuery {...language} />
              </Suspense>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

interface LanguageProps {
  locale: Locale;
  name: string;
  path: string;
  current: boolean;
  query?: string;
}

function LanguageWithQuery(props: LanguageProps) {
  return <Language {...props} query={useSearchParams().toString()} />;
}

function Language({ locale, name, path, current, query = '' }: LanguageProps) {
  return (
    <a
      href={query === '' ? path : `${path}?${query}`}
      hrefLang={locale}
      lang={locale}
      aria-label={name}
      aria-current={current || undefined}
      className="language"
    >
      {locale}
    </a>
  );
}
