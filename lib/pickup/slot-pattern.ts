import { Temporal } from 'temporal-polyfill';

/** Opening hours that repeat, as staff describe them. Days are calendar days of the zone, hours are its clock. */
export type SlotPattern = {
  readonly fromOn: string;
  /** Last day, included. */
  readonly lastOn: string;
  /** ISO weekdays: 1 is Monday. */
  readonly weekdays: readonly number[];
  /** `09:00`. */
  readonly opensAt: string;
  readonly closesAt: string;
  /** Nobody is received between these two; both or neither. */
  readonly pause: { readonly from: string; readonly until: string } | null;
  readonly lengthMinutes: number;
  /** Places of each slot. */
  readonly capacity: number;
};

/** Half-open, in milliseconds since 1970. */
export type SlotTimes = { readonly startsAt: number; readonly endsAt: number };

const minute = 60_000;

/**
 * The slots that a pattern makes, in order. Each lasts exactly its length and lies wholly within opening hours; what is
 * left over before the pause or the end of a day makes none. Lengths are elapsed time: on the night the clocks change,
 * no slot overlaps another, is skipped or lasts an hour more than it says.
 */
export function expandPattern(pattern: SlotPattern, zone: string): readonly SlotTimes[] {
  return daysOf(pattern).flatMap((day) => windowsOf(pattern).flatMap((window) => fill(window, day, pattern, zone)));
}

function daysOf({ fromOn, lastOn, weekdays }: SlotPattern): readonly Temporal.PlainDate[] {
  const first = Temporal.PlainDate.from(fromOn);
  const count = first.until(Temporal.PlainDate.from(lastOn), { largestUnit: 'days' }).days + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => first.add({ days: index })).filter((day) =>
    weekdays.includes(day.dayOfWeek),
  );
}

type Hours = { readonly from: string; readonly until: string };

function windowsOf({ opensAt, closesAt, pause }: SlotPattern): readonly Hours[] {
  if (pause === null) return [{ from: opensAt, until: closesAt }];
  return [
    { from: opensAt, until: pause.from },
    { from: pause.until, until: closesAt },
  ];
}

function fill(hours: Hours, day: Temporal.PlainDate, pattern: SlotPattern, zone: string): readonly SlotTimes[] {
  const at = (time: string) =>
    day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
  const length = pattern.lengthMinutes * minute;
  const from = at(hours.from);
  const count = Math.max(0, Math.floor((at(hours.until) - from) / length));
  return Array.from({ length: count }, (_, index) => ({
    startsAt: from + index * length,
    endsAt: from + (index + 1) * length,
  }));
}

export type SortedSlots = {
  /** What can be published. */
  readonly fresh: readonly SlotTimes[];
  /** Left out: they would overlap a slot that is there. */
  readonly clashing: readonly SlotTimes[];
  /** Left out: they have begun. */
  readonly past: readonly SlotTimes[];
};

/** Sorts new slots by what there is at the same point and by the present instant; each lands in one of the three. */
export function sortOut(slots: readonly SlotTimes[], existing: readonly SlotTimes[], now: number): SortedSlots {
  const past = slots.filter(({ startsAt }) => startsAt <= now);
  const ahead = slots.filter(({ startsAt }) => startsAt > now);
  const clashes = new Set(overlapping(ahead, existing));
  return { fresh: ahead.filter((slot) => !clashes.has(slot)), clashing: [...clashes], past };
}

/** One walk over both, each in order and free of overlaps of its own but for what was there already. */
function overlapping(slots: readonly SlotTimes[], existing: readonly SlotTimes[]): readonly SlotTimes[] {
  const there = existing.toSorted((a, b) => a.startsAt - b.startsAt);
  let first = 0;
  return slots.filter((slot) => {
    while (first < there.length && (there[first]?.endsAt ?? 0) <= slot.startsAt) first += 1;
    for (let index = first; index < there.length; index += 1) {
      const other = there[index];
      if (!other || other.startsAt >= slot.endsAt) return false;
      if (other.endsAt > slot.startsAt) return true;
    }
    return false;
  });
}
