import { useLocale } from 'next-intl';
import { calendarFormat } from '#lib/i18n/regional.ts';

/** Writes an instant in the page's language, by the clocks of Brussels unless another zone is given. */
export function useCalendarFormat(): ReturnType<typeof calendarFormat> {
  return calendarFormat(useLocale());
}
