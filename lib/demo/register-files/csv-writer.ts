import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { csvLine, encoderOf, type SampleFormat } from './format.ts';

/** A CSV of any size, of which never more than a part is in memory. */
export class CsvWriter {
  private readonly format: SampleFormat;
  private readonly encode: (text: string) => Buffer;
  private readonly into: NodeJS.WritableStream;
  private readonly end: Promise<unknown>;
  private text: string;

  constructor(path: string, format: SampleFormat) {
    const file = createWriteStream(path);
    this.format = format;
    this.encode = encoderOf(format);
    this.end = finished(file);
    // Kept from being unhandled while rows are still written; awaited at the end all the same.
    this.end.catch(() => {});
    const gzip = format.gzip ? createGzip({ level: 6 }) : undefined;
    gzip?.pipe(file);
    this.into = gzip ?? file;
    this.text = format.encoding === 'utf-8-bom' ? '\ufeff' : '';
  }

  /** Whether there is so much to write that `flush` should be awaited. */
  add(values: readonly string[]): boolean {
    this.text += csvLine(values, this.format);
    return this.text.length > 256 * 1_024;
  }

  async flush(): Promise<void> {
    const bytes = this.encode(this.text);
    this.text = '';
    if (!this.into.write(bytes)) await Promise.race([once(this.into, 'drain'), this.end]);
  }

  async close(): Promise<void> {
    await this.flush();
    this.into.end();
    await this.end;
  }
}
