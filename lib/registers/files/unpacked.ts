import { pipeline, Readable } from 'node:stream';
import type { Gunzip, InflateRaw, ZlibOptions } from 'node:zlib';
import { type FileRefusalCode, FileRefused } from './file-refused.ts';

/** So much of a file is worked on at a time: costs a block are nothing then, and what a block costs is soon free again. */
export const blockBytes = 64 * 1_024;

/**
 * What is packed, unpacked. Whoever stops reading early ends it.
 * @throws FileRefused with the code, where it can't be unpacked
 */
export async function* unpacked(
  bytes: AsyncIterable<Uint8Array>,
  newUnpacking: (options: ZlibOptions) => Gunzip | InflateRaw,
  damaged: FileRefusalCode,
): AsyncGenerator<Uint8Array> {
  const unpacking = newUnpacking({ chunkSize: blockBytes });
  const source = Readable.from(bytes, { objectMode: false });
  // Its errors are those of the loop below.
  pipeline(source, unpacking, () => {});
  try {
    for await (const block of unpacking) yield block;
  } catch (error) {
    throw isZlibError(error) ? new FileRefused(damaged) : error;
  }
}

export function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');
}
