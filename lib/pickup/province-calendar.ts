import ical, { ICalCalendarMethod } from 'ical-generator';
import type { ProvinceSchedule } from './public-schedule.ts';

/** What the entries say, in one language. */
export type ProvinceCalendarWords = {
  /** The calendar's own name. */
  readonly name: string;
  /** The page of the province. */
  readonly url: string;
  readonly delivery: (delivery: ProvinceSchedule['deliveries'][number]) => {
    readonly summary: string;
    readonly description: string;
  };
  readonly pickup: string;
};

/**
 * The planned deliveries of a province as whole days, and the days of its pickup points by the hour, in UTC, so that no
 * zone has to be described. An entry keeps its identity (the delivery, or the point and the day), so that a calendar
 * that subscribes replaces what has changed. `stamp` is machine time.
 */
export function provinceCalendar(schedule: ProvinceSchedule, words: ProvinceCalendarWords, stamp: Date): string {
  const host = new URL(words.url).hostname;
  const calendar = ical({
    prodId: { company: 'Portal', product: 'Schedule' },
    method: ICalCalendarMethod.PUBLISH,
    name: words.name,
    ttl: 3_600,
  });
  for (const delivery of [...schedule.pastDeliveries, ...schedule.deliveries]) {
    calendar.createEvent({
      id: `delivery-${delivery.id}@${host}`,
      stamp,
      start: new Date(`${delivery.fromOn}T00:00:00Z`),
      // The end of a whole-day entry is the day after.
      end: new Date(Date.parse(`${delivery.lastOn}T00:00:00Z`) + 86_400_000),
      allDay: true,
      url: words.url,
      ...words.delivery(delivery),
    });
  }
  for (const point of schedule.points) {
    for (const day of point.days) {
      calendar.createEvent({
        id: `pickup-${point.id}-${day.on}@${host}`,
        stamp,
        start: day.startsAt,
        end: day.endsAt,
        summary: `${words.pickup}: ${point.name}`,
        location: `${point.name}, ${point.street}, ${point.postcode} ${point.municipality}`,
        url: words.url,
      });
    }
  }
  return calendar.toString();
}
