import { getTranslations } from 'next-intl/server';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { listClaimsForExport } from '#lib/claims/review-queue.ts';
import { queueFilterSchema } from '#lib/claims/schema.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { csvResponse, csvTable } from '#lib/shared/csv.ts';

/** The queue as a table for spreadsheets, as it is filtered; without names, which the work list needs and a file does not. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOr((await params).locale);
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
  const table = csvTable(
    heads.map((head) => t(head)),
    lines,
  );
  return csvResponse(table, `claims_${today}.csv`);
}
