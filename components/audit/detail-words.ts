import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { useCalendarFormat } from '#components/ui/calendar-format.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { detailInWords, valueInWords } from './trail-words.ts';

/** Says a detail of an audit entry: its name and its value in words where they are codes, days and figures as people write them. */
export function useDetailWords(): (name: string, value: string) => string {
  const t = useTranslations();
  const locale = localeOr(useLocale());
  const format = useFormatter();
  const inCalendar = useCalendarFormat();

  function saidValue(value: string): string {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) {
      const day = new Date(`${value}T12:00:00Z`);
      return inCalendar(day, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
    }
    if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)) {
      return inCalendar(new Date(value), { dateStyle: 'medium', timeStyle: 'short' });
    }
    if (/^-?\d+$/.test(value)) return format.number(Number(value));
    return valueInWords(t, locale, value);
  }

  return (name, value) => detailInWords(t, name, saidValue(value));
}
