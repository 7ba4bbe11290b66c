import type { Actor } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { loadWords } from '#lib/i18n/kept-words.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { csvLines, csvTable } from '#lib/shared/csv.ts';
import type { Register } from '../register.ts';
import { registerOf } from './load-file.ts';
import { type FileView, findFile } from './queries.ts';

const rowsAtATime = 5_000;

/**
 * What is wrong with a file, as a CSV to send back to whom it came from: line, column as its own header says it, code and
 * sentence; no value, since those are about people. Read as it is sent, so that its size does not matter.
 * @returns undefined where there is no such file; administrators only.
 */
export async function faultReport(
  actor: Actor,
  fileId: string,
  locale: Locale,
): Promise<{ readonly fileName: string; readonly text: AsyncIterable<string> } | undefined> {
  const file = await findFile(actor, fileId);
  if (!file) return undefined;
  return { fileName: file.fileName, text: reportLines(file, registerOf(file.register), locale) };
}

type FaultRow = { readonly id: string; readonly line: number; readonly column: string | null; readonly code: string };

async function* reportLines(file: FileView, register: Register, locale: Locale): AsyncGenerator<string> {
  const words = await loadWords(locale);
  const heads = ['line', 'column', 'code', 'fault'].map((head) => words(`registers.report.${head}`));
  const headers = headersByColumn(file, register, locale);
  yield csvTable(heads, []);
  let last: Pick<FaultRow, 'line' | 'id'> = { line: 0, id: '0' };
  for (;;) {
    const { rows } = await getPool().query<FaultRow>(
      `SELECT id, line, "column", code FROM source_fault
        WHERE file_id = $1 AND (line, id) > ($2, $3) ORDER BY line, id LIMIT ${rowsAtATime}`,
      [file.id, last.line, last.id],
    );
    const end = rows.at(-1);
    if (!end) return;
    last = end;
    yield csvLines(
      rows.map(({ line, column, code }) => [
        line,
        column === null ? '' : (headers.get(column) ?? column),
        code,
        words(`registers.faults.${code}`),
      ]),
      { first: false },
    );
  }
}

function headersByColumn({ format }: FileView, { columns }: Register, locale: Locale): ReadonlyMap<string, string> {
  const own = (format?.headers ?? []).flatMap((header, index) => {
    const code = format?.columns[index];
    return code == null || header === '' ? [] : [[code, header] as const];
  });
  return new Map([...columns.map(({ code, names }) => [code, names[locale]] as const), ...own]);
}
