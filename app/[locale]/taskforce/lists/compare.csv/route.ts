import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { standingInWords } from '#components/lists/list-words.ts';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { type Difference, downloadDifferences } from '#lib/eligibility/compare-lists.ts';
import { compareSearchSchema } from '#lib/eligibility/list-schema.ts';
import { type Locale, localeOr } from '#lib/i18n/locales.ts';
import { csvLines, csvResponse, csvTable } from '#lib/shared/csv.ts';
import { streamText } from '#lib/shared/stream-text.ts';

/** Who differs between two versions of a list and why, as it is filtered, for spreadsheets; without national numbers. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOr((await params).locale);
  const actor = await requireAdministrator(locale, '/taskforce/lists/compare');
  const search = compareSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { programme, profession, from, to, kind, q } = search;
  if (programme === undefined || profession === undefined || from === undefined || to === undefined) return notFound();
  const versions = { programmeCode: programme, professionCode: profession, from, to };
  const batches = await orNotFound(downloadDifferences(actor, versions, { kind, q }));
  return csvResponse(streamText(linesOf(batches, locale)), `compared_${profession}_${from}_${to}.csv`);
}

async function* linesOf(batches: AsyncIterable<readonly Difference[]>, locale: Locale): AsyncGenerator<string> {
  const t = await getTranslations({ locale });
  const heads = [
    'lists.csv.number',
    'lists.csv.familyName',
    'lists.csv.givenName',
    'lists.csv.province',
    'lists.compare.what',
    'lists.compare.before',
    'lists.compare.after',
  ];
  const said = (one: Difference['before'], other: Difference['after']) => {
    const { outcome, reasons } = standingInWords(one, other, t, locale);
    return [outcome, ...reasons].join('; ');
  };
  yield csvTable(
    heads.map((head) => t(head)),
    [],
  );
  for await (const differences of batches) {
    yield csvLines(
      differences.map(({ registeredNumber, familyName, givenName, provinceCode, kind, before, after }) => [
        registeredNumber,
        familyName,
        givenName,
        t(`provinces.${provinceCode}`),
        t(`lists.compare.kinds.${kind}`),
        said(before, after),
        said(after, before),
      ]),
      { first: false },
    );
  }
}
