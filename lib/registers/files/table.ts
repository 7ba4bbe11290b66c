import { readCsv } from './csv.ts';
import { allBytes, type FileBytes } from './file-bytes.ts';
import type { FileFormat } from './format.ts';
import { belowFirst, type RowBatch, rowCount } from './row-batch.ts';
import { openSheet } from './sheet.ts';

/** The rows of a file below its header, whatever it is written as. */
export async function* rowsOfFile(file: FileBytes, format: FileFormat): AsyncGenerator<RowBatch> {
  let header = true;
  for await (const batch of format.kind === 'csv' ? readCsv(allBytes(file), format) : (await openSheet(file)).rows()) {
    if (rowCount(batch) === 0) continue;
    yield header ? belowFirst(batch) : batch;
    header = false;
  }
}
