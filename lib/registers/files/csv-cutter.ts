import { isUtf8 } from 'node:buffer';
import { FileRefused } from './file-refused.ts';
import type { Delimiter } from './format.ts';
import { fileLimits } from './limits.ts';
import { mayControl, type RowBatch, twice } from './row-batch.ts';

export type CsvCutter = {
  /**
   * The rows that are whole with these bytes.
   * @throws FileRefused where a line is too long, a quote is not closed, or bytes are no UTF-8
   */
  readonly read: (bytes: Uint8Array) => RowBatch;
  /** The row at the end that no line break ends, if there is one. @throws FileRefused as `read` does */
  readonly end: () => RowBatch;
};

const [tab, lineFeed, carriageReturn, space, quote] = [9, 10, 13, 32, 34];

/** What a byte is to whoever looks for the end of a cell. */
const [plain, ends, suspect] = [0, 1, 2];

const markOfUtf8 = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Cuts UTF-8 that comes in blocks into rows as RFC 4180 says, without its mark at the beginning: in a cell in quotes are
 * delimiters, line breaks, and quotes that are doubled. Both line ends are known; empty lines are left out, and counted.
 * What the RFC does not allow is read as a person would: blanks behind a closing quote do not count, a quote within a
 * cell stands for itself, and so does one that begins a cell where a text follows the quote that closes it and no other
 * closes the cell on its line: `"Villa" des Roses`. A quote that is never closed takes the rows behind it for its own, so
 * one that is open at the end, or for too many lines, is refused.
 */
