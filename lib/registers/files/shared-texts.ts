import { FileRefused } from './file-refused.ts';
import { fileLimits } from './limits.ts';

/**
 * The texts of a spreadsheet that its cells refer to by their number, from 0. A sheet may have millions of them: they are
 * kept as UTF-8, side by side, where a string each would take several times as much.
 */
export type SharedTexts = {
  /** @throws FileRefused where it is too long, or all together take too much */
  readonly add: (text: string) => void;
  readonly count: () => number;
  /** In bytes. */
  readonly lengthOf: (number: number) => number;
  /** Copies one to a place; gives where it ends. */
  readonly copy: (number: number, target: Buffer, at: number) => number;
  readonly textOf: (number: number) => string;
};

/** Texts lie in slabs of so many bytes, each whole in one of them. */
const slabBits = 20;
const slabBytes = 2 ** slabBits;

const startsBits = 16;
const startsLength = 2 ** startsBits;

/** Holds no more than so many bytes. */
export function newSharedTexts(atMost: number = fileLimits.sheetTextBytes): SharedTexts {
  const slabs: Buffer[] = [];
  /** How much of each slab is used. */
  const used: number[] = [];
  /** Where each text begins, counted over all slabs. It ends where the next one begins, or what is used of its slab. */
  const starts: Uint32Array[] = [];
  let [count, held] = [0, 0];

  const hold = (bytes: number) => {
    held += bytes;
    if (held > atMost) throw new FileRefused('sheet-texts', { megabytes: Math.round(atMost / 1_024 / 1_024) });
  };
  const startOf = (number: number) => starts[number >>> startsBits]?.[number & (startsLength - 1)] ?? 0;
  const placeOf = (
    number: number,
  ): { readonly slab: Buffer | undefined; readonly from: number; readonly to: number } => {
    const start = startOf(number);
    const next = number + 1 < count ? startOf(number + 1) : 0;
    const at = start >>> slabBits;
    const to = next >>> slabBits === at && number + 1 < count ? next & (slabBytes - 1) : (used[at] ?? 0);
    return { slab: slabs[at], from: start & (slabBytes - 1), to };
  };

  return {
    add: (text) => {
      const length = Buffer.byteLength(text);
      if (length >= slabBytes) throw new FileRefused('line-too-long');
      if (slabs.length === 0 || (used.at(-1) ?? 0) + length >= slabBytes) {
        hold(slabBytes);
        slabs.push(Buffer.allocUnsafeSlow(slabBytes));
        used.push(0);
      }
      if (count === starts.length * startsLength) {
        hold(startsLength * Uint32Array.BYTES_PER_ELEMENT);
        starts.push(new Uint32Array(startsLength));
      }
      const last = slabs.length - 1;
      const from = used[last] ?? 0;
      const part = starts[count >>> startsBits];
      if (part) part[count & (startsLength - 1)] = last * slabBytes + from;
      slabs[last]?.write(text, from);
      used[last] = from + length;
      count += 1;
    },
    count: () => count,
    lengthOf: (number) => {
      const { from, to } = placeOf(number);
      return to - from;
    },
    copy: (number, target, at) => {
      const { slab, from, to } = placeOf(number);
      return at + (slab?.copy(target, at, from, to) ?? 0);
    },
    textOf: (number) => {
      const { slab, from, to } = placeOf(number);
      return slab?.toString('utf8', from, to) ?? '';
    },
  };
}
