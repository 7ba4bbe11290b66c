import { getTranslations } from 'next-intl/server';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { findCounterProgramme } from '#lib/pickup/day.ts';
import { downloadUnreachable } from '#lib/pickup/download-people.ts';
import { textSearchSchema } from '#lib/pickup/schema.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { csvResponse, csvTable } from '#lib/shared/csv.ts';

/** Whom one's province reaches by letter or telephone alone, as a table for spreadsheets. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOr((await params).locale);
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/slots/invitations');
  const { q } = textSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const programmeCode = await findCounterProgramme();
  const [fields, table, professions, today, people] = await Promise.all([
    getTranslations({ locale, namespace: 'province.points.fields' }),
    getTranslations({ locale, namespace: 'province.table' }),
    getTranslations({ locale, namespace: 'professions' }),
    businessToday(),
    programmeCode === undefined ? [] : downloadUnreachable(actor, { provinceCode, programmeCode, text: q }),
  ]);
  const heads = [
    table('name'),
    table('profession'),
    fields('street'),
    fields('postcode'),
    fields('municipality'),
    table('phone'),
  ];
  const lines = people.map(({ familyName, givenName, professionCode, street, postcode, municipality, phone }) => [
    `${familyName} ${givenName}`,
    professions(`${professionCode}.name`),
    street,
    postcode,
    municipality,
    phone,
  ]);
  return csvResponse(csvTable(heads, lines), `unreachable_${provinceCode}_${today}.csv`);
}
