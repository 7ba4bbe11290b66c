import { businessTimeZone } from '#lib/shared/time-zone.ts';

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: businessTimeZone, dateStyle: 'short' });
const time = new Intl.DateTimeFormat('en-GB', { timeZone: businessTimeZone, hour: '2-digit', minute: '2-digit' });

/** The day in Brussels of an instant, `2020-07-06`. */
export function businessDayOf(instant: Date | number): string {
  return day.format(instant);
}

/** The time of day in Brussels, `09:20`, as all four languages write it on timetables. */
export function businessTimeOf(instant: Date | number): string {
  return time.format(instant);
}
