import { useFormatter, useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button.tsx';
import { useCalendarFormat } from '#components/ui/calendar-format.ts';
import { Details } from '#components/ui/details.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Status } from '#components/ui/status.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { PickupDay, ProvinceSchedule, PublicPoint } from '#lib/pickup/public-schedule.ts';
import { AuthorsText } from './authors-text.tsx';
import { DeliveryList } from './delivery-list.tsx';
import { CalendarLink, stateTones } from './schedule-overview.tsx';

/** One province: what it plans, and its points with their days and places. */
export function ProvinceSchedulePage({ schedule }: { schedule: ProvinceSchedule }) {
  const t = useTranslations();
  const { province, state, deliveries, pastDeliveries, points } = schedule;
  const name = t(`provinces.${province}`);
  return (
    <>
      <PageHeading over={t('schedule.province.over')} title={name} />
      <div className="mb-10 space-y-4">
        <p className="flex flex-wrap items-center gap-3">
          <Status tone={stateTones[state]}>{t(`schedule.states.${state}`)}</Status>
          <span>{t(`schedule.stateTexts.${state}`)}</span>
        </p>
        {state === 'open' && (
          <div className="space-y-2">
            <LinkButton href="/provider">{t('schedule.province.choose')}</LinkButton>
            <p className="text-sm text-soft">{t('schedule.province.chooseText')}</p>
          </div>
        )}
        <p className="flex flex-wrap gap-x-6">
          <CalendarLink province={province} name={name} />
          <TextLink href="/schedule" className="inline-flex min-h-11 items-center">
            {t('schedule.province.back')}
          </TextLink>
        </p>
      </div>
      <section aria-labelledby="planned" className="mb-12 space-y-4">
        <h2 id="planned" className="text-xl">
          {t('schedule.deliveries.title')}
        </h2>
        {deliveries.length === 0 ? <p>{t('schedule.deliveries.none')}</p> : <DeliveryList deliveries={deliveries} />}
        {pastDeliveries.length > 0 && (
          <Details summary={t('schedule.deliveries.past')}>
            <DeliveryList deliveries={pastDeliveries} />
          </Details>
        )}
      </section>
      <section aria-labelledby="points" className="space-y-8">
        <h2 id="points" className="text-xl">
          {t('schedule.province.points')}
        </h2>
        {points.length === 0 && <p>{t('schedule.province.noPoints')}</p>}
        {points.map((point) => (
          <Point key={point.id} point={point} />
        ))}
      </section>
    </>
  );
}

function Point({ point: { id, name, street, postcode, municipality, access, days } }: { point: PublicPoint }) {
  const t = useTranslations('schedule.province');
  const dayInWords = useDayInWords();
  const summary = t('days', {
    count: days.length,
    from: dayInWords(days.at(0)?.on),
    last: dayInWords(days.at(-1)?.on),
    free: days.reduce((sum, { free }) => sum + free, 0),
  });
  return (
    <article aria-labelledby={id}>
      <h3 id={id} className="flex gap-2 text-lg">
        <Icon name="pin" className="mt-1 text-accent" />
        {name}
      </h3>
      <address className="not-italic">
        {street}, {postcode} {municipality}
      </address>
      <AuthorsText text={access} />
      {days.length === 0 ? (
        <p className="mt-2 text-soft">{t('noDays')}</p>
      ) : (
        <Details summary={summary}>
          <table className="mt-3 w-full border-collapse text-sm">
            <caption className="sr-only">{name}</caption>
            <thead>
              <tr className="border-edge border-b-2 text-left align-bottom">
                <th scope="col" className="py-1 pr-3">
                  {t('day')}
                </th>
                <th scope="col" className="py-1 pr-3">
                  {t('hours')}
                </th>
                <th scope="col" className="py-1 text-right">
                  {t('places')}
                </th>
              </tr>
            </thead>
            <tbody>
              {days.map((day) => (
                <DayRow key={day.on} day={day} />
              ))}
            </tbody>
          </table>
        </Details>
      )}
    </article>
  );
}

function DayRow({ day: { on, startsAt, endsAt, free } }: { day: PickupDay }) {
  const t = useTranslations('schedule.province');
  const format = useFormatter();
  const inCalendar = useCalendarFormat();
  const dayInWords = useDayInWords();
  const time = (at: Date) => inCalendar(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (
    <tr className="border-line border-b">
      <th scope="row" className="py-1.5 pr-3 text-left font-normal">
        <time dateTime={on}>{dayInWords(on)}</time>
      </th>
      <td className="whitespace-nowrap py-1.5 pr-3">{t('between', { from: time(startsAt), to: time(endsAt) })}</td>
      <td className="py-1.5 text-right">
        {free > 0 ? format.number(free) : <Status tone="attention">{t('full')}</Status>}
      </td>
    </tr>
  );
}

/** Without the year: only days that lie ahead are shown. */
function useDayInWords(): (day: string | undefined) => string {
  const format = useCalendarFormat();
  return (day) =>
    day === undefined
      ? ''
      : format(new Date(`${day}T12:00:00Z`), {
          weekday: 'long',
          day: 'numeric',
          month: 'long',
          timeZone: 'UTC',
        });
}
