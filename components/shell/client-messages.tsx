import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';

/** What every page sends to the browser: the words of the primitives, of errors and of failure. */
const always = ['errors', 'failure', 'ui'] as const;

interface ClientMessagesProps {
  /** Whole namespaces (`claim`) that client components below read, or that errors of a form name keys of. */
  namespaces?: readonly string[] | undefined;
  children: ReactNode;
}

/** Messages stay on the server but for the few that client components need. */
export async function ClientMessages({ namespaces = [], children }: ClientMessagesProps) {
  const messages = await getMessages();
  const wanted = [...always, ...namespaces];
  const picked = Object.fromEntries(Object.entries(messages).filter(([namespace]) => wanted.includes(namespace)));
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>;
}
