import { useLocale, useTranslations } from 'next-intl';
import { type MapFill, ProvinceMap } from '#components/geography/province-map.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { Status } from '#components/ui/status.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { Tone } from '#components/ui/tone.ts';
import { fullDay } from '#lib/i18n/kept-words.ts';
import { regionalTag } from '#lib/i18n/regional.ts';
import type { ProvinceSchedule, ProvinceState } from '#lib/pickup/public-schedule.ts';

const fills: Readonly<Record<ProvinceState, MapFill>> = {
  nothing: 'none',
  over: 'dots',
  planned: 'hatched',
  open: 'full',
};

export const stateTones: Readonly<Record<ProvinceState, Tone>> = {
  nothing: 'neutral',
  over: 'neutral',
  planned: 'info',
  open: 'good',
};

/** Every province: drawn, and then as a list that says more. */
export function ScheduleOverview({ provinces }: { provinces: readonly ProvinceSchedule[] }) {
  const t = useTranslations();
  const named = provinces
    .map((schedule) => ({ schedule, name: t(`provinces.${schedule.province}`) }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const shown = (['open', 'planned', 'over', 'nothing'] as const).filter((state) =>
    provinces.some((schedule) => schedule.state === state),
  );
  return (
    <div className="space-y-12">
      <section aria-labelledby="map">
        <h2 id="map" className="mb-4 text-xl">
          {t('schedule.map.heading')}
        </h2>
        <ProvinceMap
          title={t('schedule.map.title')}
          description={t('schedule.map.description')}
          areas={named.map(({ schedule: { province, state }, name }) => ({
            code: province,
            name,
            fill: fills[state],
            text: t(`schedule.states.${state}`),
            href: `/schedule/${province}`,
          }))}
          legend={shown.map((state) => ({ fill: fills[state], label: t(`schedule.states.${state}`) }))}
        />
      </section>
      <section aria-labelledby="list">
        <h2 id="list" className="mb-4 text-xl">
          {t('schedule.map.list')}
        </h2>
        <ul className="space-y-8">
          {named.map(({ schedule, name }) => (
            <li key={schedule.province}>
              <ProvinceSummary schedule={schedule} name={name} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function ProvinceSummary({ schedule, name }: { schedule: ProvinceSchedule; name: string }) {
  const t = useTranslations();
  const locale = useLocale();
  const days = new Intl.DateTimeFormat(regionalTag(locale), { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const { province, state, deliveries, points } = schedule;
  const next = points.flatMap(({ days }) => days.map(({ on }) => on)).toSorted()[0];
  return (
    <article aria-labelledby={province} className="rounded border-2 border-line p-4 sm:p-6">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h3 id={province} className="text-lg">
          {name}
        </h3>
        <Status tone={stateTones[state]}>{t(`schedule.states.${state}`)}</Status>
      </div>
      <p className="mt-1">
        {next !== undefined && <>{t('schedule.next', { day: fullDay(next, locale) })} · </>}
        {t('schedule.points', { count: points.length })}
      </p>
      {deliveries.length > 0 && (
        <ul className="mt-3 space-y-1 border-line border-l-4 pl-3 text-sm">
          {deliveries.map(({ id, programme, fromOn, lastOn, way }) => (
            <li key={id}>
              {t('schedule.short', {
                days: days.formatRange(noon(fromOn), noon(lastOn)),
                programme: t(`rules.programmes.${programme}`),
                way: t(`schedule.ways.${way}`),
              })}
            </li>
          ))}
        </ul>
      )}
      <p className="mt-3 flex flex-wrap gap-x-6">
        <TextLink href={`/schedule/${province}`} className="inline-flex min-h-11 items-center gap-1 font-semibold">
          {t('schedule.details', { province: name })}
          <Icon name="chevron-right" />
        </TextLink>
        <CalendarLink province={province} name={name} />
      </p>
    </article>
  );
}

/** A day has no zone; at noon none moves it. */
function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}

export function CalendarLink({ province, name }: { province: string; name: string }) {
  const t = useTranslations('schedule');
  const locale = useLocale();
  return (
    <a
      href={`/api/v1/schedule/${province}/calendar?locale=${locale}`}
      aria-label={t('calendarFor', { province: name })}
      className="link inline-flex min-h-11 items-center gap-2"
    >
      <Icon name="calendar" />
      {t('calendar')}
    </a>
  );
}
