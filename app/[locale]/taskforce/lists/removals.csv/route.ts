import { getTranslations } from 'next-intl/server';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { removalSearchSchema } from '#lib/eligibility/list-schema.ts';
import { downloadPendingRemovals } from '#lib/entitlements/removals.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { csvResponse, csvTable } from '#lib/shared/csv.ts';

/** The appointments of people who left the lists, as they are filtered, for spreadsheets. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOr((await params).locale);
  const actor = await requireAdministrator(locale, '/taskforce/lists/removals');
  const { province, q } = removalSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [t, removals] = await Promise.all([
    getTranslations({ locale }),
    downloadPendingRemovals(actor, { province, q }),
  ]);
  const heads = [
    'lists.csv.familyName',
    'lists.csv.givenName',
    'lists.csv.province',
    'lists.programme',
    'lists.profession',
    'lists.list',
    'lists.removals.csv.removedAt',
    'lists.removals.csv.bookedFor',
    'lists.removals.csv.point',
  ];
  const rows = removals.map((removal) => [
    removal.familyName,
    removal.givenName,
    t(`provinces.${removal.provinceCode}`),
    t(`rules.programmes.${removal.programmeCode}`),
    t(`professions.${removal.professionCode}.name`),
    removal.listNumber,
    removal.removedAt,
    removal.bookedFor,
    removal.point,
  ]);
  const table = csvTable(
    heads.map((head) => t(head)),
    rows,
  );
  return csvResponse(table, `removals_${await businessToday()}.csv`);
}
