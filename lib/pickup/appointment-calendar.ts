import ical, { ICalCalendarMethod } from 'ical-generator';
import type { OwnBooking } from './queries.ts';

/** The words of the entry, in the person's language. */
export type CalendarWords = { readonly summary: string; readonly description: string; readonly url: string };

/**
 * An appointment as a calendar file. Its identity is the entitlement's: a moved appointment, opened again, replaces the
 * one that is there; `stamp` is machine time.
 */
export function appointmentCalendar(booking: OwnBooking, words: CalendarWords, stamp: Date): string {
  const { name, street, postcode, municipality } = booking.point;
  const calendar = ical({ prodId: { company: 'Portal', product: 'Appointments' }, method: ICalCalendarMethod.PUBLISH });
  calendar.createEvent({
    id: `${booking.entitlementId}@${new URL(words.url).hostname}`,
    stamp,
    sequence: Math.floor(stamp.getTime() / 1000),
    start: booking.startsAt,
    end: booking.endsAt,
    summary: words.summary,
    description: words.description,
    location: `${name}, ${street}, ${postcode} ${municipality}`,
    url: words.url,
  });
  return calendar.toString();
}
