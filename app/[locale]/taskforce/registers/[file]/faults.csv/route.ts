import { hasLocale } from 'next-intl';
import * as z from 'zod';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { defaultLocale, locales } from '#lib/i18n/locales.ts';
import { faultReport } from '#lib/registers/files/fault-report.ts';
import { streamText } from '#lib/shared/stream-text.ts';

/** What is wrong with a file, line by line, to send back to its source; written as it is read. */
export async function GET(_request: Request, { params }: { params: Promise<{ locale: string; file: string }> }) {
  const { locale: asked, file } = await params;
  const locale = hasLocale(locales, asked) ? asked : defaultLocale;
  const actor = await requireAdministrator(locale, `/taskforce/registers/${file}`);
  const report = z.uuid().safeParse(file).success ? await faultReport(actor, file, locale) : undefined;
  if (!report) return new Response(null, { status: 404 });
  const name = `${report.fileName.replace(/\.(csv|txt|xlsx)?(\.gz)?$/i, '')}-faults.csv`;
  return new Response(streamText(report.text), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="faults.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'private, no-store',
    },
  });
}
