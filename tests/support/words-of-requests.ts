import { createTranslator } from 'use-intl/core';
import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';

/** What `getTranslations` of `next-intl/server` gives a route handler, which works in a request of Next alone. */
export async function getTranslations({ locale, namespace }: { locale: Locale; namespace?: string }) {
  const messages = await loadMessages(locale);
  return createTranslator({ locale, messages, timeZone: 'Europe/Brussels', ...(namespace ? { namespace } : {}) });
}
