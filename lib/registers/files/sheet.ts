import type { Readable } from 'node:stream';
import sax from 'sax';
import yauzl from 'yauzl';
import { FileRefused } from './file-refused.ts';
import { fileLimits } from './limits.ts';

/*
 * The rows of a spreadsheet (XLSX): the first sheet that is not hidden, its values as they stand. A cell that is computed
 * or spans others is refused rather than guessed at: what a source administration sends is data.
 */

/** Some rows, as wide as their last cell with a value, and the line of each. */
export type SheetRows = { readonly rows: readonly (readonly string[])[]; readonly lines: readonly number[] };

export type Sheet = {
  readonly name: string;
  readonly rows: () => AsyncGenerator<SheetRows>;
};

/** @throws FileRefused where it is no spreadsheet, or one that is not read. */
export async function openSheet(bytes: Buffer): Promise<Sheet> {
  if (bytes.length > fileLimits.sheetBytes) throw sheetTooLarge();
  return asRefusals(async () => {
    const parts = await partsOf(bytes);
    const { name, path } = await firstSheet(parts);
    return { name, rows: () => rowsOf(parts, path) };
  });
}

type Part = {
  readonly unpackedBytes: number;
  readonly open: () => Promise<Readable>;
};
type Parts = ReadonlyMap<string, Part>;

async function partsOf(bytes: Buffer): Promise<Parts> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true });
  const parts = new Map<string, Part>();
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      if (entry.isEncrypted()) return reject(new FileRefused('sheet-encrypted'));
      parts.set(entry.fileName, {
        unpackedBytes: entry.uncompressedSize,
        open: () => zip.openReadStreamPromise(entry),
      });
      zip.readEntry();
    });
    zip.once('end', resolve);
    zip.once('error', reject);
    zip.readEntry();
  });
  const unpacked = [...parts.values()].reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0);
  if (unpacked > fileLimits.sheetUnpackedBytes) throw sheetTooLarge();
  if (!parts.has('xl/workbook.xml')) throw new FileRefused('binary');
  return parts;
}

async function firstSheet(parts: Parts): Promise<{ readonly name: string; readonly path: string }> {
  const sheets: { readonly name: string; readonly id: string }[] = [];
  await readPart(parts, 'xl/workbook.xml', {
    open: ({ name, attributes }) => {
      if (local(name) !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return;
      const id = Object.entries(attributes).find(([key]) => local(key) === 'id')?.[1];
      sheets.push({ name: attributes.name ?? '', id: id ?? '' });
    },
  });
  const targets = new Map<string, string>();
  await readPart(parts, 'xl/_rels/workbook.xml.rels', {
    open: ({ name, attributes }) => {
      if (local(name) === 'Relationship') targets.set(attributes.Id ?? '', attributes.Target ?? '');
    },
  });
  const [sheet] = sheets;
  const target = sheet && targets.get(sheet.id);
  if (!sheet || target === undefined) throw new FileRefused('sheet-damaged');
  return { name: sheet.name, path: target.startsWith('/') ? target.slice(1) : `xl/${target}` };
}

async function* rowsOf(parts: Parts, path: string): AsyncGenerator<SheetRows> {
  const [strings, dateStyles] = [await sharedStrings(parts), await stylesOfDates(parts)];
  const reader = sheetReader(strings, dateStyles);
  for await (const batch of eventsOf(parts, path, reader)) if (batch.rows.length > 0) yield batch;
}

/** One pass over a part, giving what was read of it block by block. */
async function* eventsOf(
  parts: Parts,
  path: string,
  reader: Handlers & { take: () => SheetRows },
): AsyncGenerator<SheetRows> {
  for await (const _ of blocksRead(parts, path, reader)) yield reader.take();
  yield reader.take();
}

function sheetReader(
  strings: readonly string[],
  dateStyles: ReadonlySet<number>,
): Handlers & { take: () => SheetRows } {
  let [rows, lines]: [string[][], number[]] = [[], []];
  let [seen, line] = [0, 0];
  let cells: string[] = [];
  let cell = { at: 0, reference: '', type: 'n', style: 0 };
  let text: string | undefined;
  return {
    open: ({ name, attributes }) => {
      switch (local(name)) {
        case 'dimension':
          // Said at the beginning by most writers, so that the rows need not be read to be too many.
          requireFew(Number(/:[A-Z]+(\d+)$/.exec(attributes.ref ?? '')?.[1] ?? 0));
          break;
        case 'row':
          line = attributes.r === undefined ? line + 1 : Number(attributes.r);
          cells = [];
          break;
        case 'c':
          cell = {
            at: attributes.r === undefined ? cells.length : columnAt(attributes.r),
            reference: attributes.r ?? '',
            type: attributes.t ?? 'n',
            style: Number(attributes.s ?? 0),
          };
          text = undefined;
          break;
        case 'v':
        case 't':
          text ??= '';
          break;
        case 'f':
          throw new FileRefused('sheet-formulas', { cell: cell.reference });
        case 'mergeCell':
          throw new FileRefused('sheet-merged', { cells: attributes.ref ?? '' });
      }
    },
    text: (found) => {
      if (text !== undefined) text += found;
    },
    close: (name) => {
      if (local(name) === 'c') {
        const value = text === undefined ? '' : readCell(text, cell, strings, dateStyles);
        while (cells.length < cell.at) cells.push('');
        cells[cell.at] = value;
        text = undefined;
      } else if (local(name) === 'row' && cells.some((value) => value.trim() !== '')) {
        seen += 1;
        requireFew(seen);
        rows.push(cells);
        lines.push(line);
      }
    },
    take: () => {
      const batch: SheetRows = { rows, lines };
      [rows, lines] = [[], []];
      return batch;
    },
  };
}

/** The header is not counted. */
function requireFew(rows: number): void {
  if (rows > fileLimits.sheetRows + 1) throw new FileRefused('sheet-rows', { limit: fileLimits.sheetRows });
}

function readCell(
  text: string,
  { type, style }: { readonly type: string; readonly style: number },
  strings: readonly string[],
  dateStyles: ReadonlySet<number>,
): string {
  if (type === 's') return strings[Number(text)] ?? '';
  if (type !== 'n') return text;
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  if (dateStyles.has(style)) return dayOfSerial(number);
  // Writers differ on long numbers: 19000122003 and 1.9000122003E10 are one.
  return /e/i.test(text) && Number.isSafeInteger(number) ? String(number) : text;
}

/** Spreadsheets count days from 30 December 1899, as far as anybody here was born. */
function dayOfSerial(serial: number): string {
  const day = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000);
  return Number.isNaN(day.getTime()) ? String(serial) : day.toISOString().slice(0, 10);
}

