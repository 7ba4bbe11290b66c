import { locale as routeLocale } from 'next/root-params';
import { hasLocale } from 'next-intl';
import { getRequestConfig } from 'next-intl/server';
import { businessTimeZone } from '#lib/shared/time-zone.ts';
import { loadMessages } from './messages.ts';
import { routing } from './routing.ts';

/**
 * The language is the first segment of the address. It is read from the route itself, so that no page has to
 * announce it and prerendered pages stay prerendered; only where there is no route (server actions, route
 * handlers) must the caller name it: `getTranslations({ locale, namespace })`.
 */
export default getRequestConfig(async ({ locale: asked }) => {
  const requested = asked ?? (await localeOfRoute());
  const locale = hasLocale(routing.locales, requested) ? requested : routing.defaultLocale;
  return { locale, messages: await loadMessages(locale), timeZone: businessTimeZone };
});

async function localeOfRoute(): Promise<unknown> {
  try {
    return await routeLocale();
  } catch {
    return undefined;
  }
}
