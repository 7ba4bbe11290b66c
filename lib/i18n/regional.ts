import { businessTimeZone } from '#lib/shared/time-zone.ts';
import { isLocale, type Locale } from './locales.ts';

const tags: Readonly<Record<Locale, string>> = { fr: 'fr-BE', nl: 'nl-BE', de: 'de-BE', en: 'en-GB' };

/** The regional variant by which `Intl` writes days and hours as Belgium does; bare `en` would be American. */
export function regionalTag(locale: string): string {
  return isLocale(locale) ? tags[locale] : locale;
}

/** Writes instants in a language, by the clocks of Brussels unless another zone is given. */
export function calendarFormat(locale: string): (at: Date | number, options: Intl.DateTimeFormatOptions) => string {
  const tag = regionalTag(locale);
  return (at, options) =>
    withOrdinal(new Intl.DateTimeFormat(tag, { timeZone: businessTimeZone, ...options }).format(at), locale);
}

/** French writes the first of a month as an ordinal (`1er juin`), which `Intl` does not. */
export function withOrdinal(words: string, locale: string): string {
  return locale === 'fr' ? words.replace(/(^|\s)1 (?=\p{L})/u, '$11er ') : words;
}

/** Several in one sentence: `a, b and c`, or `a, b or c`. */
export function inList(
  texts: readonly string[],
  locale: string,
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  return new Intl.ListFormat(regionalTag(locale), { type }).format(texts);
}
