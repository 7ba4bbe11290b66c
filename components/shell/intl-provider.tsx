'use client';

import { NextIntlClientProvider } from 'next-intl';
import type { ComponentProps, ReactNode } from 'react';
import { browserWords } from '#lib/i18n/browser-words/index.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { businessTimeZone } from '#lib/shared/time-zone.ts';

type Messages = NonNullable<ComponentProps<typeof NextIntlClientProvider>['messages']>;

interface IntlProviderProps {
  locale: Locale;
  /** Beside those of every page. As JSON: a page is written down once for the eye and once for its scripts, and one text costs less than its parts. */
  messages?: string;
  children: ReactNode;
}

const read = new Map<string, Messages>();

/** The words that the browser's own components say. */
export function IntlProvider({ locale, messages, children }: IntlProviderProps) {
  const own = browserWords[locale];
  return (
    <NextIntlClientProvider
      locale={locale}
      messages={messages === undefined ? own : withWords(own, messages)}
      timeZone={businessTimeZone}
    >
      {children}
    </NextIntlClientProvider>
  );
}

/** Each text once: on the server every page of a language has the same. */
function withWords(own: Messages, messages: string): Messages {
  const known = read.get(messages);
  if (known) return known;
  const all: Messages = { ...own, ...JSON.parse(messages) };
  read.set(messages, all);
  return all;
}
