import { getTranslations } from 'next-intl/server';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { findRegister } from '#lib/registers/descriptions/index.ts';
import { listFilesForExport } from '#lib/registers/files/queries.ts';
import { fileFilterSchema } from '#lib/registers/files/schema.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { csvResponse, csvTable } from '#lib/shared/csv.ts';

/** The files of the registers as a table for spreadsheets, as it is filtered and sorted. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOr((await params).locale);
  const actor = await requireAdministrator(locale, '/taskforce/registers');
  const filter = fileFilterSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [t, files] = await Promise.all([
    getTranslations({ locale, namespace: 'register-files' }),
    listFilesForExport(actor, filter),
  ]);
  const heads = ['files.name', 'files.register', 'files.receivedAt', 'files.rows'];
  const qualities = ['good', 'doubtful', 'refused'].map((quality) => `result.qualities.${quality}`);
  const table = csvTable(
    [...heads, ...qualities, 'files.state'].map((head) => t(head)),
    files.map((file) => [
      file.fileName,
      findRegister(file.register)?.names[locale] ?? file.register,
      file.receivedAt,
      file.goodRows + file.doubtfulRows + file.refusedRows,
      file.goodRows,
      file.doubtfulRows,
      file.refusedRows,
      t(`states.${file.state}`),
    ]),
  );
  return csvResponse(table, `register-files_${await businessToday()}.csv`);
}
