import { loadWords } from '#lib/i18n/kept-words.ts';
import { defaultLocale, isLocale, type Locale } from '#lib/i18n/locales.ts';
import { inList } from '#lib/i18n/regional.ts';
import { type ProvinceCalendarWords, provinceCalendar } from '#lib/pickup/province-calendar.ts';
import { findProvinceSchedule } from '#lib/pickup/public-schedule.ts';
import { portalUrl } from '#lib/shared/portal-url.ts';

/** The planned deliveries and pickup days of a province as a calendar file, `?locale=fr|nl|de|en`. */
export async function GET(request: Request, { params }: { params: Promise<{ province: string }> }): Promise<Response> {
  const { province } = await params;
  const asked = new URL(request.url).searchParams.get('locale');
  const schedule = await findProvinceSchedule(province);
  if (!schedule) return Response.json({ code: 'unknown-province' }, { status: 404 });
  const words = await wordsOf(province, isLocale(asked) ? asked : defaultLocale);
  return new Response(provinceCalendar(schedule, words, new Date()), {
    headers: {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': `attachment; filename="${province}.ics"`,
      'Cache-Control': 'public, max-age=60',
    },
  });
}

async function wordsOf(province: string, locale: Locale): Promise<ProvinceCalendarWords> {
  const say = await loadWords(locale);
  return {
    name: say('schedule.feed.name', { province: say(`provinces.${province}`) }),
    url: portalUrl(`/${locale}/schedule/${province}`),
    pickup: say('schedule.feed.pickup'),
    delivery: ({ programme, professions, way, note }) => ({
      summary: say('schedule.feed.delivery', {
        programme: say(`rules.programmes.${programme}`),
        way: say(`schedule.ways.${way}`),
      }),
      description: [
        professions.length === 0
          ? say('schedule.deliveries.everyone')
          : say('schedule.deliveries.some', {
              professions: inList(
                professions.map((code) => say(`professions.${code}.group`)),
                locale,
              ),
            }),
        note[locale] ?? Object.values(note)[0] ?? '',
      ]
        .filter((line) => line !== '')
        .join('\n'),
    }),
  };
}
