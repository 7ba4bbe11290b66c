import type { OpenFigures } from '#lib/eligibility/open-figures.ts';
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
    allProvinces: say('figures.allProvinces'),
  });
  return new Response(csv, {
    headers: {
      ...openDataHeaders,
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName(asked)}.csv"`,
    },
  });
}

/** Of one programme, with its last day; of all, without either. */
function fileName([first, ...others]: readonly OpenFigures[]): string {
  if (!first || others.length > 0) return 'figures';
  const { last, amendedOn = last } = first.days;
  return `figures_${first.programmeCode}_${amendedOn > last ? amendedOn : last}`;
}
