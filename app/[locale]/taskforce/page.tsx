import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { SituationGlance } from '#components/situation/situation-figures.tsx';
import { SituationFilter } from '#components/situation/situation-filter.tsx';
import { SituationMap } from '#components/situation/situation-map.tsx';
import { SituationTable } from '#components/situation/situation-table.tsx';
import { WaitingClaimsCard } from '#components/situation/waiting-claims.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { NeedChart } from '#components/ui/need-chart.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { getWaitingClaims } from '#lib/claims/waiting.ts';
import { getSituation } from '#lib/entitlements/situation.ts';
import { rowsBy, sumOf } from '#lib/entitlements/situation-figures.ts';
import { situationSearchSchema } from '#lib/entitlements/situation-schema.ts';
import { provinceCodes } from '#lib/geography/provinces.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { calendarFormat } from '#lib/i18n/regional.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import { programmeCodes } from '#lib/rules/rule-sets.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { getNeedAgainstStock, type NeedAgainstStock } from '#lib/stock/queries.ts';

interface SituationPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('situation');
  return { title: t('title') };
}

export default async function SituationPage({ params, searchParams }: SituationPageProps) {
  const { locale } = await params;
  const actor = await requireAdministrator(locale, '/taskforce');
  const search = situationSearchSchema.parse(await searchParams);
  const { programme, province } = search;
  const [t, words, provinces, now, cells, needs, claims] = await Promise.all([
    getTranslations('situation'),
    getTranslations('common'),
    getTranslations('provinces'),
    businessNow().then(toDate),
    getSituation(actor, programme),
    getNeedAgainstStock(actor, programme, province),
    getWaitingClaims(actor, { programmeCode: programme, provinceCode: province }),
  ]);
  const shown = province === undefined ? cells : cells.filter((cell) => cell.provinceCode === province);
  const professions = professionCodes.filter((code) => cells.some(({ professionCode }) => professionCode === code));
  const at = calendarFormat(locale)(now, { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
  const byProvince = rowsBy(cells, 'provinceCode', provinceCodes);
  return (
    <div className="space-y-10">
      <PageHeading
        title={t('title')}
        lead={`${province === undefined ? t('wholeCountry') : provinces(province)}. ${words('words.asOf', { at })}.`}
        actions={<CsvLink href="/taskforce/situation.csv" query={{ programme, province }} />}
      />
      <SituationFilter programmeCodes={programmeCodes} programmeCode={programme} provinceCode={province} />
      {cells.length === 0 ? (
        <EmptyState title={t('nobody')}>{t('nobodyYet')}</EmptyState>
      ) : (
        <SituationGlance figures={sumOf(shown)} />
      )}
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[3fr_2fr]">
        <section aria-labelledby="map">
          <h2 id="map" className="mb-4 text-xl">
            {t('map.title')}
          </h2>
          <SituationMap rows={byProvince} programmeCode={programme} provinceCode={province} />
        </section>
        <div className="space-y-8">
          <Needs needs={needs} />
          <WaitingClaimsCard claims={claims} now={now} />
        </div>
      </div>
      <section aria-labelledby="by-profession" className="space-y-4">
        <h2 id="by-profession" className="text-xl">
          {t('byProfession')}
          {province !== undefined && `, ${provinces(province)}`}
        </h2>
        <SituationTable by="profession" rows={rowsBy(shown, 'professionCode', professions)} search={search} />
      </section>
      <section aria-labelledby="by-province" className="space-y-4">
        <h2 id="by-province" className="text-xl">
          {t('byProvince')}
        </h2>
        <SituationTable by="province" rows={byProvince} search={search} />
      </section>
    </div>
  );
}

function Needs({ needs }: { needs: readonly NeedAgainstStock[] }) {
  const t = useTranslations('situation');
  const stock = useTranslations('stock');
  const items = useTranslations('items');
  if (needs.length === 0) return <EmptyState title={t('noParcel')} />;
  return (
    <NeedChart
      title={stock('needTitle')}
      description={stock('needDescription')}
      nameHead={stock('item')}
      needs={needs.map(({ itemCode, stock, need }) => ({
        key: itemCode,
        label: items(`${itemCode}.name`),
        stock,
        need,
      }))}
    />
  );
}
