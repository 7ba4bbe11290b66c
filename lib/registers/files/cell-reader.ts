import { checksNationally } from '#lib/identifiers/national-number.ts';
import { nihdiModulus } from '#lib/identifiers/nihdi.ts';
import { type Column, textAtMost } from '../register.ts';
import { type Faulted, type Reader, readerOf } from '../values.ts';

/*
 * The readers of `values.ts` over cells where they lie in a block of UTF-8. Most cells of a file are what they are kept
 * as, or were read before: those cost no text. All others are read as text, so that what a value is stands in one place.
 */

/** What is kept is the cell. */
export const asItStands = Symbol('as it stands');

/**
 * What is kept, as UTF-8, empty where there is nothing; `asItStands`; or why it can't be read. The bytes are good until
 * the reader is asked again.
 */
export type Reading = Buffer | typeof asItStands | Faulted;

/** Reads the cell between two places, of which the second is not part of it any more. */
export type CellReader = (bytes: Buffer, from: number, to: number) => Reading;

/** The reader of a column's cells. `year` is the last in which somebody can have been born. */
export function cellReaderOf(column: Pick<Column, 'kind' | 'atMost'>, given: { readonly year: number }): CellReader {
  const read = readerOf(column, given);
  switch (column.kind) {
    case 'text': {
      const atMost = column.atMost ?? textAtMost;
      return unless((bytes, from, to) => to - from <= atMost && isPlainText(bytes, from, to), read);
    }
    case 'nihdi':
      return elevenDigits(isNihdi, read);
    case 'national-number':
      return elevenDigits(isNational, read);
    case 'count':
      return unless(isCount, read);
    case 'email':
      return unless(isEmail, read);
    case 'phone':
      return unless(isPhone, read);
    case 'visa':
      return unless(isVisa, read);
    default:
      // They repeat few values.
      return remembered(read);
  }
}

/** Whether the reader of the same kind would give the very text; no more than a guess where it says no. */
type Look = (bytes: Buffer, from: number, to: number) => boolean;

function unless(isKept: Look, read: Reader): CellReader {
  return (bytes, from, to) => (isKept(bytes, from, to) ? asItStands : readText(read, bytes, from, to));
}

function readText(read: Reader, bytes: Buffer, from: number, to: number): Reading {
  const text = bytes.toString('utf8', from, to);
  const value = read(text);
  if (typeof value === 'object') return value;
  return String(value) === text ? asItStands : Buffer.from(String(value));
}

/** A power of two. */
const slots = 4_096;
const rememberedBytes = 64;

type Known = { readonly cell: Buffer; readonly reading: Reading };

const emptyCell: Known = { cell: Buffer.alloc(0), reading: asItStands };

/** Reads each text once, as long as no other takes its place in memory. */
function remembered(read: Reader): CellReader {
  const known: Known[] = new Array(slots).fill(emptyCell);
  let last = emptyCell;
  return (bytes, from, to) => {
    if (isSame(last.cell, bytes, from, to)) return last.reading;
    if (to - from > rememberedBytes) return readText(read, bytes, from, to);
    let hash = to - from;
    for (let place = from; place < to; place += 1) hash = Math.imul(hash ^ (bytes[place] ?? 0), 0x01000193);
    const slot = (hash ^ (hash >>> 15)) & (slots - 1);
    last = known[slot] ?? emptyCell;
    if (isSame(last.cell, bytes, from, to)) return last.reading;
    const reading = readText(read, bytes, from, to);
    last = {
      cell: ownCopy(bytes.subarray(from, to)),
      reading: reading instanceof Uint8Array ? ownCopy(reading) : reading,
    };
    known[slot] = last;
    return last.reading;
  };
}

/** In memory of its own, where `Buffer.from` shares a block with what else is short and soon gone. */
function ownCopy(bytes: Uint8Array): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  copy.set(bytes);
  return copy;
}

function isSame(cell: Uint8Array, bytes: Buffer, from: number, to: number): boolean {
  if (cell.length !== to - from) return false;
  for (let at = 0; at < cell.length; at += 1) if (cell[at] !== bytes[from + at]) return false;
  return true;
}

const [space, plus, dash, dot, zero, nine, at, capitalV] = [0x20, 0x2b, 0x2d, 0x2e, 0x30, 0x39, 0x40, 0x56];

/** The number that digits alone stand for; -1 for anything else. */
function numberIn(bytes: Buffer, from: number, to: number): number {
  let number = 0;
  for (let place = from; place < to; place += 1) {
    const byte = bytes[place] ?? 0;
    if (byte < zero || byte > nine) return -1;
    number = number * 10 + byte - zero;
  }
  return number;
}

