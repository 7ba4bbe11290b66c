import { getTranslations } from 'next-intl/server';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { provinceScheduleSchema } from '#lib/pickup/schema.ts';
import { listProvinceSchedule } from '#lib/programmes/schedule-queries.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { csvResponse, csvTable } from '#lib/shared/csv.ts';

const heads = ['fromOn', 'lastOn', 'programme', 'profession', 'way', 'noteFr', 'noteNl', 'noteDe', 'noteEn'] as const;

/** What one's province has published of its deliveries, as a table for spreadsheets. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOr((await params).locale);
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/schedule');
  const { profession } = provinceScheduleSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [t, programmes, professions, today, schedule] = await Promise.all([
    getTranslations({ locale, namespace: 'province.schedule' }),
    getTranslations({ locale, namespace: 'rules.programmes' }),
    getTranslations({ locale, namespace: 'professions' }),
    businessToday(),
    listProvinceSchedule(actor, provinceCode, profession),
  ]);
  const lines = schedule.map(({ fromOn, lastOn, programmeCode, professionCode, way, note }) => [
    fromOn,
    lastOn,
    programmes(programmeCode),
    professionCode === null ? t('allProfessions') : professions(`${professionCode}.group`),
    t(`ways.${way}`),
    note.fr ?? '',
    note.nl ?? '',
    note.de ?? '',
    note.en ?? '',
  ]);
  return csvResponse(
    csvTable(
      heads.map((head) => t(head)),
      lines,
    ),
    `schedule_${provinceCode}_${today}.csv`,
  );
}
