import { useLocale, useTranslations } from 'next-intl';
import { useCalendarFormat } from '#components/ui/calendar-format.ts';
import { Day } from '#components/ui/day.tsx';
import { Icon } from '#components/ui/icon.tsx';
import type { OwnBooking, Place } from '#lib/pickup/queries.ts';
import { businessDayOf, businessTimeOf } from './business-time.ts';

/** The day and hours of an appointment, by the clocks of Brussels. */
export function When({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) {
  const t = useTranslations('booking.ticket');
  return (
    <>
      <strong className="block first-letter:uppercase">
        <Day value={businessDayOf(startsAt)} year />
      </strong>
      {t('hours', { from: businessTimeOf(startsAt), until: businessTimeOf(endsAt) })}
    </>
  );
}

export function Where({ place }: { place: Place }) {
  return (
    <address className="not-italic">
      <strong className="block">{place.name}</strong>
      {place.street}
      <br />
      {place.postcode} {place.municipality}
    </address>
  );
}

/** How to get in: in the person's language, or else in the first its author wrote. */
export function useAccess(place: Place): { text: string; lang: string } | undefined {
  const locale = useLocale();
  const [lang, text] =
    Object.entries(place.access).find(([language]) => language === locale) ?? Object.entries(place.access)[0] ?? [];
  return lang === undefined || text === undefined ? undefined : { lang, text };
}

/** When and where, in short. */
export function AppointmentLine({ booking }: { booking: OwnBooking }) {
  const format = useCalendarFormat();
  const { startsAt, point } = booking;
  const day = format(startsAt, { weekday: 'long', day: 'numeric', month: 'long' });
  return (
    <ul className="space-y-1">
      <li className="flex gap-2">
        <Icon name="clock" className="mt-1" />
        <span>
          <span className="inline-block first-letter:uppercase">{day}</span>, {businessTimeOf(startsAt)}
        </span>
      </li>
      <li className="flex gap-2">
        <Icon name="pin" className="mt-1" />
        <span>
          {point.name}, {point.street}, {point.postcode} {point.municipality}
        </span>
      </li>
    </ul>
  );
}
