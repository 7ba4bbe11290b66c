export type Quality = 'GOOD' | 'DOUBTFUL' | 'REFUSED';

/** Columns of the records that a writer gives, in their order: what is known of a row last, last. */
export const recordColumns = ['file_id', 'line', 'cells', 'quality', 'national_number_hash'];

/** Takes a record in three steps: `begin`, `add` for each cell, `end`. */
export type RecordWriter = {
  readonly begin: (line: number) => void;
  /** A cell of UTF-8, or several with a tab between any two, that lie between two places. */
  readonly add: (bytes: Buffer, from: number, to: number) => void;
  /** `hash` in hexadecimal digits, empty where there is none. */
  readonly end: (quality: Quality, hash: string) => void;
  /** All records since it was last asked. */
  readonly take: () => Buffer;
};

/** So much memory is asked for at a time. */
const slabBytes = 1_024 * 1_024;

/** Of a record but for its cells, at most. */
const fixedBytes = 96;

const tab = 9;

/** Up to so many bytes are copied one by one, sooner than a copy is called for. */
const fewBytes = 32;

/**
 * Puts records of one file together as COPY takes them in its binary form: each value after its length in bytes, -1 for
 * none. Postgres reads it in little more than half of the time that the same takes as text, and here bytes are written
 * once in place of strings that are joined, escaped and encoded.
 */
export function newRecordWriter(fileId: string): RecordWriter {
  const id = Buffer.from(fileId.replaceAll('-', ''), 'hex');
  const beginning = Buffer.concat([int16(recordColumns.length), int32(id.length), id, int32(4)]);
  const qualities: Readonly<Record<Quality, Buffer>> = {
    GOOD: withLength('GOOD'),
    DOUBTFUL: withLength('DOUBTFUL'),
    REFUSED: withLength('REFUSED'),
  };
  let bytes = Buffer.allocUnsafeSlow(slabBytes);
  // What was not taken yet lies between the two.
  let [begun, end] = [0, 0];
  let [cellsFrom, isFirst] = [0, true];
  const makeRoom = (needed: number) => {
    if (end + needed <= bytes.length) return;
    const held = end - begun;
    const next = Buffer.allocUnsafeSlow(Math.max(slabBytes, (held + needed) * 2));
    bytes.copy(next, 0, begun, end);
    bytes = next;
    cellsFrom -= begun;
    [begun, end] = [0, held];
  };
  const put = (part: Buffer, from: number, to: number) => {
    if (to - from > fewBytes) end += part.copy(bytes, end, from, to);
    else end = copyFew(part, from, to, bytes, end);
  };
  return {
    begin: (line) => {
      makeRoom(fixedBytes);
      put(beginning, 0, beginning.length);
      cellsFrom = bytes.writeInt32BE(line, end) + 4;
      end = cellsFrom;
      isFirst = true;
    },
    add: (cells, from, to) => {
      // And a record is ended in the room that is left.
      makeRoom(to - from + 1 + fixedBytes);
      if (!isFirst) bytes[end++] = tab;
      isFirst = false;
      put(cells, from, to);
    },
    end: (quality, hash) => {
      bytes.writeInt32BE(end - cellsFrom, cellsFrom - 4);
      const word = qualities[quality];
      put(word, 0, word.length);
      end = bytes.writeInt32BE(hash === '' ? -1 : hash.length / 2, end);
      if (hash !== '') end += bytes.write(hash, end, 'hex');
    },
    take: () => {
      const taken = bytes.subarray(begun, end);
      begun = end;
      return taken;
    },
  };
}

/** Gives where it ended. */
function copyFew(source: Buffer, from: number, to: number, target: Buffer, place: number): number {
  for (let at = from; at < to; at += 1) target[place + at - from] = source[at] ?? 0;
  return place + to - from;
}

function withLength(text: string): Buffer {
  return Buffer.concat([int32(text.length), Buffer.from(text)]);
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