/** Of numbers of eleven digits, however they are parted, that check by their first eight and last three. */
function elevenDigits(checks: (first8: number, last3: number) => boolean, read: Reader): CellReader {
  const digits = Buffer.alloc(11);
  return (bytes, from, to) => {
    // Each small enough for arithmetic of integers.
    let first8 = 0;
    let last3 = 0;
    let count = 0;
    for (let place = from; place < to; place += 1) {
      const byte = bytes[place] ?? 0;
      if (byte === space || byte === dot || byte === dash) continue;
      if (byte < zero || byte > nine || count === digits.length) return readText(read, bytes, from, to);
      if (count < 8) first8 = first8 * 10 + byte - zero;
      else last3 = last3 * 10 + byte - zero;
      digits[count++] = byte;
    }
    if (count < digits.length || !checks(first8, last3)) return readText(read, bytes, from, to);
    return to - from === count ? asItStands : digits;
  };
}

function isNihdi(first8: number): boolean {
  return nihdiModulus(Math.floor(first8 / 100), first8 % 100) !== null;
}

function isNational(first8: number, last3: number): boolean {
  return checksNationally(first8 * 10 + Math.floor(last3 / 100), last3 % 100);
}

function isCount(bytes: Buffer, from: number, to: number): boolean {
  return to - from <= 9 && (bytes[from] !== zero || to - from === 1) && numberIn(bytes, from, to) >= 0;
}

/** Of visible characters, with one plain space between any two, and fewer digits than a national number has. */
function isPlainText(bytes: Buffer, from: number, to: number): boolean {
  let before = space;
  let digits = 0;
  for (let place = from; place < to; place += 1) {
    const byte = bytes[place] ?? 0;
    if (byte <= nine) {
      if (byte >= zero) digits += 1;
      else if (byte <= space && (byte !== space || before === space)) return false;
    } else if (byte >= 0x7f && !isLetter(bytes, place)) return false;
    before = byte;
  }
  return before !== space && digits < 11;
}

/** Other than ASCII: any but one that begins as the spaces and controls do, or a dash or quotation mark. */
function isLetter(bytes: Buffer, at: number): boolean {
  const byte = bytes[at] ?? 0;
  if (byte < 0xc0) return byte >= 0x80;
  if (byte !== 0xe2) return byte >= 0xc3 && byte < 0xe1;
  const last = bytes[at + 2] ?? 0;
  return bytes[at + 1] === 0x80 && last >= 0x90 && last < 0xa8;
}

/** 1 for what a part of an address may hold, as `readEmail` has it, of lower-case ASCII. */
const inEmail = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte > space && byte < 0x7f && !/[A-Z<>,;"]/.test(String.fromCharCode(byte)) ? 1 : 0,
);
const emailAtMost = 254;

/** 1 for what stands in a telephone number behind its beginning, as `readPhone` has it. */
const inPhone = Uint8Array.from({ length: 256 }, (_, byte) => (/[\d ./()-]/.test(String.fromCharCode(byte)) ? 1 : 0));

/** Of lower-case ASCII: something, `@`, something, a dot, something without one; and no national number among it. */
function isEmail(bytes: Buffer, from: number, to: number): boolean {
  if (to - from > emailAtMost) return false;
  let atSign = -1;
  let lastDot = -1;
  let digits = 0;
  for (let place = from; place < to; place += 1) {
    const byte = bytes[place] ?? 0;
    if (inEmail[byte] === 0) return false;
    if (byte === dot) lastDot = place;
    if (byte >= zero && byte <= nine) digits += 1;
    if (byte !== at) continue;
    if (atSign !== -1) return false;
    atSign = place;
  }
  return digits < 11 && atSign > from && lastDot > atSign + 1 && lastDot < to - 1;
}

/**
 * A plus or a digit, and what stands in a number; as long as the reader takes it, and of fewer digits than a national
 * number has, or as many behind +32.
 */
function isPhone(bytes: Buffer, from: number, to: number): boolean {
  const first = bytes[from] ?? 0;
  if (to - from < 7 || to - from > 31 || (first !== plus && (first < zero || first > nine))) return false;
  let before = first;
  let digits = 1;
  for (let place = from + 1; place < to; place += 1) {
    const byte = bytes[place] ?? 0;
    if (inPhone[byte] === 0 || (byte === space && before === space)) return false;
    if (byte >= zero) digits += 1;
    before = byte;
  }
  if (before === space) return false;
  return digits < 11 || (digits === 11 && first === plus && bytes[from + 1] === 0x33 && bytes[from + 2] === 0x32);
}

function isVisa(bytes: Buffer, from: number, to: number): boolean {
  return to - from === 10 && bytes[from] === capitalV && numberIn(bytes, from + 1, to) >= 0;
}
