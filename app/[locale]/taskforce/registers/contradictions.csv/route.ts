import { getTranslations } from 'next-intl/server';
import { subjectInWords } from '#components/registers/contradiction-words.ts';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { type Locale, localeOr } from '#lib/i18n/locales.ts';
import { type ContradictionView, downloadContradictions } from '#lib/registers/contradictions/queries.ts';
import { contradictionFilterSchema } from '#lib/registers/contradictions/schema.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { csvLines, csvResponse, csvTable } from '#lib/shared/csv.ts';
import { streamText } from '#lib/shared/stream-text.ts';

/** The queue of contradictions as a table for spreadsheets, as it is filtered; written as it is read. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOr((await params).locale);
  const actor = await requireAdministrator(locale, '/taskforce/registers/contradictions');
  const filter = contradictionFilterSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const text = linesOf(await downloadContradictions(actor, filter), locale);
  return csvResponse(streamText(text), `contradictions_${filter.state}_${await businessToday()}.csv`);
}

async function* linesOf(batches: AsyncIterable<readonly ContradictionView[]>, locale: Locale): AsyncGenerator<string> {
  const t = await getTranslations({ locale, namespace: 'contradictions' });
  const heads = ['about', 'kind', 'seenAt', 'outcome', 'csv.settledAt', 'csv.settledBy', 'csv.reason'];
  yield csvTable(
    heads.map((head) => t(head)),
    [],
  );
  for await (const rows of batches) {
    yield csvLines(
      rows.map((row) => [
        subjectInWords(row, t),
        t(`kinds.${row.kind}.name`),
        row.seenAt,
        t(`state.${row.state}`),
        row.settled?.at,
        row.settled?.byName,
        row.settled?.reason,
      ]),
      { first: false },
    );
  }
}
