import { defineRouting } from 'next-intl/routing';
import { defaultLocale, locales } from './locales.ts';

export const routing = defineRouting({ locales, defaultLocale, localePrefix: 'always' });
