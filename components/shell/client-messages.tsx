import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { isLocale, type Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { IntlProvider } from './intl-provider.tsx';

interface ClientMessagesProps {
  /** Whole namespaces (`claim`) that client components below read, or that errors of a form name keys of. */
  namespaces: readonly string[];
  children: ReactNode;
}

/** Messages stay on the server but for those of every page, which the browser has, and the few namespaces named here. */
export async function ClientMessages({ namespaces, children }: ClientMessagesProps) {
  const locale = await getLocale();
  if (!isLocale(locale)) throw new Error(`Not a language: ${locale}`);
  return (
    <IntlProvider locale={locale} messages={await loadClientMessages(locale, namespaces)}>
      {children}
    </IntlProvider>
  );
}

const kept = new Map<string, Promise<string>>();

/** The messages for the browser, as JSON; put together once for each language and choice of namespaces. */
function loadClientMessages(locale: Locale, namespaces: readonly string[]): Promise<string> {
  const key = [locale, ...namespaces].join(' ');
  const known = process.env.NODE_ENV === 'development' ? undefined : kept.get(key);
  if (known) return known;
  const making = loadMessages(locale).then((messages) =>
    JSON.stringify(Object.fromEntries(namespaces.map((name) => [name, messages[name]]))),
  );
  kept.set(key, making);
  return making;
}
