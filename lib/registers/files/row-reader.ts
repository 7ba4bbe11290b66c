import { isNationalNumber } from '#lib/identifiers/national-number.ts';
import { type FaultCode, severityOf } from '../faults.ts';
import { type Column, columnOf, controlCharacter, type Register } from '../register.ts';
import { type Reader, readerOf, type Value } from '../values.ts';
import type { RowBatch } from './csv.ts';

/** How many rows are good, doubtful or refused, and how many faults of each code they have. */
export type RowCounts = {
  good: number;
  doubtful: number;
  refused: number;
  readonly faults: Partial<Record<FaultCode, number>>;
};

/** Rows as COPY takes them into `source_record` and `source_fault`, without the file's id at their beginning. */
export type ReadRows = { readonly records: string; readonly faults: string };

export type RowReader = {
  readonly read: (batch: RowBatch) => ReadRows;
  /** Of all rows read until now. */
  readonly counts: RowCounts;
};

/** Columns of the lines that a reader gives, in their order. */
export const recordColumns = [
  ...['file_id', 'line', 'quality', 'national_number_hash', 'identifier_scheme', 'identifier_value'],
  '"values"',
];
export const faultColumns = ['file_id', 'line', '"column"', 'code', 'value'];

type ColumnReader = {
  readonly at: number;
  readonly column: Column;
  readonly read: Reader;
  /** `"code":` of the JSON that the values are kept as. */
  readonly key: string;
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
  const readers = columns.flatMap((code, at): ColumnReader[] => {
    if (code === null) return [];
    const column = columnOf(register, code);
    return [{ at, column, read: readerOf(column, given), key: `${JSON.stringify(code)}:` }];
  });
  const required = readers.filter(({ column }) => column.required);
  const groups = (register.oneOf ?? []).map((codes) => readers.filter(({ column }) => codes.includes(column.code)));
  const counts: RowCounts = { good: 0, doubtful: 0, refused: 0, faults: {} };
  let records = '';
  let faults = '';
  let quality: 'GOOD' | 'DOUBTFUL' | 'REFUSED' = 'GOOD';

  const fault = (line: number, code: FaultCode, column?: Column, cell = '') => {
    if (severityOf(code, column) === 'refused') quality = 'REFUSED';
    else if (quality === 'GOOD') quality = 'DOUBTFUL';
    counts.faults[code] = (counts.faults[code] ?? 0) + 1;
    const value = column === undefined || column.personal ? '' : shown(cell, column);
    faults += `${given.fileId}\t${line}\t${column?.code ?? '\\N'}\t${code}\t${value === '' ? '\\N' : value}\n`;
  };

  const readRow = (cells: readonly string[], line: number, mayHaveControls: boolean) => {
    quality = 'GOOD';
    if (cells.length !== columns.length) {
      fault(line, 'column-count');
      counts.refused += 1;
      records += `${given.fileId}\t${line}\tREFUSED\t\\N\t\\N\t\\N\t{}\n`;
      return;
    }
    let json = '';
    let hash = '\\N';
    let identifier = '\\N\t\\N';
    for (const { at, column, read, key } of readers) {
      const cell = cells[at] ?? '';
      if (cell === '') continue;
      if (mayHaveControls && controlCharacter.test(cell)) {
        fault(line, 'control-character', column, cell);
        continue;
      }
      const reading = read(cell);
      let value: Value;
      if (typeof reading === 'object') {
        fault(line, reading.fault, column, cell);
        if (reading.kept === undefined) continue;
        value = reading.kept;
      } else value = reading;
      if (typeof value === 'number') {
        json += json === '' ? key + value : `,${key}${value}`;
        continue;
      }
      if (value === '') continue;
      if (column.kind === 'national-number') {
        hash = `\\\\x${given.hash(value)}`;
        continue;
      }
      if (column.kind === 'nihdi') identifier = `nihdi\t${value.slice(0, 8)}`;
      else if (column.kind === 'visa' && identifier.startsWith('\\')) identifier = `visa\t${value}`;
      const text = needsEscape.test(value) ? escapedJson(value) : value;
      json += json === '' ? `${key}"${text}"` : `,${key}"${text}"`;
    }
    for (const { at, column } of required) {
      if (isBlank(cells[at])) fault(line, 'value-missing', column);
    }
    for (const group of groups) {
      if (group.every(({ at }) => isBlank(cells[at]))) fault(line, 'value-missing', group[0]?.column);
    }
    if (quality === 'GOOD') counts.good += 1;
    else if (quality === 'DOUBTFUL') counts.doubtful += 1;
    else counts.refused += 1;
    records += `${given.fileId}\t${line}\t${quality}\t${hash}\t${identifier}\t{${json}}\n`;
  };

  return {
    counts,
    read: ({ rows, lines, mayHaveControls }) => {
      records = '';
      faults = '';
      for (let index = 0; index < rows.length; index += 1) {
        readRow(rows[index] ?? [], lines[index] ?? 0, mayHaveControls);
      }
      return { records, faults };
    },
  };
}

function isBlank(cell: string | undefined): boolean {
  return cell === undefined || cell === '' || cell.trim() === '';
}

const needsEscape = /["\\]/;

/** Within the quotes of JSON, whose backslashes COPY wants twice. */
function escapedJson(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll('\\', '\\\\');
}

const shownAtMost = 100;

/** What stood in a cell, as COPY takes it; nothing of what may be a national number in the wrong column. */
function shown(cell: string, { kind }: Column): string {
  const text = cell.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if (kind !== 'nihdi' && isNationalNumber(text.replace(/\D/g, ''))) return '';
  return text.slice(0, shownAtMost).toWellFormed().replaceAll('\\', '\\\\');
}
