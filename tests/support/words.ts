import type { Locale } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';

/** The words of a language by their key, as pages have them; for those without arguments. */
export async function wordsIn(locale: Locale): Promise<(key: string) => string> {
  const messages = await loadMessages(locale);
  return (key) => String(key.split('.').reduce<unknown>((group, name) => Reflect.get(Object(group), name), messages));
}
