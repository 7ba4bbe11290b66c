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
  return (
    <nav aria-label={t('label')}>
      <ul className="flex">
        {locales.map((locale) => (
          <li key={locale}>
            <Suspense fallback={<Language locale={locale} query="" />}>
              <LanguageWithQuery locale={locale} />
            </Suspense>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function LanguageWithQuery({ locale }: { locale: Locale }) {
  return <Language locale={locale} query={useSearchParams().toString()} />;
}

function Language({ locale, query }: { locale: Locale; query: string }) {
  const t = useTranslations('ui.languages');
  const current = useLocale();
  const pathname = usePathname();
  const rest = `${pathname === '/' ? '' : pathname}${query === '' ? '' : `?${query}`}`;
  return (
    <a
      href={`/${locale}${rest}`}
      hrefLang={locale}
      lang={locale}
      aria-label={t(locale)}
      aria-current={locale === current || undefined}
      className="language"
    >
      {locale}
    </a>
  );
}
