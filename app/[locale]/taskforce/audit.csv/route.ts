import { getTranslations } from 'next-intl/server';
import {
  actionInWords,
  actorInWords,
  detailInWords,
  saidDetails,
  subjectInWords,
  valueInWords,
} from '#components/audit/trail-words.ts';
import { downloadAuditTrail } from '#lib/audit/queries.ts';
import { auditFilterSchema } from '#lib/audit/schema.ts';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { type Locale, localeOr } from '#lib/i18n/locales.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { csvLines, csvResponse, csvTable } from '#lib/shared/csv.ts';
import { streamText } from '#lib/shared/stream-text.ts';

/** The trail as a table for spreadsheets, as it is filtered; what the page says, written as it is read. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOr((await params).locale);
  const actor = await requireAdministrator(locale, '/taskforce/audit');
  const filter = auditFilterSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const text = linesOf(await downloadAuditTrail(actor, filter), locale);
  return csvResponse(streamText(text), `audit_${await businessToday()}.csv`);
}

const heads = [
  'audit.what',
  'audit.at',
  'audit.who',
  'audit.subject',
  'common.words.name',
  'common.words.province',
  'audit.detailsHead',
];

async function* linesOf(
  batches: Awaited<ReturnType<typeof downloadAuditTrail>>,
  locale: Locale,
): AsyncGenerator<string> {
  const t = await getTranslations({ locale });
  yield csvTable(
    heads.map((head) => t(head)),
    [],
  );
  for await (const entries of batches) {
    yield csvLines(
      entries.map((entry) => {
        const { kind, name } = subjectInWords(t, entry);
        return [
          actionInWords(t, entry),
          entry.at,
          actorInWords(t, entry),
          kind,
          name,
          entry.provinceCode === null ? '' : t(`provinces.${entry.provinceCode}`),
          saidDetails(entry)
            .map(([detail, value]) => detailInWords(t, detail, valueInWords(t, locale, value)))
            .join('; '),
        ];
      }),
      { first: false },
    );
  }
}
