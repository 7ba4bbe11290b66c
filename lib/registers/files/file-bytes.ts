import { createReadStream } from 'node:fs';

/** A file's bytes, wherever they are kept: read as often as they are needed, all of them or a part. */
export type FileBytes = {
  readonly size: number;
  /** Those between two places, of which the second is not part of them any more, block by block. */
  readonly read: (from: number, to: number) => AsyncIterable<Uint8Array>;
};

const blockBytes = 256 * 1_024;

/** Of a file on this machine. */
export function bytesOnDisk(path: string, size: number): FileBytes {
  return {
    size,
    read: async function* (from, to) {
      // Its `end` belongs to what is read.
      if (from < to) yield* createReadStream(path, { start: from, end: to - 1, highWaterMark: blockBytes });
    },
  };
}

/** All of a file, from its beginning. */
export function allBytes(file: FileBytes): AsyncIterable<Uint8Array> {
  return file.read(0, file.size);
}
