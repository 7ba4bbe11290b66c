import type { Metadata } from 'next';
import { useFormatter, useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { CheckInForm } from '#components/counter/check-in-form.tsx';
import { DayFilter } from '#components/counter/day-filter.tsx';
import { ExpectedTable } from '#components/counter/expected-table.tsx';
import { PointStock } from '#components/counter/point-stock.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { Select } from '#components/ui/choices.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { Day } from '#components/ui/day.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { HourChart } from '#components/ui/hour-chart.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { SearchForm } from '#components/ui/search-form.tsx';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import {
  type DayOverview,
  findCounterProgramme,
  findExpected,
  getDayOverview,
  getPointsOfDay,
} from '#lib/pickup/day.ts';
import { daySearchSchema } from '#lib/pickup/day-schema.ts';
import { expectedStates } from '#lib/pickup/states.ts';
import { businessNow, dayOf } from '#lib/shared/clock.ts';
import { businessTimeZone } from '#lib/shared/time-zone.ts';
import { checkInAction, findPersonAction } from './actions.ts';

interface DayPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('day');
  return { title: t('title') };
}

export default async function DayPage({ params, searchParams }: DayPageProps) {
  const { locale } = await params;
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/day');
  const [t, now, programmeCode] = await Promise.all([getTranslations('day'), businessNow(), findCounterProgramme()]);
  const search = daySearchSchema.parse(await searchParams);
  const today = dayOf(now);
  const day = search.day ?? today;
  const points = await getPointsOfDay(actor, { provinceCode, day });
  const point = points.find(({ id }) => id === search.point) ?? points[0];
  if (!point || programmeCode === undefined) {
    return (
      <>
        <PageHeading title={t('title')} />
        <EmptyState title={point ? t('noProgramme') : t('noPoint')} />
      </>
    );
  }
  const { q, state, sort, order } = search;
  const [overview, { people, ...pages }] = await Promise.all([
    getDayOverview(actor, { pointId: point.id, day, programmeCode }),
    findExpected(actor, { ...search, pointId: point.id, day, text: q, size: pageSize }),
  ]);
  const query = { point: point.id, day, q, state, sort, order };
  return (
    <ClientMessages namespaces={['day']}>
      <PageHeading over={point.municipality} title={point.name} lead={<Day value={day} year />} />
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[3fr_2fr]">
        <div className="space-y-8">
          <DayFilter day={day} pointId={point.id} points={points} />
          <Figures overview={overview} />
          {overview.hours.length > 0 && (
            <HourChart
              title={t('byHour')}
              description={t('byHourDescription', { expected: overview.expected, arrived: overview.arrived })}
              hours={overview.hours}
              now={
                day === today
                  ? now.toZonedDateTimeISO(businessTimeZone).toPlainTime().toString().slice(0, 5)
                  : undefined
              }
            />
          )}
        </div>
        <div className="space-y-8">
          <CheckInForm action={checkInAction} find={findPersonAction} pointId={point.id} />
          <PointStock stock={overview.stock} parcels={overview.parcels} />
        </div>
      </div>
      <section className="mt-12 space-y-6" aria-labelledby="expected">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 id="expected" className="text-xl">
            {t('expectedHeading')}
          </h2>
          <CsvLink href="/province/day.csv" query={query} />
        </div>
        <SearchForm id="search" label={t('search')} defaultValue={q} keep={{ point: point.id, day, sort, order }}>
          <Select
            id="state"
            name="state"
            label={t('state')}
            defaultValue={state ?? ''}
            placeholder={t('allStates')}
            options={expectedStates.map((value) => ({ value, label: t(`states.${value}`) }))}
          />
        </SearchForm>
        <ExpectedTable people={people} pointId={point.id} search={search} query={query} />
        <Pagination {...pages} query={query} />
      </section>
    </ClientMessages>
  );
}

function Figures({ overview }: { overview: DayOverview }) {
  const t = useTranslations('day');
  const format = useFormatter();
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-4">
      {(['expected', 'arrived', 'served'] as const).map((figure) => (
        <div key={figure} className="flex flex-col-reverse">
          <dt className="text-soft">{t(`figures.${figure}`)}</dt>
          <dd className="font-semibold text-3xl tabular-nums">{format.number(overview[figure])}</dd>
        </div>
      ))}
    </dl>
  );
}
