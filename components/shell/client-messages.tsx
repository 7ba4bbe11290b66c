import type { Messages } from 'next-intl';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { isLocale, type Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { IntlProvider } from './intl-provider.tsx';

/** What every page sends to the browser: the words of errors, of failure and of what does not exist, */
const always: readonly string[] = ['errors', 'failure'];
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
  /** Of the route; where it is not at hand, the request is asked. */
  locale?: Locale | undefined;
  children: ReactNode;
}

/** Messages stay on the server but for the few that client components need. */
export async function ClientMessages({ namespaces = [], locale, children }: ClientMessagesProps) {
  const known = locale ?? (await localeOfRequest());
  return (
    <IntlProvider locale={known} messages={pick(await loadMessages(known), namespaces)} timeZone="Europe/Brussels">
      {children}
    </IntlProvider>
  );
}

async function localeOfRequest(): Promise<Locale> {
  const locale = await getLocale();
  if (!isLocale(locale)) throw new Error(`Not a language: ${locale}`);
  return locale;
}

const picked = new WeakMap<Messages, Map<string, Messages>>();

/** Every page sends the same, so it is put together once for each language and choice of namespaces. */
function pick(messages: Messages, namespaces: readonly string[]): Messages {
  const known = picked.get(messages) ?? new Map<string, Messages>();
  picked.set(messages, known);
  const key = namespaces.join(' ');
  const found = known.get(key) ?? choose(messages, namespaces);
  known.set(key, found);
  return found;
}

function choose(messages: Messages, namespaces: readonly string[]): Messages {
  const whole = Object.entries(messages).filter(([name]) => always.includes(name) || namespaces.includes(name));
  const { ui = {}, common = {} } = messages;
  return {
    ui: Object.fromEntries(primitives.map((name) => [name, ui[name]])),
    common: { notFound: common.notFound },
    ...Object.fromEntries(whole),
  };
}
