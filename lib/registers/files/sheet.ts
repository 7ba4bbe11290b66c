import type { FileBytes } from './file-bytes.ts';
import { FileRefused } from './file-refused.ts';
import { fileLimits } from './limits.ts';
import type { RowBatch } from './row-batch.ts';
import { newSharedTexts, type SharedTexts } from './shared-texts.ts';
import { newSheetBatches, type SheetRow } from './sheet-batches.ts';
import { blocksRead, type Handlers, local, readPart, sheetTooLarge } from './sheet-xml.ts';
import { sheetOfData, shown } from './workbook.ts';
import { type Part, type Parts, partsOf } from './zip-parts.ts';

/*
 * The rows of a spreadsheet (XLSX): the one sheet that has values and is not hidden, as they stand. A cell that is computed
 * or spans others, and a second such sheet, are refused rather than guessed at: what a source administration sends is data.
 */

export type Sheet = {
  readonly name: string;
  /**
   * The rows that have a value, the header first, each as wide as it; one that has more cells, by one. With a limit no
   * more is read than so many bytes of the sheet, unpacked.
   * @throws FileRefused where the sheet is damaged or not one that is read
   */
  readonly rows: (atMost?: number) => AsyncGenerator<RowBatch>;
};

/** @throws FileRefused where it is no spreadsheet, or one that is not read. */
export async function openSheet(file: FileBytes): Promise<Sheet> {
  if (file.size > fileLimits.sheetBytes) throw sheetTooLarge();
  const parts = await partsOf(file);
  const unpacked = [...parts.values()].reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0);
  const growth = Math.max(fileLimits.growthFrom, file.size * fileLimits.growth);
  if (unpacked > Math.min(growth, fileLimits.sheetUnpackedBytes)) throw sheetTooLarge();
  if (!parts.has('xl/workbook.xml')) throw new FileRefused('binary');
  const { name, part } = await sheetOfData(parts);
  return { name, rows: (atMost) => rowsOf(parts, part, atMost) };
}

async function* rowsOf(parts: Parts, sheet: Part, atMost = Number.POSITIVE_INFINITY): AsyncGenerator<RowBatch> {
  const reader = sheetReader(await stylesOfDates(parts));
  const shared = sharedTextsOf(parts);
  const batches = newSheetBatches(shared.texts);
  const rowsRead = async () => {
    const { rows, sharedCount } = reader.take();
    await shared.readTo(sharedCount);
    return batches.of(rows);
  };
  let bytes = 0;
  try {
    for await (const block of blocksRead(sheet, reader)) {
      yield* await rowsRead();
      bytes += block;
      if (bytes >= atMost) return;
    }
    yield* await rowsRead();
  } finally {
    await shared.end();
  }
}

type Taken = {
  readonly rows: readonly SheetRow[];
  /** So many of the shared texts must be known for them. */
  readonly sharedCount: number;
};

function sheetReader(dateStyles: ReadonlySet<number>): Handlers & { take: () => Taken } {
  let rows: SheetRow[] = [];
  let [sharedCount, line, rowLength] = [0, 0, 0];
  let row: SheetRow | undefined;
  let next = 0;
  let cell: { at: number; reference: string; type: string; style: number } | undefined;
  let text: string | undefined;
  return {
    open: ({ name, attributes }) => {
      switch (local(name)) {
        case 'dimension':
          // Said at the beginning by most writers, so that the rows need not be read to be too many.
          requireFew(Number(/:[A-Z]+(\d+)$/.exec(attributes.ref ?? '')?.[1] ?? 0));
          break;
        case 'row':
          line = lineAfter(line, attributes.r);
          row = { line, places: [], values: [] };
          [next, rowLength] = [0, 0];
          break;
        case 'c':
          if (row && row.places.length >= columnsAtMost) throw new FileRefused('sheet-damaged');
          cell = {
            at: attributes.r === undefined ? next : columnAt(attributes.r),
            reference: attributes.r ?? '',
            type: attributes.t ?? 'n',
            style: Number(attributes.s ?? 0),
          };
          if (cell.at >= columnsAtMost) throw new FileRefused('sheet-damaged');
          next = cell.at + 1;
          text = undefined;
          break;
        case 'v':
        case 't':
          if (cell) text ??= '';
          break;
        case 'f':
          if (cell) throw new FileRefused('sheet-formulas', { cell: shown(cell.reference) });
          break;
        case 'mergeCell':
          throw new FileRefused('sheet-merged', { cells: shown(attributes.ref ?? '') });
      }
    },
    text: (found) => {
      if (text === undefined) return;
      text += found;
      rowLength += found.length;
      if (rowLength > fileLimits.lineBytes) throw new FileRefused('line-too-long');
    },
    close: (name) => {
      switch (local(name)) {
        case 'c':
          if (cell && row) {
            const value = readCell(text ?? '', cell, dateStyles);
            if (typeof value === 'number') sharedCount = Math.max(sharedCount, value + 1);
            row.places.push(cell.at);
            row.values.push(value);
          }
          cell = undefined;
          text = undefined;
          break;
        case 'row':
          if (row) rows.push(row);
          row = undefined;
          break;
      }
    },
    take: () => {
      const taken: Taken = { rows, sharedCount };
      rows = [];
      return taken;
    },
  };
}

