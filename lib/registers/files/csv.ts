import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import Papa from 'papaparse';
import { controlCharacter } from '../register.ts';
import { FileRefused } from './file-refused.ts';
import type { CsvFormat } from './format.ts';
import { fileLimits } from './limits.ts';

/** Some rows of a file, the header's among them, each with the line it begins on. */
export type RowBatch = {
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
  /** False where no cell can hold a control character but line breaks and tabs. */
  readonly mayHaveControls: boolean;
};

/** So much of a file is text and rows at a time: costs a block are nothing then, and what a block costs is soon free again. */
const blockBytes = 64 * 1_024;

/**
 * The rows of a CSV, some thousand at a time, as somebody asks for them. Empty lines are left out, and counted.
 * @throws FileRefused where the bytes are not what the format says.
 */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array>,
  format: Pick<CsvFormat, 'gzip' | 'encoding' | 'delimiter'>,
): AsyncGenerator<RowBatch> {
  const reader = csvReader(format.delimiter);
  for await (const text of decoded(format.gzip ? gunzipped(bytes) : bytes, format.encoding)) {
    if (text !== '') yield reader.read(text);
  }
  yield reader.end();
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

/** The text of bytes that come in blocks, without the mark of UTF-8. */
async function* decoded(bytes: AsyncIterable<Uint8Array>, encoding: CsvFormat['encoding']): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (block?: Uint8Array) => {
    try {
      return block === undefined ? decoder.decode() : decoder.decode(block, { stream: true });
    } catch {
      throw new FileRefused('not-utf-8');
    }
  };
  for await (const part of bytes) {
    for (let from = 0; from < part.length; from += blockBytes) yield decode(part.subarray(from, from + blockBytes));
  }
  yield decode();
}

/** Cuts text that comes in parts into rows. */
export function csvReader(delimiter: string): { read: (text: string) => RowBatch; end: () => RowBatch } {
  const parser = new Papa.Parser({ delimiter, newline: '\n' });
  let rest = '';
  let line = 1;
  const cut = (text: string, ended: boolean): RowBatch => {
    const parsed: { data: string[][]; meta: { cursor: number } } = parser.parse(text, 0, !ended);
    const used = ended ? text.length : parsed.meta.cursor;
    rest = text.slice(used);
    if (rest.length > fileLimits.lineBytes) throw new FileRefused('line-too-long');
    const batch = numbered(parsed.data, line, lineBreaksIn(text, used) + (ended ? 1 : 0));
    line = batch.next;
    return { rows: batch.rows, lines: batch.lines, mayHaveControls: controlCharacter.test(text) };
  };
  return {
    read: (text) => {
      // A carriage return at the end may be half of a line break.
      const whole = rest + text;
      const held = whole.endsWith('\r') ? '\r' : '';
      const batch = cut(unixLines(held === '' ? whole : whole.slice(0, -1)), false);
      rest += held;
      return batch;
    },
    end: () => cut(unixLines(rest), true),
  };
}

function unixLines(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
}

function lineBreaksIn(text: string, until: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < until; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Gives each row its line, of which a quoted line break in a cell makes another; leaves the empty ones out. */
function numbered(
  parsed: readonly string[][],
  first: number,
  lineBreaks: number,
): { readonly rows: readonly string[][]; readonly lines: readonly number[]; readonly next: number } {
  const oneLineEach = lineBreaks === parsed.length;
  const rows: string[][] = [];
  const lines: number[] = [];
  let line = first;
  for (const row of parsed) {
    if (row.length > 1 || (row[0] ?? '').trim() !== '') {
      rows.push(row);
      lines.push(line);
    }
    line += 1;
    if (!oneLineEach) for (const cell of row) if (cell.includes('\n')) line += cell.split('\n').length - 1;
  }
  return { rows, lines, next: line };
}
