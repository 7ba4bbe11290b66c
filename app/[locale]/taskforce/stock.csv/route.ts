import { requireAdministrator } from '#lib/auth/guards.ts';
import { isProvinceCode } from '#lib/geography/provinces.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { csvResponse } from '#lib/shared/csv.ts';
import { stockFile } from '#lib/stock/files.ts';

/** The stock as a table for spreadsheets, of the depots that the page shows: one line a depot, item and size. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOr((await params).locale);
  const actor = await requireAdministrator(locale, '/taskforce/stock');
  const province = new URL(request.url).searchParams.get('province');
  const file = await stockFile(actor, isProvinceCode(province) ? province : undefined, locale);
  return csvResponse(file, `stock_${await businessToday()}.csv`);
}
