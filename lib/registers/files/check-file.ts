import type { Register } from '../register.ts';
import type { FileBytes } from './file-bytes.ts';
import type { FileFormat } from './format.ts';
import { recognise } from './recognise.ts';
import { newRowReader, type RowCounts } from './row-reader.ts';
import { rowsOfFile } from './table.ts';

/**
 * Reads a file twice as an import does, once to recognise and once for its rows, and keeps nothing: needs no database.
 * With a format it is read as that, and once.
 * @throws FileRefused
 */
export async function checkFile(
  register: Register,
  file: FileBytes,
  year: number,
  known?: FileFormat,
): Promise<{ readonly format: FileFormat; readonly counts: RowCounts }> {
  const format = known ?? (await recognise(file, register));
  const reader = newRowReader(register, format.columns, { fileId: '', year, hash: () => '' });
  for await (const batch of rowsOfFile(file, format)) reader.read(batch);
  return { format, counts: reader.end() };
}
