import type { Metadata } from 'next';
import { createTranslator } from 'next-intl';
import { Icon } from '#components/ui/icon.tsx';
import { locales } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import './globals.css';

export const metadata: Metadata = { title: '404' };

/**
 * An address that no route knows. It stands outside the languages and is rendered whole, so that it reads without
 * JavaScript too: each language says the same.
 */
export default async function GlobalNotFound() {
  const translations = await Promise.all(
    locales.map(async (locale) => ({
      locale,
      t: createTranslator({ locale, messages: await loadMessages(locale), namespace: 'shell.notFound' }),
    })),
  );
  return (
    <html lang={locales[0]}>
      <body>
        <main className="column space-y-10 py-12">
          <Icon name="parcel" className="size-10 text-accent" />
          {translations.map(({ locale, t }, index) => {
            const Heading = index === 0 ? 'h1' : 'h2';
            return (
              <section key={locale} lang={locale}>
                <Heading className="text-xl">{t('title')}</Heading>
                <p className="measure mt-1 text-soft">{t('body')}</p>
                <a className="link inline-flex min-h-11 items-center" href={`/${locale}`}>
                  {t('home')}
                </a>
              </section>
            );
          })}
        </main>
      </body>
    </html>
  );
}
