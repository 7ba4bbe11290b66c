'use client';

import { NextIntlClientProvider } from 'next-intl';
import type { ComponentProps, ReactNode } from 'react';

type Messages = NonNullable<ComponentProps<typeof NextIntlClientProvider>['messages']>;

interface IntlProviderProps {
  locale: string;
  /** As JSON: a page is written down once for the eye and once for its scripts, and one text costs less than its parts. */
  messages: string;
  children: ReactNode;
}

const read = new Map<string, Messages>();

/** The words that the browser's own components say. */
export function IntlProvider({ locale, messages, children }: IntlProviderProps) {
  return (
    <NextIntlClientProvider locale={locale} messages={parse(messages)} timeZone="Europe/Brussels">
      {children}
    </NextIntlClientProvider>
  );
}

/** Each text once: on the server every page of a language has the same. */
function parse(messages: string): Messages {
  const known = read.get(messages);
  if (known) return known;
  const parsed: Messages = JSON.parse(messages);
  read.set(messages, parsed);
  return parsed;
}
