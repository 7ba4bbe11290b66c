import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { readCsv } from './csv.ts';
import type { FileFormat } from './format.ts';
import { batchOf, belowFirst, type RowBatch, rowCount } from './row-batch.ts';
import { openSheet } from './sheet.ts';

/** The rows of a file below its header, whatever it is written as. */
export async function* rowsOfFile(bytes: AsyncIterable<Uint8Array>, format: FileFormat): AsyncGenerator<RowBatch> {
  let header = true;
  for await (const batch of format.kind === 'csv' ? readCsv(bytes, format) : sheetRows(bytes, format.headers.length)) {
    if (rowCount(batch) === 0) continue;
    yield header ? belowFirst(batch) : batch;
    header = false;
  }
}

/** A sheet leaves out the cells without a value: each row is as wide as the header all the same. */
async function* sheetRows(bytes: AsyncIterable<Uint8Array>, width: number): AsyncGenerator<RowBatch> {
  // It is limited to what memory holds: a zip tells at its end what is in it.
  const sheet = await openSheet(await buffer(Readable.from(bytes, { objectMode: false })));
  for await (const { rows, lines } of sheet.rows()) {
    yield batchOf(
      rows.map((row) => asWide(row, width)),
      lines,
    );
  }
}

function asWide(row: readonly string[], width: number): readonly string[] {
  let last = row.length;
  while (last > width && (row[last - 1] ?? '').trim() === '') last -= 1;
  return Array.from({ length: Math.max(last, width) }, (_, index) => row[index] ?? '');
}
