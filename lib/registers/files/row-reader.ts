import { mayHoldNationalNumber } from '#lib/identifiers/national-number.ts';
import { type FaultCode, severityOf } from '../faults.ts';
import { type Column, columnOf, controlCharacter, type Register } from '../register.ts';
import type { Faulted } from '../values.ts';
import { asItStands, type CellReader, cellReaderOf, type Reading } from './cell-reader.ts';
import { FileRefused } from './file-refused.ts';
import { newRecordWriter, type Quality } from './record-writer.ts';
import { mayControl, type RowBatch, rowCount, textOf } from './row-batch.ts';

/** How many rows are good, doubtful or refused, and how many faults of each code they have. */
export type RowCounts = {
  good: number;
  doubtful: number;
  refused: number;
  readonly faults: Partial<Record<FaultCode, number>>;
};

/** Rows as COPY takes them: into `source_record` in its binary form, into `source_fault` as text in UTF-8. */
export type ReadRows = { readonly records: Buffer; readonly faults: Buffer };

export type RowReader = {
  /** What the cells of a record are, in their order: codes of columns. */
  readonly cellColumns: readonly string[];
  readonly read: (batch: RowBatch) => ReadRows;
  /**
   * Of all rows, once the last is read.
   * @throws FileRefused where a column is full of national numbers that belong in another
   */
  readonly end: () => RowCounts;
};

/** Columns of the faults that a reader gives, in their order. */
export const faultColumns = ['file_id', 'line', '"column"', 'code', 'value'];

type ColumnReader = {
  readonly at: number;
  readonly column: Column;
  readonly read: CellReader;
  readonly isHashed: boolean;
};

/**
 * Reads the rows of one file, the header left out. It is called for every row of a country's registers: the columns are
 * looked up once, and most cells cost no text. A national number leaves it as its keyed hash alone.
 */
