import type { Metadata, Viewport } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { IntlProvider } from '#components/shell/intl-provider.tsx';
import { Shell } from '#components/shell/shell.tsx';
import { isForDemonstration } from '#lib/demo/demonstration.ts';
import { loadWords } from '#lib/i18n/kept-words.ts';
import { defaultLocale, isLocale, locales } from '#lib/i18n/locales.ts';
import { Demonstration } from './demonstration/bar.tsx';
import '../globals.css';

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#12171c' },
  ],
};

export function generateStaticParams() {
  return locales.map((locale) => ({ locale }));
}

export async function generateMetadata({ params }: Pick<LocaleLayoutProps, 'params'>): Promise<Metadata> {
  const { locale } = await params;
  const say = await loadWords(isLocale(locale) ? locale : defaultLocale);
  const product = say('shell.product');
  return {
    title: { default: product, template: `%s – ${product}` },
    description: say('shell.description'),
    icons: { icon: { url: '/icon.svg', type: 'image/svg+xml' } },
  };
}

interface LocaleLayoutProps {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}

export default async function LocaleLayout({ children, params }: LocaleLayoutProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  return (
    <html lang={locale}>
      <body>
        <IntlProvider locale={locale}>
          <Shell locale={locale} bar={isForDemonstration() ? <Demonstration locale={locale} /> : null}>
            {children}
          </Shell>
        </IntlProvider>
      </body>
    </html>
  );
}
