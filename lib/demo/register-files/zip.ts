import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { crc32, deflateRawSync } from 'node:zlib';

interface Entry {
  readonly name: string;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** A ZIP archive written file by file, each with its sizes before its bytes. No ZIP64: 4 GB at most. */
export class ZipWriter {
  private readonly out: WriteStream;
  private readonly end: Promise<void>;
  private readonly entries: Entry[] = [];
  private offset = 0;

  constructor(path: string) {
    this.out = createWriteStream(path);
    this.end = finished(this.out);
    this.end.catch(() => {});
  }

  add(name: string, content: Buffer): void {
    const packed = deflateRawSync(content, { level: 6 });
    this.addPacked(name, [packed], { crc: crc32(content), size: content.length });
  }

  /** Bytes that are deflated already. */
  addPacked(
    name: string,
    chunks: readonly Buffer[],
    { crc, size }: { readonly crc: number; readonly size: number },
  ): void {
    const packed = chunks.reduce((sum, { length }) => sum + length, 0);
    const entry = { name, crc, packed, size, offset: this.offset };
    this.entries.push(entry);
    this.write(Buffer.concat([record(0x04034b50, [20, 0, 8, 0, 33], entry, [name.length, 0]), Buffer.from(name)]));
    for (const chunk of chunks) this.write(chunk);
  }

  async close(): Promise<void> {
    const start = this.offset;
    for (const entry of this.entries) {
      const head = record(0x02014b50, [20, 20, 0, 8, 0, 33], entry, [entry.name.length, 0, 0, 0, 0]);
      const tail = Buffer.alloc(8);
      tail.writeUInt32LE(entry.offset, 4);
      this.write(Buffer.concat([head, tail, Buffer.from(entry.name)]));
    }
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.entries.length, 8);
    end.writeUInt16LE(this.entries.length, 10);
    end.writeUInt32LE(this.offset - start, 12);
    end.writeUInt32LE(start, 16);
    this.out.end(end);
    await this.end;
  }

  private write(bytes: Buffer): void {
    this.offset += bytes.length;
    this.out.write(bytes);
  }
}

/** A header: its signature, fields of two bytes, the check and both sizes, and fields of two bytes again. */
function record(
  signature: number,
  before: readonly number[],
  { crc, packed, size }: Entry,
  after: readonly number[],
): Buffer {
  const bytes = Buffer.alloc(4 + before.length * 2 + 12 + after.length * 2);
  let at = bytes.writeUInt32LE(signature, 0);
  for (const field of before) at = bytes.writeUInt16LE(field, at);
  for (const field of [crc, packed, size]) at = bytes.writeUInt32LE(field, at);
  for (const field of after) at = bytes.writeUInt16LE(field, at);
  return bytes;
}
