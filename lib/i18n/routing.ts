import { defineRouting } from 'next-intl/routing';
import { defaultLocale, locales } from './locales.ts';

/** The address carries the language, so no cookie has to: public pages set none. */
export const routing = defineRouting({ locales, defaultLocale, localePrefix: 'always', localeCookie: false });
