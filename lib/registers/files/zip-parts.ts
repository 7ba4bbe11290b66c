import { createInflateRaw } from 'node:zlib';
import yauzl from 'yauzl';
import type { FileBytes } from './file-bytes.ts';
import { FileRefused } from './file-refused.ts';
import { unpacked } from './unpacked.ts';

/** What is in a zip under one name. */
export type Part = {
  readonly unpackedBytes: number;
  /** Unpacked, block by block; read anew each time. */
  readonly read: () => AsyncGenerator<Uint8Array>;
};

/** By their names in the zip. */
export type Parts = ReadonlyMap<string, Part>;

/** A workbook has some ten, and one more for each sheet. */
const partsAtMost = 10_000;

/**
 * What is in a zip, as its end says: nothing of a part is read before it is asked for, and none is held.
 * @throws FileRefused where it is no zip that can be read; and whatever keeps its bytes from being read.
 */
export async function partsOf(file: FileBytes): Promise<Parts> {
  const reader = new WindowReader(file);
  try {
    const zip = await yauzl.fromRandomAccessReaderPromise(reader, file.size, { autoClose: false });
    if (zip.entryCount > partsAtMost) throw new FileRefused('sheet-damaged');
    const parts = new Map<string, Part>();
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw new FileRefused('sheet-encrypted');
      parts.set(entry.fileName, { unpackedBytes: entry.uncompressedSize, read: () => readPart(reader, zip, entry) });
    }
    return parts;
  } catch (error) {
    throw refusalOf(error, reader);
  }
}

async function* readPart(reader: WindowReader, zip: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Uint8Array> {
  const { compressedSize, compressionMethod, uncompressedSize } = entry;
  const from = await placeOf(reader, zip, entry);
  const packed = reader.file.read(from, from + compressedSize);
  const isDeflated = compressionMethod === 8;
  if (!isDeflated && compressionMethod !== 0) throw new FileRefused('sheet-damaged');
  let bytes = 0;
  for await (const block of isDeflated ? unpacked(packed, createInflateRaw, 'sheet-damaged') : packed) {
    bytes += block.length;
    // More than it says would pass every limit.
    if (bytes > uncompressedSize) throw new FileRefused('sheet-damaged');
    yield block;
  }
  if (bytes < uncompressedSize) throw new FileRefused('sheet-damaged');
}

/** Where the bytes of a part begin. */
async function placeOf(reader: WindowReader, zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<number> {
  try {
    return (await zip.readLocalFileHeaderPromise(entry, { minimal: true })).fileDataStart;
  } catch (error) {
    throw refusalOf(error, reader);
  }
}

/** A file whose bytes can't be read is not damaged for that. */
function refusalOf(error: unknown, reader: WindowReader): unknown {
  return reader.failure ?? (error instanceof FileRefused ? error : new FileRefused('sheet-damaged'));
}

const windowBytes = 256 * 1_024;

/** Answers what yauzl asks of a zip, a few bytes at a time, from a part of the file that it holds. */
class WindowReader extends yauzl.RandomAccessReader {
  readonly file: FileBytes;
  /** What kept the file from being read. */
  failure: unknown;
  private window = Buffer.alloc(0);
  private windowFrom = 0;

  constructor(file: FileBytes) {
    super();
    this.file = file;
  }

  override read(
    target: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.copy(target, offset, length, position).then(
      () => callback(null),
      (error: Error) => callback(error),
    );
  }

  private async copy(target: Buffer, offset: number, length: number, position: number): Promise<void> {
    if (position + length > this.file.size) throw new FileRefused('sheet-damaged');
    if (position < this.windowFrom || position + length > this.windowFrom + this.window.length) {
      await this.move(position, Math.min(this.file.size, position + Math.max(length, windowBytes)));
    }
    this.window.copy(target, offset, position - this.windowFrom, position - this.windowFrom + length);
  }

  private async move(from: number, to: number): Promise<void> {
    try {
      const blocks: Uint8Array[] = [];
      for await (const block of this.file.read(from, to)) blocks.push(Uint8Array.from(block));
      [this.window, this.windowFrom] = [Buffer.concat(blocks), from];
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }
}
