import { getTranslations } from 'next-intl/server';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { downloadProblemReports } from '#lib/pickup/download-people.ts';
import { reportListSchema } from '#lib/pickup/schema.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { csvResponse, csvTable } from '#lib/shared/csv.ts';

/** What people say has not come, was missing or damaged, as a table for spreadsheets, as it is filtered. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOr((await params).locale);
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province');
  const { q, kind } = reportListSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [table, schedule, kinds, receipt, items, today, reports] = await Promise.all([
    getTranslations({ locale, namespace: 'province.table' }),
    getTranslations({ locale, namespace: 'province.schedule' }),
    getTranslations({ locale, namespace: 'booking.problem.kinds' }),
    getTranslations({ locale, namespace: 'booking.receipt' }),
    getTranslations({ locale, namespace: 'items' }),
    businessToday(),
    downloadProblemReports(actor, { provinceCode, kind, text: q }),
  ]);
  const heads = [
    ...(['when', 'name', 'email', 'phone', 'what', 'item', 'text'] as const).map((name) => table(name)),
    schedule('way'),
    ...(['organisation', 'point', 'handover'] as const).map((name) => table(name)),
    receipt('reference'),
  ];
  const lines = reports.map((report) => [
    report.reportedAt,
    `${report.familyName} ${report.givenName}`,
    report.email,
    report.phone,
    kinds(report.kind),
    report.itemCode === null ? null : items(`${report.itemCode}.name`),
    report.text,
    schedule(`ways.${report.way}`),
    report.organisationName,
    report.pointName,
    report.handedOverAt,
    report.handoverId,
  ]);
  return csvResponse(csvTable(heads, lines), `reports_${provinceCode}_${today}.csv`);
}
