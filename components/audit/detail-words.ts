import { useFormatter, useTranslations } from 'next-intl';
import { useCalendarFormat } from '#components/ui/calendar-format.ts';

/** Says a detail of an audit entry: its name and its value in words where they are codes, else as they were written. */
export function useDetailWords(): (name: string, value: string) => string {
  const t = useTranslations();
  const format = useFormatter();
  const inCalendar = useCalendarFormat();

  function known(...keys: string[]): string | undefined {
    const key = keys.find((one) => t.has(one));
    return key === undefined ? undefined : t(key);
  }

  function saidValue(value: string): string {
    if (value === 'null') return t('audit.none');
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) {
      const day = new Date(`${value}T12:00:00Z`);
      return inCalendar(day, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
    }
    if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)) {
      return inCalendar(new Date(value), { dateStyle: 'medium', timeStyle: 'short' });
    }
    if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)) return value.slice(-8);
    if (/^-?\d+$/.test(value)) return format.number(Number(value));
    if (!/^[a-zA-Z0-9-]+$/.test(value)) return value;
    return (
      known(
        `audit.values.${value}`,
        `rules.programmes.${value}`,
        `professions.${value}.name`,
        `provinces.${value}`,
        `items.${value}.name`,
        `programmes.statuses.${value}`,
        `lists.endedReasons.${value}`,
      ) ?? value
    );
  }

  return (name, value) => {
    const said = saidValue(value);
    if (!/^[a-zA-Z0-9-]+$/.test(name)) return t('audit.detail', { name, value: said });
    return t('audit.detail', {
      name: known(`audit.details.${name}`, `items.${name}.name`) ?? name,
      value: said,
    });
  };
}
