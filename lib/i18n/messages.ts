import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Messages } from 'next-intl';
import type { Locale } from './locales.ts';
import { namespaces } from './namespaces.ts';

const loaded = new Map<Locale, Promise<Messages>>();

/** All messages of one language, read once a process: the command line and the jobs need them outside a page. */
export function loadMessages(locale: Locale): Promise<Messages> {
  const known = process.env.NODE_ENV === 'development' ? undefined : loaded.get(locale);
  if (known) return known;
  const reading = read(locale);
  loaded.set(locale, reading);
  return reading;
}

async function read(locale: Locale): Promise<Messages> {
  const files = namespaces.map(async (namespace) => {
    const file = path.join(process.cwd(), 'lib/i18n/messages', locale, `${namespace}.json`);
    return [namespace, JSON.parse(await readFile(file, 'utf8'))] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}
