import { useLocale } from 'next-intl';
import { isLocale } from '#lib/i18n/locales.ts';
import { findRegister } from '#lib/registers/descriptions/index.ts';

/** Names registers by their codes in the page's language; what is no register, such as a claim, as it is. */
export function useRegisterName(): (code: string) => string {
  const locale = useLocale();
  return (code) => (isLocale(locale) ? findRegister(code)?.names[locale] : undefined) ?? code;
}
