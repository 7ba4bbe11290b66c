import { useLocale } from 'next-intl';
import { isLocale, type Locale } from '#lib/i18n/locales.ts';

/** Days and hours as Belgium writes them; bare `en` would be American. */
const regional: Readonly<Record<Locale, string>> = { fr: 'fr-BE', nl: 'nl-BE', de: 'de-BE', en: 'en-GB' };

/** Writes an instant in the page's language, by the clocks of Brussels unless another zone is given. */
export function useCalendarFormat(): (at: Date, options: Intl.DateTimeFormatOptions) => string {
  const locale = useLocale();
  return (at, options) =>
    new Intl.DateTimeFormat(isLocale(locale) ? regional[locale] : locale, {
      timeZone: 'Europe/Brussels',
      ...options,
    }).format(at);
}
