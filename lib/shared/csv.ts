import { stringify } from 'csv-stringify/sync';

type CsvCell = string | number | boolean | Date | null | undefined;
type CsvRows = readonly (readonly CsvCell[])[];

/** Lines for spreadsheets. The mark and the semicolon are what those of this country open without asking. */
export function csvLines(rows: CsvRows, { first }: { readonly first: boolean }): string {
  return stringify(
    rows.map((row) => [...row]),
    { bom: first, delimiter: ';', escape_formulas: true, cast: { date: (date) => date.toISOString() } },
  );
}

/** A whole table: its heads and its rows. */
export function csvTable(heads: readonly string[], rows: CsvRows): string {
  return csvLines([heads, ...rows], { first: true });
}

/**
 * The answer that downloads as a file, kept by nobody on its way.
 * @param fileName may hold any letter; what old programs read has the ASCII ones alone.
 */
export function csvResponse(body: string | ReadableStream<Uint8Array>, fileName: string): Response {
  const plain = fileName.replaceAll(/[^\w.-]/g, '_');
  const full = plain === fileName ? '' : `; filename*=UTF-8''${encodeURIComponent(fileName)}`;
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${plain}"${full}`,
      'cache-control': 'private, no-store',
    },
  });
}
