import { notFound } from 'next/navigation';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { csvResponse } from '#lib/shared/csv.ts';
import { streamText } from '#lib/shared/stream-text.ts';
import { ledgerFile } from '#lib/stock/files.ts';
import { ledgerAddressSchema } from '#lib/stock/schema.ts';

/** One depot's ledger as a table for spreadsheets, as it is filtered; written as it is read. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string; depot: string }> }) {
  const { locale: asked, depot } = await params;
  const locale = localeOr(asked);
  const { actor } = await requireProvinceStaff(locale, `/province/stock/${depot}`);
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const address = ledgerAddressSchema.safeParse({ ...search, depot });
  if (!address.success) return notFound();
  const { depot: depotId, before: _, ...filter } = address.data;
  const { depotName, text } = await orNotFound(ledgerFile(actor, depotId, filter, locale));
  return csvResponse(streamText(text), `${depotName}_ledger.csv`);
}
