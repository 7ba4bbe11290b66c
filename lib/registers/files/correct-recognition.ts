import type { Actor } from '#lib/auth/actor.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { readCsv } from './csv.ts';
import { FileRefused } from './file-refused.ts';
import type { CsvFormat, Delimiter, Encoding, FileFormat } from './format.ts';
import { lockRecognised } from './load-file.ts';
import { mayKeepFiles } from './policy.ts';
import { columnsOf, missingColumns } from './recognise.ts';
import { textsOf } from './row-batch.ts';
import { readChunks } from './sealed-chunks.ts';

export type CorrectRecognitionInput = {
  readonly fileId: string;
  /** Of a CSV; what is left out stays. */
  readonly delimiter?: Delimiter;
  readonly encoding?: Encoding;
  /** For each header, in its place, the code of the column it is read as, or null. Left out, the headers say it. */
  readonly columns?: readonly (string | null)[];
};

export type CorrectRecognitionRefusal =
  | 'not-allowed'
  | 'unknown-file'
  /** It is being imported, or was, or refused. */
  | 'not-waiting'
  /** `columns`: as of a file that is refused for it. */
  | 'column-missing'
  /** `column`: a code that two headers are read as. */
  | 'column-twice'
  | 'not-a-column'
  /** The bytes are not of that encoding. */
  | 'not-utf-8';

/** Corrects what a file was recognised as, before it is confirmed. Only what can be read is taken. */
export async function correctRecognition(
  actor: Actor,
  { fileId, delimiter, encoding, columns }: CorrectRecognitionInput,
): Promise<Result<FileFormat, CorrectRecognitionRefusal>> {
  if (!mayKeepFiles(actor)) return refused('not-allowed');
  return inSqlTransaction(async (tx) => {
    const file = await lockRecognised(tx, fileId);
    if (file === undefined) return refused('unknown-file');
    if (file === null) return refused('not-waiting');
    const { register } = file;
    const read = await readAs(fileId, file.format, { delimiter, encoding });
    if (read === undefined) return refused('not-utf-8');
    const format = {
      ...read,
      ...(columns?.length === read.headers.length ? { columns: [...columns] } : columnsOf(read.headers, register)),
    };
    const named = format.columns.filter((code) => code !== null);
    if (!named.every((code) => register.columns.some((column) => column.code === code))) return refused('not-a-column');
    const twice = named.find((code, index) => named.indexOf(code) !== index);
    if (twice !== undefined) return refused('column-twice', { column: twice });
    const missing = missingColumns(format.columns, register);
    if (missing.length > 0) return refused('column-missing', { columns: missing.join(',') });
    await tx.$executeRaw`
      UPDATE source_file SET format = ${JSON.stringify(format)}::jsonb WHERE id = ${fileId}::uuid`;
    return done(format);
  });
}

/** The format with its headers as they stand when it is read so; undefined where it can't be. */
async function readAs(
  fileId: string,
  format: FileFormat,
  asked: { readonly delimiter: Delimiter | undefined; readonly encoding: Encoding | undefined },
): Promise<FileFormat | undefined> {
  if (format.kind === 'xlsx') return format;
  const { delimiter = format.delimiter, encoding = format.encoding } = asked;
  if (delimiter === format.delimiter && encoding === format.encoding) return format;
  const changed: CsvFormat = { ...format, delimiter, encoding };
  try {
    // The whole file was read when it arrived: it is UTF-8, or is not, to its end.
    if (encoding === 'utf-8' && format.encoding !== 'utf-8') return undefined;
    for await (const batch of readCsv(readChunks(fileId), changed)) {
      const header = textsOf(batch, 0);
      if (header.length > 0) return { ...changed, headers: header.map((cell) => cell.trim().slice(0, 200)) };
    }
    return undefined;
  } catch (error) {
    if (error instanceof FileRefused) return undefined;
    throw error;
  }
}