/** From 0: A is 0, Z 25, AA 26. Beyond what a sheet can have, it is damaged. */
function columnAt(reference: string): number {
  let at = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') at = at * 26 + letter.charCodeAt(0) - 64;
  if (at === 0 || at > 16_384) throw new FileRefused('sheet-damaged');
  return at - 1;
}

async function sharedStrings(parts: Parts): Promise<readonly string[]> {
  const strings: string[] = [];
  let [current, inText, phonetic] = ['', false, false];
  await readPart(parts, 'xl/sharedStrings.xml', {
    open: ({ name }) => {
      if (local(name) === 'si') current = '';
      if (local(name) === 'rPh') phonetic = true;
      if (local(name) === 't') inText = true;
    },
    text: (found) => {
      if (inText && !phonetic) current += found;
    },
    close: (name) => {
      if (local(name) === 't') inText = false;
      if (local(name) === 'rPh') phonetic = false;
      if (local(name) === 'si') strings.push(current);
    },
  });
  return strings;
}

/** Numbers of the cell styles by which a number is shown as a day. */
async function stylesOfDates(parts: Parts): Promise<ReadonlySet<number>> {
  const ownDates = new Set<number>();
  const styles = new Set<number>();
  let [inCells, count] = [false, 0];
  await readPart(parts, 'xl/styles.xml', {
    open: ({ name, attributes }) => {
      if (local(name) === 'numFmt' && showsDay(attributes.formatCode ?? '')) ownDates.add(Number(attributes.numFmtId));
      if (local(name) === 'cellXfs') inCells = true;
      if (local(name) !== 'xf' || !inCells) return;
      const format = Number(attributes.numFmtId ?? 0);
      if ((format >= 14 && format <= 17) || format === 22 || ownDates.has(format)) styles.add(count);
      count += 1;
    },
    close: (name) => {
      if (local(name) === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

function showsDay(formatCode: string): boolean {
  return /[yd]|mmm/i.test(formatCode.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
}

type Handlers = {
  readonly open?: (tag: { readonly name: string; readonly attributes: Readonly<Record<string, string>> }) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
};

/** Reads a part to its end; one that is not there has nothing. */
async function readPart(parts: Parts, path: string, handlers: Handlers): Promise<void> {
  for await (const _ of blocksRead(parts, path, handlers));
}

async function* blocksRead(parts: Parts, path: string, handlers: Handlers): AsyncGenerator<void> {
  const part = parts.get(path);
  if (!part) return;
  const parser = sax.parser(true, { position: false });
  let failure: unknown;
  parser.onerror = () => {
    failure ??= new FileRefused('sheet-damaged');
  };
  parser.onopentag = ({ name, attributes }) => handlers.open?.({ name, attributes: plain(attributes) });
  parser.ontext = (text) => handlers.text?.(text);
  parser.oncdata = (text) => handlers.text?.(text);
  parser.onclosetag = (name) => handlers.close?.(name);
  const decoder = new TextDecoder();
  yield* refusing(async function* () {
    for await (const block of await part.open()) {
      parser.write(decoder.decode(block, { stream: true }));
      if (failure) throw failure;
      yield;
    }
    parser.close();
    if (failure) throw failure;
  });
}

/** Attributes are plain text: the parser is not asked to look at namespaces. */
function plain(attributes: Record<string, string | sax.QualifiedAttribute>): Readonly<Record<string, string>> {
  return attributes as Record<string, string>;
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

function sheetTooLarge(): FileRefused {
  return new FileRefused('sheet-too-large', { megabytes: fileLimits.sheetBytes / 1_024 / 1_024 });
}

async function asRefusals<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('sheet-damaged');
  }
}

async function* refusing<T>(work: () => AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    yield* work();
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('sheet-damaged');
  }
}
