import type { Messages } from 'next-intl';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { isLocale, type Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { IntlProvider } from './intl-provider.tsx';

/** What every page sends to the browser: the words of the frame, of errors, of failure and of what does not exist, */
const always: readonly string[] = ['errors', 'failure'];
const ofCommon = ['shell', 'notFound'] as const;
/** and of the primitives that the browser itself makes; the others are made on the server alone. */
const primitives = [
  'tone',
  'errorPrefix',
  'optional',
  'summaryTitle',
  'labelled',
  'print',
  'files',
  'languages',
] as const;

interface ClientMessagesProps {
  /** Whole namespaces (`claim`) that client components below read, or that errors of a form name keys of. */
  namespaces?: readonly string[] | undefined;
  children: ReactNode;
}

/** Messages stay on the server but for the few that client components need. */
export async function ClientMessages({ namespaces = [], children }: ClientMessagesProps) {
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
export function loadClientMessages(locale: Locale, namespaces: readonly string[] = []): Promise<string> {
  const key = [locale, ...namespaces].join(' ');
  const known = process.env.NODE_ENV === 'development' ? undefined : kept.get(key);
  if (known) return known;
  const making = loadMessages(locale).then((messages) => JSON.stringify(choose(messages, namespaces)));
  kept.set(key, making);
  return making;
}

function choose(messages: Messages, namespaces: readonly string[]): Messages {
  const whole = Object.entries(messages).filter(([name]) => always.includes(name) || namespaces.includes(name));
  const { ui = {}, common = {} } = messages;
  return {
    ui: Object.fromEntries(primitives.map((name) => [name, ui[name]])),
    common: Object.fromEntries(ofCommon.map((name) => [name, common[name]])),
    ...Object.fromEntries(whole),
  };
}
