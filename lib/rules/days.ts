import { Temporal } from 'temporal-polyfill';

/** A calendar day `YYYY-MM-DD`; days in this form compare as text. */
export type Day = string;

/** A half-open interval: `until` is the first day after it. */
export interface Period {
  readonly from: Day;
  readonly until: Day;
}

/** Throws a RangeError unless the text is a day that exists, in exactly the form `YYYY-MM-DD`. */
export function assertDay(text: string): asserts text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError(`Not a day: ${text}`);
  Temporal.PlainDate.from(text, { overflow: 'reject' });
}

/** The last day of a period, which is what people read. */
export function lastDayOf(period: Period): Day {
  return Temporal.PlainDate.from(period.until).subtract({ days: 1 }).toString();
}

/** The ISO week of a day, as `2020-W20`; the first days of January may belong to the year before. */
export function isoWeekOf(day: Day): string {
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(day);
  if (yearOfWeek === undefined || weekOfYear === undefined) throw new RangeError(`No ISO week for ${day}`);
  return `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`;
}
