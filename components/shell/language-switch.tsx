'use client';

import { useSearchParams } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { Suspense } from 'react';
import { classes } from '#components/ui/classes.ts';
import { locales } from '#lib/i18n/locales.ts';
import { usePathname } from '#lib/i18n/navigation.ts';

/** The same page in another language, its query kept. Plain links: the whole document changes its language. */
export function LanguageSwitch() {
  // A prerendered page has no query to keep, and is prerendered with the links that have none.
  return (
    <Suspense fallback={<Languages query="" />}>
      <LanguagesWithQuery />
    </Suspense>
  );
}

function LanguagesWithQuery() {
  return <Languages query={useSearchParams().toString()} />;
}

function Languages({ query }: { query: string }) {
  const t = useTranslations('ui.languages');
  const current = useLocale();
  const pathname = usePathname();
  const rest = `${pathname === '/' ? '' : pathname}${query === '' ? '' : `?${query}`}`;
  return (
    <nav aria-label={t('label')}>
      <ul className="flex">
        {locales.map((locale) => (
          <li key={locale}>
            <a
              href={`/${locale}${rest}`}
              hrefLang={locale}
              lang={locale}
              aria-label={t(locale)}
              aria-current={locale === current ? 'true' : undefined}
              className={classes(
                'inline-flex min-h-11 min-w-11 items-center justify-center border-b-4 uppercase',
                locale === current ? 'border-accent font-bold' : 'border-transparent text-accent hover:border-line',
              )}
            >
              {locale}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
