import { figuresAsCsv } from '#lib/eligibility/open-figures-data.ts';
import { figuresAskedFor, openDataHeaders } from '#lib/eligibility/open-figures-request.ts';
import { loadWords } from '#lib/i18n/kept-words.ts';
import { localeOr } from '#lib/i18n/locales.ts';

/** The same figures as a table for spreadsheets, names in the language asked for: `?programme=`, `?locale=fr|nl|de|en`. */
export async function GET(request: Request): Promise<Response> {
  const asked = await figuresAskedFor(request);
  if (asked instanceof Response) return asked;
  const say = await loadWords(localeOr(new URL(request.url).searchParams.get('locale')));
  const csv = figuresAsCsv(asked, {
    profession: (code) => say(`professions.${code}.group`),
    province: (code) => say(`provinces.${code}`),
    allProfessions: say('figures.allProfessions'),
    allProvinces: say('figures.allProvinces'),
  });
  return new Response(csv, {
    headers: {
      ...openDataHeaders,
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="figures${asked.length === 1 ? `_${asked[0]?.programmeCode}_${asked[0]?.asOf.last}` : ''}.csv"`,
    },
  });
}
