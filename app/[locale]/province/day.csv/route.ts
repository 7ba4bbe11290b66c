import { getTranslations } from 'next-intl/server';
import { businessTimeOf } from '#components/pickup/business-time.ts';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { getPointsOfDay } from '#lib/pickup/day.ts';
import { daySearchSchema } from '#lib/pickup/day-schema.ts';
import { downloadDay } from '#lib/pickup/download-people.ts';
import { expectedStateOf } from '#lib/pickup/states.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { csvResponse, csvTable } from '#lib/shared/csv.ts';

const heads = ['time', 'name', 'profession', 'code', 'state'] as const;

/** Who is expected at one point on one day, for a counter that may lose its connection: no more than it needs to serve them. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOr((await params).locale);
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/day');
  const {
    point: pointId,
    day: asked,
    q,
    state,
    sort,
    order,
  } = daySearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const day = asked ?? (await businessToday());
  const point = (await getPointsOfDay(actor, { provinceCode, day })).find(({ id }) => id === pointId);
  if (!point) return Response.json({ code: 'unknown-point' }, { status: 404 });
  const [t, professions, people] = await Promise.all([
    getTranslations({ locale, namespace: 'day' }),
    getTranslations({ locale, namespace: 'professions' }),
    downloadDay(actor, { pointId: point.id, day, text: q, state, sort, order }),
  ]);
  const lines = people.map((person) => [
    businessTimeOf(person.startsAt),
    `${person.familyName} ${person.givenName}`,
    professions(`${person.professionCode}.name`),
    person.code,
    t(`states.${expectedStateOf(person)}`),
  ]);
  return csvResponse(
    csvTable(
      heads.map((head) => t(head)),
      lines,
    ),
    `${day}_${point.name}.csv`.replaceAll(/[/\\]/g, '-'),
  );
}
