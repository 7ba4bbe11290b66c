import { done, type Result, refused } from '#lib/shared/result.ts';
import type { Register } from '../register.ts';
import { readCsv } from './csv.ts';
import { type FileRefusalCode, FileRefused } from './file-refused.ts';
import type { CsvFormat, Delimiter, Encoding, FileFormat } from './format.ts';
import { columnsOf, headersOf, missingColumns } from './recognise.ts';
import { rowCount, textsOf } from './row-batch.ts';

/** What somebody says a file is, where it was recognised as something else. */
export type Correction = {
  /** Of a CSV; what is left out stays. */
  readonly delimiter?: Delimiter | undefined;
  readonly encoding?: Encoding | undefined;
  /** For each header, in its place, the code of the column it is read as, or null. Left out, the headers say it. */
  readonly columns?: readonly (string | null)[] | undefined;
  /** The same for some headers by their names; the others say it themselves. */
  readonly named?: ReadonlyMap<string, string | null> | undefined;
};

export type CorrectionRefusal =
  /** Why it can't be read so. `column-missing` has `columns`, as of a file that is refused for it. */
  | FileRefusalCode
  /** `column`: a code that two headers are read as. */
  | 'column-twice'
  | 'not-a-column'
  /** `columns` are not as many as the headers: those of another delimiter. */
  | 'columns-changed'
  /** `header`: one that the file has not. */
  | 'unknown-header';

/** The format as it is corrected, where the file can be read so. */
export async function correctFormat(
  format: FileFormat,
  { register, bytes }: { readonly register: Register; readonly bytes: () => AsyncIterable<Uint8Array> },
  { delimiter, encoding, columns, named }: Correction,
): Promise<Result<FileFormat, CorrectionRefusal>> {
  const read = await readAs(format, bytes, { delimiter, encoding });
  if (!read.ok) return read;
  const { headers } = read.value;
  if (columns && columns.length !== headers.length) return refused('columns-changed');
  const corrected = columns ? [...columns] : [...columnsOf(headers, register).columns];
  for (const [header, code] of named ?? []) {
    const at = headers.indexOf(header);
    if (at === -1) return refused('unknown-header', { header });
    corrected[at] = code;
  }
  const codes = corrected.filter((code) => code !== null);
  if (!codes.every((code) => register.columns.some((column) => column.code === code))) return refused('not-a-column');
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) return refused('column-twice', { column: twice });
  const missing = missingColumns(corrected, register);
  if (missing.length > 0) return refused('column-missing', { columns: missing.join(',') });
  return done({ ...read.value, columns: corrected });
}

/** The format with its headers as they stand when it is read so. */
async function readAs(
  format: FileFormat,
  bytes: () => AsyncIterable<Uint8Array>,
  asked: Pick<Correction, 'delimiter' | 'encoding'>,
): Promise<Result<FileFormat, FileRefusalCode>> {
  if (format.kind === 'xlsx') return done(format);
  const { delimiter = format.delimiter, encoding = format.encoding } = asked;
  if (delimiter === format.delimiter && encoding === format.encoding) return done(format);
  const changed: CsvFormat = { ...format, delimiter, encoding };
  // The whole file was read when it arrived: it is UTF-8, or is not, to its end.
  if (encoding === 'utf-8' && format.encoding !== 'utf-8') return refused('not-utf-8');
  try {
    for await (const batch of readCsv(bytes(), changed)) {
      if (rowCount(batch) > 0) return done({ ...changed, headers: headersOf(textsOf(batch, 0)) });
    }
    return refused('header-unknown');
  } catch (error) {
    if (error instanceof FileRefused) return refused(error.refusal.code, error.refusal.params);
    throw error;
  }
}