/** Rows go down, whether they say which they are or not: one line twice would be two records of one. */
function lineAfter(line: number, said: string | undefined): number {
  const found = said === undefined ? line + 1 : Number(said);
  if (!Number.isInteger(found) || found <= line) throw new FileRefused('sheet-damaged');
  requireFew(found);
  return found;
}

function requireFew(rows: number): void {
  if (rows > fileLimits.sheetRows) throw new FileRefused('sheet-rows', { limit: fileLimits.sheetRows });
}

/** Its text, or the number of a shared one. */
function readCell(
  text: string,
  { type, style }: { readonly type: string; readonly style: number },
  dateStyles: ReadonlySet<number>,
): string | number {
  if (text === '') return '';
  if (type === 's') return sharedNumber(text);
  if (type !== 'n') return text;
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  if (dateStyles.has(style)) return dayOfSerial(number);
  return /e/i.test(text) ? withoutExponent(number, text) : text;
}

/** Writers differ: 19000122003 and 1.9000122003E10 are one, and 0.07 is 7.0000000000000007E-2. */
function withoutExponent(number: number, text: string): string {
  if (Number.isInteger(number)) return Number.isSafeInteger(number) ? String(number) : text;
  const plain = String(number);
  // Below a millionth that has an exponent, too.
  return plain.includes('e') ? number.toFixed(20).replace(/\.?0+$/, '') : plain;
}

/** Spreadsheets count days from 30 December 1899, as far as anybody here was born. */
function dayOfSerial(serial: number): string {
  const day = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000);
  return Number.isNaN(day.getTime()) ? String(serial) : day.toISOString().slice(0, 10);
}

/** Of a sheet, by its own format. */
const columnsAtMost = 16_384;

/** From 0: A is 0, Z 25, AA 26. */
function columnAt(reference: string): number {
  let at = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') at = at * 26 + letter.charCodeAt(0) - 64;
  if (at === 0) throw new FileRefused('sheet-damaged');
  return at - 1;
}

function sharedNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new FileRefused('sheet-damaged');
  return number;
}

type SharedTextsRead = {
  readonly texts: SharedTexts;
  /** Reads on until so many are known. @throws FileRefused where there are not so many */
  readonly readTo: (count: number) => Promise<void>;
  readonly end: () => Promise<void>;
};

/**
 * The texts that stand apart from the cells, read no further than cells refer to them: most writers number them in the
 * order of the cells, so that the first rows need the first of them alone.
 */
function sharedTextsOf(parts: Parts): SharedTextsRead {
  const texts = newSharedTexts();
  let [current, inText, phonetic] = ['', false, false];
  const part = parts.get('xl/sharedStrings.xml');
  const blocks =
    part &&
    blocksRead(part, {
      open: ({ name }) => {
        if (local(name) === 'si') current = '';
        if (local(name) === 'rPh') phonetic = true;
        if (local(name) === 't') inText = true;
      },
      text: (found) => {
        if (!inText || phonetic) return;
        current += found;
        if (current.length > fileLimits.lineBytes) throw new FileRefused('line-too-long');
      },
      close: (name) => {
        if (local(name) === 't') inText = false;
        if (local(name) === 'rPh') phonetic = false;
        if (local(name) === 'si') texts.add(current);
      },
    });
  return {
    texts,
    readTo: async (count) => {
      while (texts.count() < count) {
        const read = await blocks?.next();
        if (read === undefined || (read.done && texts.count() < count)) throw new FileRefused('sheet-damaged');
      }
    },
    end: async () => {
      await blocks?.return(undefined);
    },
  };
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
