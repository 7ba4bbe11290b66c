import { isNationalNumber } from '#lib/identifiers/national-number.ts';
import { type FaultCode, severityOf } from '../faults.ts';
import { type Column, columnOf, controlCharacter, type Register } from '../register.ts';
import { type Reader, readerOf, type Value } from '../values.ts';
import type { RowBatch } from './csv.ts';
import { newRecordWriter, type Quality } from './record-writer.ts';

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
  /** Of all rows read until now. */
  readonly counts: RowCounts;
};

/** Columns of the faults that a reader gives, in their order. */
export const faultColumns = ['file_id', 'line', '"column"', 'code', 'value'];

type ColumnReader = {
  readonly at: number;
  readonly column: Column;
  readonly read: Reader;
  readonly isHashed: boolean;
};

/**
 * Reads the rows of one file, the header left out. It is called for every row of a country's registers: the columns are
 * looked up once, and a row costs its strings. A national number leaves it as its keyed hash alone.
 */
export function newRowReader(
  register: Register,
  columns: readonly (string | null)[],
  given: {
    readonly fileId: string;
    /** The last year in which somebody can have been born. */
    readonly year: number;
    /** The hash of a national number's eleven digits, as hexadecimal digits. */
    readonly hash: (digits: string) => string;
  },
): RowReader {
  const cellColumns: string[] = [];
  const readers = columns.flatMap((code, at): ColumnReader[] => {
    if (code === null) return [];
    const column = columnOf(register, code);
    const isHashed = column.kind === 'national-number';
    if (!isHashed) cellColumns.push(code);
    return [{ at, column, read: readerOf(column, given), isHashed }];
  });
  const required = readers.filter(({ column }) => column.required);
  const groups = (register.oneOf ?? []).map((codes) => readers.filter(({ column }) => codes.includes(column.code)));
  const counts: RowCounts = { good: 0, doubtful: 0, refused: 0, faults: {} };
  const records = newRecordWriter(given.fileId);
  let faults = '';
  let quality: Quality = 'GOOD';

  const fault = (line: number, code: FaultCode, column?: Column, cell = '') => {
    if (severityOf(code, column) === 'refused') quality = 'REFUSED';
    else if (quality === 'GOOD') quality = 'DOUBTFUL';
    counts.faults[code] = (counts.faults[code] ?? 0) + 1;
    const value = column === undefined || column.personal ? '' : shown(cell, column);
    faults += `${given.fileId}\t${line}\t${column?.code ?? '\\N'}\t${code}\t${value === '' ? '\\N' : value}\n`;
  };

  /** Of a cell that may have a fault; `''` where there is none to keep. */
  const readCell = ({ column, read }: ColumnReader, cell: string, line: number, mayHaveControls: boolean): Value => {
    if (mayHaveControls && controlCharacter.test(cell)) {
      fault(line, 'control-character', column, cell);
      return '';
    }
    const reading = read(cell);
    if (typeof reading === 'object') {
      fault(line, reading.fault, column, cell);
      return reading.kept ?? '';
    }
    return reading;
  };

  const readRow = (cells: readonly string[], line: number, mayHaveControls: boolean) => {
    quality = 'GOOD';
    if (cells.length !== columns.length) {
      fault(line, 'column-count');
      counts.refused += 1;
      records.begin(line);
      records.end(quality, '');
      return;
    }
    records.begin(line);
    let hash = '';
    let mayMiss = false;
    for (const reader of readers) {
      const cell = cells[reader.at] ?? '';
      const value = cell === '' ? '' : readCell(reader, cell, line, mayHaveControls);
      if (value === '') mayMiss = true;
      if (!reader.isHashed) records.add(typeof value === 'number' ? String(value) : value);
      else if (typeof value === 'string' && value !== '') hash = given.hash(value);
    }
    if (mayMiss) {
      for (const { at, column } of required) {
        if (isBlank(cells[at])) fault(line, 'value-missing', column);
      }
      for (const group of groups) {
        if (group.every(({ at }) => isBlank(cells[at]))) fault(line, 'value-missing', group[0]?.column);
      }
    }
    if (quality === 'GOOD') counts.good += 1;
    else if (quality === 'DOUBTFUL') counts.doubtful += 1;
    else counts.refused += 1;
    records.end(quality, hash);
  };

  return {
    cellColumns,
    counts,
    read: ({ rows, lines, mayHaveControls }) => {
      faults = '';
      for (let index = 0; index < rows.length; index += 1) {
        readRow(rows[index] ?? [], lines[index] ?? 0, mayHaveControls);
      }
      // As bytes: a text made of pieces of cells would hold on to all the text they were cut from.
      return { records: records.take(), faults: Buffer.from(faults) };
    },
  };
}

function isBlank(cell: string | undefined): boolean {
  return cell === undefined || cell === '' || cell.trim() === '';
}

const shownAtMost = 100;

/** What stood in a cell, as COPY takes it; nothing of what may be a national number in the wrong column. */
function shown(cell: string, { kind }: Column): string {
  const text = cell.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if (kind !== 'nihdi' && isNationalNumber(text.replace(/\D/g, ''))) return '';
  return text.slice(0, shownAtMost).toWellFormed().replaceAll('\\', '\\\\');
}
