import type { Metadata } from 'next';
import { useFormatter, useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { PointsTable } from '#components/pickup/points-table.tsx';
import { ReportsTable } from '#components/pickup/reports-table.tsx';
import { BarChart } from '#components/ui/bar-chart.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Select } from '#components/ui/choices.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { SearchForm } from '#components/ui/search-form.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import { getSituation, type SituationCell } from '#lib/entitlements/situation.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { findCounterProgramme } from '#lib/pickup/day.ts';
import { findPoints, listProblemReports } from '#lib/pickup/province-queries.ts';
import { deliveryProblemKinds, reportListSchema } from '#lib/pickup/schema.ts';

interface ProvincePageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const reportsPerPage = 10;
const pointsShown = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('province.nav');
  return { title: t('overview') };
}

export default async function ProvincePage({ params, searchParams }: ProvincePageProps) {
  const [{ locale }, asked] = await Promise.all([params, searchParams]);
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province');
  const { q, kind, page } = reportListSchema.parse(asked);
  const programmeCode = await findCounterProgramme();
  const [t, nav, table, kinds, provinces, programmes, { points, pageCount }, { reports, ...pages }, situation] =
    await Promise.all([
      getTranslations('province.overview'),
      getTranslations('province.nav'),
      getTranslations('province.table'),
      getTranslations('booking.problem.kinds'),
      getTranslations('provinces'),
      getTranslations('rules.programmes'),
      // Open ones come first.
      findPoints(actor, { provinceCode, page: 1, size: pointsShown }),
      listProblemReports(actor, { provinceCode, kind, text: q, page, size: reportsPerPage }),
      programmeCode === undefined ? [] : getSituation(actor, programmeCode),
    ]);
  const own = situation.filter((cell) => cell.provinceCode === provinceCode);
  return (
    <div className="space-y-12">
      <PageHeading
        over={programmeCode === undefined ? undefined : programmes(programmeCode)}
        title={provinces(provinceCode)}
      />
      {programmeCode === undefined ? <EmptyState title={t('noProgramme')} /> : <Situation cells={own} />}
      <section className="space-y-4" aria-labelledby="places">
        <h2 id="places" className="text-xl">
          {t('places')}
        </h2>
        <PointsTable
          caption={t('places')}
          captionHidden
          points={points.filter(({ closedAt }) => closedAt === null)}
          empty={
            <EmptyState
              title={t('placesEmpty')}
              action={<LinkButton href="/province/slots/new">{t('publish')}</LinkButton>}
            >
              <p>{t('placesEmptyText')}</p>
            </EmptyState>
          }
        />
        {pageCount > 1 && (
          <p>
            <TextLink href="/province/points">{nav('points')}</TextLink>
          </p>
        )}
      </section>
      <section className="space-y-4" aria-labelledby="reports">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 id="reports" className="text-xl">
            {t('reports')}
          </h2>
          <CsvLink href="/province/reports.csv" query={{ q, kind }} />
        </div>
        <SearchForm id="search" label={t('reportsSearch')} defaultValue={q}>
          <Select
            id="kind"
            name="kind"
            label={table('what')}
            defaultValue={kind ?? ''}
            placeholder={t('reportsAll')}
            options={deliveryProblemKinds.map((value) => ({ value, label: kinds(value) }))}
          />
        </SearchForm>
        <ReportsTable
          caption={t('reports')}
          reports={reports}
          empty={q !== '' || kind !== undefined ? t('reportsNone') : t('reportsEmpty')}
        />
        <Pagination {...pages} query={{ q, kind }} />
      </section>
    </div>
  );
}

const figures = ['entitled', 'booked', 'served', 'declined'] as const;

function Situation({ cells }: { cells: readonly SituationCell[] }) {
  const t = useTranslations('province.overview');
  const professions = useTranslations('professions');
  const format = useFormatter();
  const total = (figure: (typeof figures)[number]) => cells.reduce((sum, cell) => sum + cell[figure], 0);
  const known = cells.filter(({ entitled }) => entitled > 0).toSorted((a, b) => b.entitled - a.entitled);
  return (
    <div className="space-y-8">
      <dl className="grid grid-cols-2 gap-6 sm:grid-cols-4">
        {figures.map((figure) => (
          <div key={figure} className="flex flex-col-reverse justify-end">
            <dt className="text-soft">{t(`figures.${figure}`)}</dt>
            <dd className="font-semibold text-3xl tabular-nums">{format.number(total(figure))}</dd>
          </div>
        ))}
      </dl>
      {known.length > 0 && (
        <BarChart
          title={t('byProfession')}
          description={t('byProfessionDescription')}
          nameHead={t('profession')}
          valueHead={t('served')}
          max={1}
          bars={known.map(({ professionCode, served, entitled }) => ({
            key: professionCode,
            label: professions(`${professionCode}.group`),
            value: served / entitled,
            valueText: t('servedOf', { served, entitled }),
          }))}
        />
      )}
    </div>
  );
}
