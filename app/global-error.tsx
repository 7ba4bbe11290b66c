'use client';

import { Failure } from '#components/shell/failure.tsx';
import { defaultLocale, isLocale, type Locale } from '#lib/i18n/locales.ts';
import de from '#lib/i18n/messages/de/failure.json';
import en from '#lib/i18n/messages/en/failure.json';
import fr from '#lib/i18n/messages/fr/failure.json';
import nl from '#lib/i18n/messages/nl/failure.json';
import './globals.css';

const words: Record<Locale, typeof fr> = { fr, nl, de, en };

interface GlobalErrorProps {
  error: unknown;
  retry: () => void;
}

/** The last net, for when the layout itself fails: it stands alone and carries its own words. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  const first = typeof window === 'undefined' ? undefined : window.location.pathname.split('/')[1];
  const locale = isLocale(first) ? first : defaultLocale;
  return (
    <html lang={locale}>
      <body>
        <main className="column py-12">
          <title>{words[locale].title}</title>
          <Failure words={words[locale]} error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
