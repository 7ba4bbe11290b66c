import { useLocale } from 'next-intl';
import { isLocale, type Locale, locales } from '#lib/i18n/locales.ts';

/** What a province wrote itself: in the reader's language where it did, otherwise in one it wrote, marked as such. */
export function AuthorsText({ text }: { text: Readonly<Partial<Record<Locale, string>>> }) {
  const own = useLocale();
  const language = isLocale(own) && text[own] ? own : locales.find((locale) => text[locale]);
  if (language === undefined) return null;
  return <p lang={language === own ? undefined : language}>{text[language]}</p>;
}
