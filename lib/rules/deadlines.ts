import { Temporal } from 'temporal-polyfill';
import type { Day } from './days.ts';

/**
 * Deadlines are given as a last day, which counts whole, in a time zone. What is compared is the instant at
 * which the day after begins there, and that instant is already too late. The length of the day (a change of
 * the clock, summer or winter time) is the zone's business, so no hour is ever added by hand.
 */

/** The first instant that is too late, in UTC, such as `2020-06-20T22:00:00Z` for 20 June 2020 in Brussels. */
export function cutoffInstant(lastDay: Day, zone: string): string {
  return Temporal.PlainDate.from(lastDay).add({ days: 1 }).toZonedDateTime(zone).toInstant().toString();
}

/** Whether something received at that instant (ISO, with its offset) is in time. Without a last day, always. */
export function isBeforeCutoff(receivedAt: string, lastDay: Day | null, zone: string): boolean {
  if (lastDay === null) return true;
  const received = Temporal.Instant.from(receivedAt);
  return Temporal.Instant.compare(received, Temporal.Instant.from(cutoffInstant(lastDay, zone))) < 0;
}
