import { createTranslator } from 'use-intl/core';
import { businessTimeZone } from '#lib/shared/time-zone.ts';
import type { Locale } from './locales.ts';
import { loadMessages } from './messages.ts';
import { regionalTag, withOrdinal } from './regional.ts';

/** Says a message by its key from the root of the messages. */
export type Words = (key: string, values?: Record<string, string | number>) => string;

const kept = new Map<Locale, Promise<Words>>();

/**
 * The words of one language outside a page's render, kept for the life of the process: a translator of a request parses
 * each message anew, which is more work than all else a hot answer does.
 */
export function loadWords(locale: Locale): Promise<Words> {
  const known = process.env.NODE_ENV === 'development' ? undefined : kept.get(locale);
  if (known) return known;
  const making = makeWords(locale);
  kept.set(locale, making);
  return making;
}

async function makeWords(locale: Locale): Promise<Words> {
  const translate = createTranslator({ locale, messages: await loadMessages(locale), timeZone: businessTimeZone });
  return (key, values) => translate(key, values);
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** A day in full words, such as `samedi 20 juin 2020`. Making a formatter costs more than using it, so they are kept. */
export function fullDay(day: string, locale: string): string {
  let format = dayFormats.get(locale);
  if (!format) {
    format = new Intl.DateTimeFormat(regionalTag(locale), { dateStyle: 'full', timeZone: 'UTC' });
    dayFormats.set(locale, format);
  }
  return withOrdinal(format.format(new Date(`${day}T00:00:00Z`)), locale);
}
