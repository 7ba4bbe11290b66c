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
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant) || dayAt(instant) !== text) throw new RangeError(`Not a day: ${text}`);
}

/** The last day of a period, which is what people read. */
export function lastDayOf(period: Period): Day {
  return dayAt(Date.parse(period.until) - 86_400_000);
}

/** In UTC, where every day has 24 hours; whole registers are decided at once, and Temporal takes several times as long. */
function dayAt(instant: number): Day {
  return new Date(instant).toISOString().slice(0, 10);
}

/** The ISO week of a day, as `2020-W20`; the first days of January may belong to the year before. */
export function isoWeekOf(day: Day): string {
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(day);
  if (yearOfWeek === undefined || weekOfYear === undefined) throw new RangeError(`No ISO week for ${day}`);
  return `${yearOfWeek}-W${String(weekOfYear).padStart(2, '0')}`;
}
