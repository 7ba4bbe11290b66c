/** The languages of the portal: the three the federal administration answers in, and English. */
export const locales = ['fr', 'nl', 'de', 'en'] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = 'fr';

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

/** The language of an address, or the default where it names none. */
export function localeOr(asked: unknown): Locale {
  return isLocale(asked) ? asked : defaultLocale;
}

/** The language a person is written to in; the same four. */
export type Language = Locale;

/** The language a form was posted from: an action has no address to read it from, so each form carries it. */
export function localeOf(formData: FormData): Locale {
  return localeOr(formData.get('locale'));
}
