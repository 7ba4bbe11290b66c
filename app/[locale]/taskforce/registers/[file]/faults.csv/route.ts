import * as z from 'zod';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { faultReport } from '#lib/registers/files/fault-report.ts';
import { csvResponse } from '#lib/shared/csv.ts';
import { streamText } from '#lib/shared/stream-text.ts';

/** What is wrong with a file, line by line, to send back to its source; written as it is read. */
export async function GET(_request: Request, { params }: { params: Promise<{ locale: string; file: string }> }) {
  const { locale: asked, file } = await params;
  const locale = localeOr(asked);
  const actor = await requireAdministrator(locale, `/taskforce/registers/${file}`);
  const report = z.uuid().safeParse(file).success ? await faultReport(actor, file, locale) : undefined;
  if (!report) return new Response(null, { status: 404 });
  const name = `${report.fileName.replace(/\.(csv|txt|xlsx)?(\.gz)?$/i, '')}-faults.csv`;
  return csvResponse(streamText(report.text), name);
}
