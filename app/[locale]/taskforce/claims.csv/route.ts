import { stringify } from 'csv-stringify/sync';
import { hasLocale } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { listClaimsForExport } from '#lib/claims/review-queries.ts';
import { queueFilterSchema } from '#lib/claims/schema.ts';
import { defaultLocale, locales } from '#lib/i18n/locales.ts';
import { businessToday } from '#lib/shared/clock.ts';

/** The queue as a table for spreadsheets, as it is filtered; without names, which the work list needs and a file does not. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const asked = (await params).locale;
  const locale = hasLocale(locales, asked) ? asked : defaultLocale;
  const actor = await requireAdministrator(locale, '/taskforce/claims');
  const filter = queueFilterSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [t, statuses, programmes, professions, provinces, today, rows] = await Promise.all([
    getTranslations({ locale, namespace: 'claim-review.queue' }),
    getTranslations({ locale, namespace: 'claim.statuses' }),
    getTranslations({ locale, namespace: 'rules.programmes' }),
    getTranslations({ locale, namespace: 'professions' }),
    getTranslations({ locale, namespace: 'provinces' }),
    businessToday(),
    listClaimsForExport(actor, filter),
  ]);
  const heads = ['reference', 'status', 'programme', 'profession', 'province', 'received', 'hours', 'assignee'];
  const lines = rows.map((row) => [
    row.reference,
    statuses(row.status),
    programmes(row.programmeCode),
    professions(`${row.professionCode}.name`),
    provinces(row.provinceCode),
    row.receivedAt,
    row.ageHours,
    row.assigneeName ?? '',
  ]);
  // The mark and the semicolon are what spreadsheets of this country open without asking.
  const text = stringify([heads.map((head) => t(head)), ...lines], {
    bom: true,
    delimiter: ';',
    escape_formulas: true,
  });
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="claims_${today}.csv"`,
      'cache-control': 'private, no-store',
    },
  });
}
