import { createGunzip } from 'node:zlib';
import { csvCutter } from './csv-cutter.ts';
import type { CsvFormat } from './format.ts';
import type { RowBatch } from './row-batch.ts';
import { blockBytes, unpacked } from './unpacked.ts';

/**
 * The rows of a CSV, some thousand at a time, as somebody asks for them. Empty lines are left out, and counted.
 * @throws FileRefused where the bytes are not what the format says.
 */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array>,
  format: Pick<CsvFormat, 'gzip' | 'encoding' | 'delimiter'>,
): AsyncGenerator<RowBatch> {
  const cutter = csvCutter(format.delimiter);
  for await (const part of inUtf8(
    format.gzip ? unpacked(bytes, createGunzip, 'gzip-damaged') : bytes,
    format.encoding,
  )) {
    for (let from = 0; from < part.length; from += blockBytes)
      yield cutter.read(part.subarray(from, from + blockBytes));
  }
  yield cutter.end();
}

async function* inUtf8(bytes: AsyncIterable<Uint8Array>, encoding: CsvFormat['encoding']): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') return yield* bytes;
  const decoder = new TextDecoder(encoding);
  for await (const part of bytes) yield Buffer.from(decoder.decode(part, { stream: true }));
}
