import { getTranslations } from 'next-intl/server';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { listPoints } from '#lib/pickup/province-queries.ts';
import { textSearchSchema } from '#lib/pickup/schema.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { csvResponse, csvTable } from '#lib/shared/csv.ts';

/** The pickup points of one's province as a table for spreadsheets, with what is still to come at each. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOr((await params).locale);
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/points');
  const { q } = textSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [t, table, today, points] = await Promise.all([
    getTranslations({ locale, namespace: 'province.points' }),
    getTranslations({ locale, namespace: 'province.table' }),
    businessToday(),
    listPoints(actor, { provinceCode, text: q }),
  ]);
  const heads = [
    table('point'),
    ...(['street', 'postcode', 'municipality'] as const).map((name) => t(`fields.${name}`)),
    ...(['slots', 'places', 'booked', 'free', 'state'] as const).map((name) => table(name)),
  ];
  const lines = points.map(({ name, street, postcode, municipality, slots, places, booked, closedAt }) => [
    name,
    street,
    postcode,
    municipality,
    slots,
    places,
    booked,
    places - booked,
    t(closedAt === null ? 'open' : 'closed'),
  ]);
  return csvResponse(csvTable(heads, lines), `points_${provinceCode}_${today}.csv`);
}