export function newRowReader(
  register: Register,
  columns: readonly (string | null)[],
  given: {
    readonly fileId: string;
    /** The last year in which somebody can have been born. */
    readonly year: number;
    /** The hash of a national number's eleven digits, which lie between two places, as hexadecimal digits. */
    readonly hash: (bytes: Uint8Array, from: number, to: number) => string;
  },
): RowReader {
  const cellColumns: string[] = [];
  const readers = columns.flatMap((code, at): ColumnReader[] => {
    if (code === null) return [];
    const column = columnOf(register, code);
    const isHashed = column.kind === 'national-number';
    if (!isHashed) cellColumns.push(code);
    return [{ at, column, read: cellReaderOf(column, given), isHashed }];
  });
  const required = readers.filter(({ column }) => column.required);
  const groups = (register.oneOf ?? []).map((codes) => readers.filter(({ column }) => codes.includes(column.code)));
  const counts: RowCounts = { good: 0, doubtful: 0, refused: 0, faults: {} };
  const records = newRecordWriter(given.fileId);
  let faults = '';
  // By place: in which row, counted from 1, a value was last missing; how many were missing, or a national number.
  const missedIn = new Int32Array(columns.length);
  const missed = new Int32Array(columns.length);
  const national = new Int32Array(columns.length);
  let wholeRows = 0;
  const isMissing = ({ at }: ColumnReader) => missedIn[at] === wholeRows;
  // Of the row that is read.
  let quality: Quality = 'GOOD';
  let hash = '';

  const fault = (line: number, code: FaultCode, column?: Column, cell = '') => {
    if (severityOf(code, column) === 'refused') quality = 'REFUSED';
    else if (quality === 'GOOD') quality = 'DOUBTFUL';
    counts.faults[code] = (counts.faults[code] ?? 0) + 1;
    const value = column === undefined || column.personal ? '' : shown(cell);
    faults += `${given.fileId}\t${line}\t${column?.code ?? '\\N'}\t${code}\t${value === '' ? '\\N' : value}\n`;
  };

  /** What a cell that is not empty is read as. */
  const readCell = ({ read }: ColumnReader, { bytes, mayHaveControls }: RowBatch, from: number, to: number): Reading =>
    mayHaveControls && hasControl(bytes, from, to) ? controlled : read(bytes, from, to);

  /** What is kept of a reading, empty where there is nothing; a fault is noted. */
  const keptOf = (
    reading: Buffer | Faulted,
    { at, column }: ColumnReader,
    line: number,
    batch: RowBatch,
    cell: number,
  ): Buffer => {
    if (reading instanceof Uint8Array) return reading;
    if (reading.fault === 'national-number-here') national[at] = (national[at] ?? 0) + 1;
    fault(line, reading.fault, column, textOf(batch, cell));
    return Buffer.from(String(reading.kept ?? ''));
  };

  const readRow = (batch: RowBatch, firstCell: number, line: number) => {
    const { bytes, bounds } = batch;
    let misses = false;
    wholeRows += 1;
    // Cells that go as they stand, side by side, are added as one. No function is made here: for each cell that would
    // cost the memory of what it needs.
    let runFrom = -1;
    let runTo = -1;
    for (const reader of readers) {
      const from = bounds[(firstCell + reader.at) * 2] ?? 0;
      const to = bounds[(firstCell + reader.at) * 2 + 1] ?? 0;
      const reading = from === to ? asItStands : readCell(reader, batch, from, to);
      // What is a value, the readers say: a dash alone is none where a number belongs.
      if (from === to || (reading !== asItStands && reading instanceof Uint8Array && reading.length === 0)) {
        misses = true;
        missedIn[reader.at] = wholeRows;
        missed[reader.at] = (missed[reader.at] ?? 0) + 1;
      }
      if (reading === asItStands && !reader.isHashed) {
        if (runFrom === -1) runFrom = from;
        else if (from !== runTo + 1 || bytes[runTo] !== tab) {
          records.add(bytes, runFrom, runTo);
          runFrom = from;
        }
        runTo = to;
        continue;
      }
      if (runFrom !== -1) records.add(bytes, runFrom, runTo);
      runFrom = -1;
      if (reading === asItStands) {
        if (from < to) hash = given.hash(bytes, from, to);
        continue;
      }
      const value = keptOf(reading, reader, line, batch, firstCell + reader.at);
      if (!reader.isHashed) records.add(value, 0, value.length);
      else if (value.length > 0) hash = given.hash(value, 0, value.length);
    }
    if (runFrom !== -1) records.add(bytes, runFrom, runTo);
    if (!misses) return;
    for (const reader of required) if (isMissing(reader)) fault(line, 'value-missing', reader.column);
    for (const group of groups) if (group.every(isMissing)) fault(line, 'value-missing', group[0]?.column);
  };

  const readRows = (batch: RowBatch) => {
    const { firstCells, lines } = batch;
    for (let row = 0; row < rowCount(batch); row += 1) {
      const firstCell = firstCells[row] ?? 0;
      const line = lines[row] ?? 0;
      quality = 'GOOD';
      hash = '';
      records.begin(line);
      if ((firstCells[row + 1] ?? 0) - firstCell === columns.length) readRow(batch, firstCell, line);
      else fault(line, 'column-count');
      if (quality === 'GOOD') counts.good += 1;
      else if (quality === 'DOUBTFUL') counts.doubtful += 1;
      else counts.refused += 1;
      records.end(quality, hash);
    }
  };

  return {
    cellColumns,
    end: () => {
      for (const { at, column } of readers) {
        if (isFullOfNational(national[at] ?? 0, wholeRows - (missed[at] ?? 0))) {
          throw new FileRefused('national-numbers-in-column', { column: column.code });
        }
      }
      return counts;
    },
    read: (batch) => {
      faults = '';
      readRows(batch);
      return { records: records.take(), faults: Buffer.from(faults) };
    },
  };
}

const tab = 9;

const controlled: Faulted = { fault: 'control-character' };

function hasControl(bytes: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    if (mayControl(bytes[at] ?? 0)) return controlCharacter.test(bytes.toString('utf8', from, to));
  }
  return false;
}

const nationalAtLeast = 20;
const nationalShare = 0.1;

/**
 * Whether so many of a column's values are national numbers that the file is to be taken for shifted or misread. About
 * one in fifty checks as a NIHDI number, too: cell by cell it can't be told, and would be kept as it stands.
 */
function isFullOfNational(count: number, values: number): boolean {
  return count >= nationalAtLeast && count > values * nationalShare;
}

const shownAtMost = 100;

/** What stood in a cell, as COPY takes it; nothing of what may be a national number in the wrong column. */
function shown(cell: string): string {
  const text = cell.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if (mayHoldNationalNumber(text)) return '';
  return text.slice(0, shownAtMost).toWellFormed().replaceAll('\\', '\\\\');
}
