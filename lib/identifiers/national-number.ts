import { isDigits, runsOfDigits, withoutSeparators } from './digits.ts';

/**
 * The national number (NISS, INSZ): `YYMMDD-SSS-CC`. CC is 97 minus the remainder by 97 of the first nine digits, with a
 * 2 before them for people born from 2000 on. People who are known without being residents have a BIS number, with 20 or
 * 40 added to the month; where the day of birth is not known, month and day may be zero.
 *
 * Its use is restricted by law: it is kept as a keyed hash alone, never shown, logged or put in an address.
 */
export type NationalNumberParsing =
  | { readonly status: 'ok'; readonly digits: string }
  | { readonly status: 'malformed'; readonly code: 'empty' | 'malformed' | 'wrong-length' | 'check-failed' };

/** Reads eleven digits in any punctuation. Never throws. */
export function parseNationalNumber(text: string): NationalNumberParsing {
  const digits = withoutSeparators(text);
  if (digits === '') return { status: 'malformed', code: 'empty' };
  if (!isDigits(digits)) return { status: 'malformed', code: 'malformed' };
  if (digits.length !== 11) return { status: 'malformed', code: 'wrong-length' };
  return isNationalNumber(digits) ? { status: 'ok', digits } : { status: 'malformed', code: 'check-failed' };
}

/** Whether eleven digits without punctuation check, and stand for a day that exists in one of the two centuries. */
export function isNationalNumber(digits: string): boolean {
  return (
    digits.length === 11 && isDigits(digits) && checksNationally(Number(digits.slice(0, 9)), Number(digits.slice(9)))
  );
}

const elevenDigits = runsOfDigits(11);

/**
 * Whether a text has a national number in it, in any punctuation and between any words. Digits behind a plus are a
 * telephone number. Of others with eleven digits hardly one in a thousand is taken for it.
 */
export function holdsNationalNumber(text: string): boolean {
  for (const [, run = ''] of text.matchAll(elevenDigits)) {
    if (isNationalNumber(withoutSeparators(run))) return true;
  }
  return false;
}

/** As it is printed, also with other marks or none, and behind none of the telephone codes of Belgium and its neighbours. */
const standingAlone =
  /(?<!\d)(?<!\+(?=3[123]|352|49))\d{2}[ ./-]{0,3}\d{2}[ ./-]{0,3}\d{2}[ ./-]{0,3}\d{3}[ ./-]{0,3}\d{2}(?!\d)/g;

/**
 * Whether one stands among telephone numbers: its digits together, or parted where it is printed. Elsewhere the end of one
 * telephone number and the beginning of the next would be taken for it.
 */
export function holdsNationalNumberAlone(text: string): boolean {
  for (const [run] of text.matchAll(standingAlone)) if (isNationalNumber(withoutSeparators(run))) return true;
  return false;
}

/** The same on the safe side, for what a person is shown: of all of a text's digits, too, whatever parts them. */
export function mayHoldNationalNumber(text: string): boolean {
  return isNationalNumber(text.replace(/\D/g, '')) || holdsNationalNumber(text);
}

/** Whether eleven digits check and are of a day, by the first nine and the last two. */
export function checksNationally(first9: number, check: number): boolean {
  return (
    (check === 97 - (first9 % 97) && isDay(1900, first9)) ||
    (check === 97 - ((2_000_000_000 + first9) % 97) && isDay(2000, first9))
  );
}

function isDay(century: number, first9: number): boolean {
  const year = century + Math.floor(first9 / 10_000_000);
  const written = Math.floor(first9 / 100_000) % 100;
  const month = written % 20;
  const day = Math.floor(first9 / 1_000) % 100;
  if (written >= 60 || month > 12) return false;
  return day <= (month === 0 ? 31 : daysIn(year, month));
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/**
 * Eleven digits with their check, from a year, a month (with 20 or 40 added for a BIS number), a day and a serial.
 * Throws a RangeError for what can't stand in one.
 */
export function makeNationalNumber(year: number, month: number, day: number, serial: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const first9 = `${two(year % 100)}${two(month)}${two(day)}${String(serial).padStart(3, '0')}`;
  const check = 97 - ((Number(first9) + (year >= 2000 ? 2_000_000_000 : 0)) % 97);
  const digits = first9 + two(check);
  if (year < 1900 || year > 2099 || !isNationalNumber(digits)) {
    throw new RangeError('No national number is made of these');
  }
  return digits;
}
