import { getTranslations } from 'next-intl/server';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { removalSearchSchema } from '#lib/eligibility/list-schema.ts';
import { downloadUntold } from '#lib/entitlements/untold.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { csvResponse, csvTable } from '#lib/shared/csv.ts';

/** Who left the lists and was not told by mail, as they are filtered, for whoever telephones and writes letters. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOr((await params).locale);
  const actor = await requireAdministrator(locale, '/taskforce/lists/removals');
  const { province, q } = removalSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [t, people] = await Promise.all([getTranslations({ locale }), downloadUntold(actor, { province, q })]);
  const heads = [
    'lists.csv.familyName',
    'lists.csv.givenName',
    'lists.untold.address',
    'lists.csv.postcode',
    'lists.csv.municipality',
    'lists.untold.phone',
    'lists.untold.email',
    'lists.programme',
    'lists.profession',
    'lists.untold.list',
    'lists.untold.at',
    'lists.untold.parcel',
  ];
  const rows = people.map((one) => [
    one.familyName,
    one.givenName,
    one.street,
    one.postcode,
    one.municipality,
    one.phone,
    one.email,
    t(`rules.programmes.${one.programmeCode}`),
    t(`professions.${one.professionCode}.name`),
    one.listNumber,
    one.removedAt,
    t(`lists.untold.states.${one.state}`),
  ]);
  const table = csvTable(
    heads.map((head) => t(head)),
    rows,
  );
  return csvResponse(table, `untold_${await businessToday()}.csv`);
}
