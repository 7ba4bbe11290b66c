import { FileRefused } from './file-refused.ts';
import { fileLimits } from './limits.ts';
import { type RowBatch, twice } from './row-batch.ts';
import type { SharedTexts } from './shared-texts.ts';

/** A row as it stands in a spreadsheet: the cells that are there, each with its place from 0. */
export type SheetRow = {
  readonly line: number;
  readonly places: number[];
  /** The text of each, or the number of a shared one. */
  readonly values: (string | number)[];
};

/** A batch is given once it has so many bytes: however often a long text is referred to. */
const batchBytes = 256 * 1_024;

const tab = 9;

/**
 * Lays the rows of a spreadsheet out as batches: the first that has a value is the header, and the others are as wide as
 * it. Of what stands beyond, one cell shows that there is something. Cells that only look like something don't widen the
 * header, and what stands below them is left out, as are all columns without a known name.
 */
export function newSheetBatches(texts: SharedTexts): {
  readonly of: (rows: readonly SheetRow[]) => Generator<RowBatch>;
} {
  let bytes = Buffer.allocUnsafeSlow(batchBytes * 2);
  let bounds = new Int32Array(1_024 * 16);
  let firstCells = new Int32Array(1_024 * 2);
  let lines = new Int32Array(1_024 * 2);
  // What the batch has.
  let [length, cells, rows] = [0, 0, 0];
  let width: number | undefined;
  /** As far as the header has cells, blank ones too. */
  let headerEnd = 0;
  /** The cells of the row, in their places. */
  let inPlace: (string | number)[] = [];

  const isBlank = (value: string | number) => {
    if (typeof value === 'string') return isBlankText(value);
    return texts.lengthOf(value) === 0 || isBlankText(texts.textOf(value));
  };
  const lay = (value: string | number) => {
    const needed = typeof value === 'string' ? value.length * 3 : texts.lengthOf(value);
    if (length + needed + 1 > bytes.length) {
      const larger = Buffer.allocUnsafeSlow((length + needed + 1) * 2);
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
    }
    if (cells * 2 + 2 > bounds.length) bounds = twice(bounds);
    bounds[cells * 2] = length;
    length = typeof value === 'number' ? texts.copy(value, bytes, length) : length + bytes.write(value, length);
    bounds[cells * 2 + 1] = length;
    bytes[length++] = tab;
    cells += 1;
  };
  const layRow = ({ line, places, values }: SheetRow) => {
    if (values.every(isBlank)) return;
    if (width === undefined) {
      width = 0;
      for (const [index, place] of places.entries()) {
        headerEnd = Math.max(headerEnd, place + 1);
        if (!isBlank(values[index] ?? '')) width = Math.max(width, place + 1);
      }
      inPlace = new Array(width).fill('');
    } else inPlace.fill('');
    let beyond: string | number | undefined;
    for (const [index, place] of places.entries()) {
      const value = values[index] ?? '';
      if (place < width) inPlace[place] = value;
      else if (place >= headerEnd && beyond === undefined && !isBlank(value)) beyond = value;
    }
    if (rows + 2 > lines.length) [lines, firstCells] = [twice(lines), twice(firstCells)];
    lines[rows] = line;
    firstCells[rows] = cells;
    rows += 1;
    const from = length;
    for (const value of inPlace) lay(value);
    if (beyond !== undefined) lay(beyond);
    if (length - from > fileLimits.lineBytes) throw new FileRefused('line-too-long');
  };
  const take = (): RowBatch => {
    firstCells[rows] = cells;
    const batch: RowBatch = {
      ...{ bytes, bounds, mayHaveControls: true },
      firstCells: firstCells.subarray(0, rows + 1),
      lines: lines.subarray(0, rows),
    };
    [length, cells, rows] = [0, 0, 0];
    return batch;
  };

  return {
    of: function* (found) {
      for (const row of found) {
        layRow(row);
        if (length >= batchBytes) yield take();
      }
      if (rows > 0) yield take();
    },
  };
}

/** Visible ASCII shows it at once. */
function isBlankText(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first <= 0x20 || first >= 0x7f || text === '') && text.trim() === '';
}
