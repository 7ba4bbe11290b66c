import { getTranslations } from 'next-intl/server';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { getSituation } from '#lib/entitlements/situation.ts';
import { situationSearchSchema } from '#lib/entitlements/situation-schema.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { csvResponse, csvTable } from '#lib/shared/csv.ts';

/** The situation as a table for spreadsheets: one line a province and profession. Administrators only. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOr((await params).locale);
  const actor = await requireAdministrator(locale, '/taskforce');
  const { programme, province } = situationSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [t, provinces, professions, today, cells] = await Promise.all([
    getTranslations({ locale, namespace: 'situation' }),
    getTranslations({ locale, namespace: 'provinces' }),
    getTranslations({ locale, namespace: 'professions' }),
    businessToday(),
    getSituation(actor, programme),
  ]);
  const lines = cells
    .filter(({ provinceCode }) => province === undefined || provinceCode === province)
    .toSorted((a, b) => `${a.provinceCode}${a.professionCode}`.localeCompare(`${b.provinceCode}${b.professionCode}`))
    .map((cell) => [
      cell.provinceCode,
      provinces(cell.provinceCode),
      cell.professionCode,
      professions(`${cell.professionCode}.group`),
      cell.entitled,
      cell.booked,
      cell.served,
      cell.declined,
      cell.throughOrganisations,
    ]);
  const heads = ['provinceCode', 'province', 'professionCode', 'profession'].map((name) => t(`csv.${name}`));
  const figures = ['entitled', 'booked', 'served', 'declined', 'throughOrganisations'].map((name) =>
    t(`figures.${name}`),
  );
  return csvResponse(csvTable([...heads, ...figures], lines), `${programme}_${today}.csv`);
}