export function csvCutter(delimiter: Delimiter): CsvCutter {
  const ending = delimiter.charCodeAt(0);
  const kinds = kindsOfBytes(ending);
  // What is cut: what was left of the blocks before, and the next behind it.
  let work = Buffer.allocUnsafeSlow(128 * 1_024);
  let [used, length] = [0, 0];
  let isBeginning = true;
  let line = 1;
  let bounds = new Int32Array(1_024 * 16);
  let firstCells = new Int32Array(1_024 * 2);
  let lines = new Int32Array(1_024 * 2);

  const append = (bytes: Uint8Array) => {
    work.copyWithin(0, used, length);
    length -= used;
    used = 0;
    if (length + bytes.length > work.length) {
      const larger = Buffer.allocUnsafeSlow((length + bytes.length) * 2);
      work.copy(larger, 0, 0, length);
      work = larger;
    }
    work.set(bytes, length);
    length += bytes.length;
  };

  /** Two quotes are one, and a line break is a line feed, in what stood in quotes. Gives where it ends now. */
  const unquoted = (from: number, to: number): number => {
    let end = from;
    for (let at = from; at < to; at += 1) {
      const byte = work[at] ?? 0;
      if (byte === quote && work[at + 1] === quote && at + 1 < to) at += 1;
      else if (byte === carriageReturn && work[at + 1] === lineFeed && at + 1 < to) continue;
      work[end++] = byte;
    }
    return end;
  };

  const cut = (ended: boolean): RowBatch => {
    const block = work;
    const to = length;
    let at = used;
    if (isBeginning && (to >= markOfUtf8.length || ended)) {
      isBeginning = false;
      if (block.subarray(0, Math.min(to, markOfUtf8.length)).equals(markOfUtf8)) at = markOfUtf8.length;
    }
    const text = block.subarray(at, to);
    // Behind the last line break a character may be unfinished.
    if (!isUtf8(ended ? text : text.subarray(0, text.lastIndexOf(lineFeed) + 1))) throw new FileRefused('not-utf-8');
    let [cells, rows, firstOfRow, breaks, readAgain] = [0, 0, 0, 0, 0];
    let toUnquote: number[] = [];
    let mayHaveControls = false;
    used = at;
    // One cell a turn.
    while (!isBeginning && (at < to || (ended && cells > firstOfRow))) {
      let from = at;
      let end = at;
      let isInQuotes = block[at] === quote && at < to;
      if (isInQuotes) {
        from = at + 1;
        end = from;
        const breaksBefore = breaks;
        let asItStands = true;
        let isClosed = false;
        let textFollows = false;
        for (at = from; at < to; at += 1) {
          const byte = block[at] ?? 0;
          if (byte === quote) {
            if (block[at + 1] === quote && at + 1 < to) {
              asItStands = false;
              at += 1;
              end = at + 1;
              continue;
            }
            const behind = behindBlanks(block, at + 1, to, ending);
            if (behind < to ? kinds[block[behind] ?? 0] === ends : ended) {
              end = at;
              at = behind;
              isClosed = true;
              break;
            }
            if (breaks === breaksBefore) textFollows = true;
          } else if (byte === lineFeed) {
            if (textFollows) break;
            breaks += 1;
            if (breaks - breaksBefore > fileLimits.quotedLineBreaks) throw quoteOpen(line + breaksBefore);
          } else if (byte === carriageReturn) asItStands = false;
          else if (kinds[byte] === suspect) mayHaveControls = true;
          end = at + 1;
        }
        // At the end of its line, or of the file.
        if (!isClosed && textFollows && (at < to || ended)) {
          isInQuotes = false;
          readAgain += at - from;
          if (readAgain > fileLimits.readAgainBytes) throw quoteOpen(line + breaksBefore);
          at = from - 1;
          from = at;
        } else if (!isClosed && at >= to && ended) throw quoteOpen(line + breaksBefore);
        else if (!asItStands) toUnquote.push(cells);
      }
      if (!isInQuotes) {
        let kind = plain;
        for (; at < to; at += 1) {
          kind = kinds[block[at] ?? 0] ?? plain;
          if (kind === ends) break;
          if (kind === suspect) mayHaveControls = true;
        }
        end = at;
        if (at < to && block[at] === lineFeed && end > from && block[end - 1] === carriageReturn) end -= 1;
      }
      if (at >= to && !ended) break;
      if (cells * 2 + 2 > bounds.length) bounds = twice(bounds);
      bounds[cells * 2] = from;
      bounds[cells * 2 + 1] = end;
      cells += 1;
      if (at < to && block[at] === ending) {
        at += 1;
        continue;
      }
      // The row ends here.
      at += 1;
      readAgain = 0;
      for (let cell = firstOfRow; cell < cells - 1; cell += 1) {
        const behind = bounds[cell * 2 + 1] ?? 0;
        if (block[behind] === ending) block[behind] = tab;
      }
      if (toUnquote.length > 0) {
        for (const cell of toUnquote) bounds[cell * 2 + 1] = unquoted(bounds[cell * 2] ?? 0, bounds[cell * 2 + 1] ?? 0);
        toUnquote = [];
      }
      if (cells === firstOfRow + 1 && isEmpty(block, bounds, firstOfRow)) cells = firstOfRow;
      else {
        if (rows + 2 > lines.length) [lines, firstCells] = [twice(lines), twice(firstCells)];
        lines[rows] = line;
        firstCells[rows] = firstOfRow;
        rows += 1;
      }
      line += 1 + breaks;
      breaks = 0;
      firstOfRow = cells;
      used = Math.min(at, to);
    }
    if (to - used > fileLimits.lineBytes) throw new FileRefused('line-too-long');
    firstCells[rows] = firstOfRow;
    return {
      bytes: block,
      bounds,
      firstCells: firstCells.subarray(0, rows + 1),
      lines: lines.subarray(0, rows),
      mayHaveControls,
    };
  };

  return {
    read: (bytes) => {
      append(bytes);
      return cut(false);
    },
    end: () => {
      append(new Uint8Array());
      return cut(true);
    },
  };
}

function kindsOfBytes(ending: number): Uint8Array {
  const kinds = new Uint8Array(256).fill(plain);
  for (let byte = 0; byte < 256; byte += 1) if (mayControl(byte)) kinds[byte] = suspect;
  for (const byte of [ending, lineFeed]) kinds[byte] = ends;
  return kinds;
}

/** Where something else than blanks begins: spaces, the one that does not break among them, tabs, carriage returns. */
function behindBlanks(block: Buffer, from: number, to: number, ending: number): number {
  let at = from;
  for (; at < to; at += 1) {
    const byte = block[at] ?? 0;
    if (byte === 0xc2 && block[at + 1] === 0xa0 && at + 1 < to) at += 1;
    else if (byte === ending || byte > space || byte === lineFeed) break;
  }
  return at;
}

function isEmpty(block: Buffer, bounds: Int32Array, cell: number): boolean {
  const [from, to] = [bounds[cell * 2] ?? 0, bounds[cell * 2 + 1] ?? 0];
  return from === to || block.toString('utf8', from, to).trim() === '';
}

/** `line`: on which the cell begins whose quote is not closed. */
function quoteOpen(line: number): FileRefused {
  return new FileRefused('quote-open', { line });
}
