import { requireProvinceStaff } from '#lib/auth/guards.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { csvResponse } from '#lib/shared/csv.ts';
import { stockFile } from '#lib/stock/files.ts';

/** The province's stock as a table for spreadsheets: one line a depot, item and size. */
export async function GET(_request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOr((await params).locale);
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/stock');
  const file = await stockFile(actor, provinceCode, locale);
  return csvResponse(file, `stock_${provinceCode}_${await businessToday()}.csv`);
}
