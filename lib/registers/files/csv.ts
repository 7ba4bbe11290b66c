import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { csvCutter } from './csv-cutter.ts';
import { FileRefused } from './file-refused.ts';
import type { CsvFormat } from './format.ts';
import type { RowBatch } from './row-batch.ts';

/** So much of a file is worked on at a time: costs a block are nothing then, and what a block costs is soon free again. */
const blockBytes = 64 * 1_024;

/**
 * The rows of a CSV, some thousand at a time, as somebody asks for them. Empty lines are left out, and counted.
 * @throws FileRefused where the bytes are not what the format says.
 */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array>,
  format: Pick<CsvFormat, 'gzip' | 'encoding' | 'delimiter'>,
): AsyncGenerator<RowBatch> {
  const cutter = csvCutter(format.delimiter);
  for await (const part of inUtf8(format.gzip ? gunzipped(bytes) : bytes, format.encoding)) {
    for (let from = 0; from < part.length; from += blockBytes)
      yield cutter.read(part.subarray(from, from + blockBytes));
  }
  yield cutter.end();
}

/** What is packed, unpacked. Whoever stops reading early ends it. */
export async function* gunzipped(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: blockBytes });
  const source = Readable.from(bytes, { objectMode: false });
  // Its errors are those of the loop below.
  pipeline(source, gunzip, () => {});
  try {
    for await (const block of gunzip) yield block;
  } catch (error) {
    throw isZlibError(error) ? new FileRefused('gzip-damaged') : error;
  }
}

export function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');
}

async function* inUtf8(bytes: AsyncIterable<Uint8Array>, encoding: CsvFormat['encoding']): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') return yield* bytes;
  const decoder = new TextDecoder(encoding);
  for await (const part of bytes) yield Buffer.from(decoder.decode(part, { stream: true }));
}
