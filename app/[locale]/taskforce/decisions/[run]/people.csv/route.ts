import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { whyInWords } from '#components/decisions/rule-words.ts';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { getDecideRun } from '#lib/eligibility/decide-runs.ts';
import { type DecidedPeople, type DecidedPerson, downloadDecidedPeople } from '#lib/eligibility/decided-people.ts';
import { peopleSearchSchema } from '#lib/eligibility/decision-schema.ts';
import { type Locale, localeOr } from '#lib/i18n/locales.ts';
import { csvLines, csvResponse, csvTable } from '#lib/shared/csv.ts';
import { streamText } from '#lib/shared/stream-text.ts';

/** Who comes in or goes out of a profession's list, as it is filtered, for spreadsheets; written as it is read. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string; run: string }> }) {
  const { locale: asked, run } = await params;
  const locale = localeOr(asked);
  const actor = await requireAdministrator(locale, `/taskforce/decisions/${run}/people`);
  const { id: runId } = await orNotFound(getDecideRun(actor, run));
  const search = peopleSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { way, profession: professionCode, province, q } = search;
  if (professionCode === undefined) return notFound();
  const where = { runId, professionCode, way, province, q };
  const text = linesOf(await downloadDecidedPeople(actor, where), where, locale);
  return csvResponse(streamText(text), `decided_${professionCode}_${way}.csv`);
}

async function* linesOf(
  batches: AsyncIterable<readonly DecidedPerson[]>,
  { way, professionCode }: DecidedPeople,
  locale: Locale,
): AsyncGenerator<string> {
  const t = await getTranslations({ locale });
  const heads = [
    ...['familyName', 'givenName', 'postcode', 'municipality', 'province'].map((head) => t(`lists.csv.${head}`)),
    t('decisions.profession'),
    t(way === 'in' ? 'decisions.changes.whyIn' : 'decisions.persons.why'),
  ];
  yield csvTable(heads, []);
  for await (const people of batches) {
    yield csvLines(
      people.map((person) => [
        person.familyName,
        person.givenName,
        person.postcode,
        person.municipality,
        t(`provinces.${person.provinceCode}`),
        t(`professions.${professionCode}.name`),
        whyInWords(way, person, t, locale).join('; '),
      ]),
      { first: false },
    );
  }
}
