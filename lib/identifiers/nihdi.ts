import { isDigits, withoutSeparators } from './digits.ts';

/**
 * The number of a care provider at the health insurance institute (INAMI, RIZIV): `P-NNNNN-CC-QQQ`, eleven
 * digits, of which the last three are a qualification and change. A person is therefore known by the first
 * eight, and those alone are accepted too. CC checks the first six: 97 minus their remainder by 97, for newer
 * numbers 89 in place of 97. A number that fails both may still be right: the person is told, and can insist.
 */
export type NihdiModulus = 97 | 89;

export interface NihdiNumber {
  /** What identifies the person: the first eight digits. */
  readonly first8: string;
  /** The last three digits; null when only eight were given. */
  readonly qualification: string | null;
  /** All eleven digits; null when only eight were given. */
  readonly full: string | null;
}

export type NihdiParsing =
  | (NihdiNumber & { readonly status: 'ok'; readonly modulus: NihdiModulus })
  | (NihdiNumber & { readonly status: 'check-failed' })
  | { readonly status: 'malformed'; readonly code: 'empty' | 'malformed' | 'wrong-length' };

/** Reads a number of eleven or eight digits in any punctuation. Never throws. */
export function parseNihdi(text: string): NihdiParsing {
  const digits = withoutSeparators(text);
  if (digits === '') return { status: 'malformed', code: 'empty' };
  if (!isDigits(digits)) return { status: 'malformed', code: 'malformed' };
  if (digits.length !== 8 && digits.length !== 11) return { status: 'malformed', code: 'wrong-length' };
  const first8 = digits.slice(0, 8);
  const [qualification, full] = digits.length === 11 ? [digits.slice(8), digits] : [null, null];
  const modulus = nihdiModulus(Number(first8.slice(0, 6)), Number(first8.slice(6)));
  return modulus === null
    ? { status: 'check-failed', first8, qualification, full }
    : { status: 'ok', modulus, first8, qualification, full };
}

/** `1-90001-22-003`, or `1-90001-22` for eight digits. Throws a RangeError for anything but 8 or 11 digits. */
export function formatNihdi(digits: string): string {
  const parts = /^(\d)(\d{5})(\d{2})(\d{3})?$/.exec(digits);
  if (!parts) throw new RangeError('A NIHDI number has 8 or 11 digits');
  return parts
    .slice(1)
    .filter((part) => part !== undefined)
    .join('-');
}

/** Eleven digits with their check, from the first six and a qualification of three. Throws a RangeError otherwise. */
export function makeNihdi(first6: string, qualification: string, modulus: NihdiModulus = 97): string {
  if (!/^\d{6}$/.test(first6) || !/^\d{3}$/.test(qualification)) {
    throw new RangeError('A NIHDI number is made of six digits and a qualification of three');
  }
  return first6 + checkDigits(first6, modulus) + qualification;
}

/** By which of them the two digits check the first six; null where by none. */
export function nihdiModulus(first6: number, check: number): NihdiModulus | null {
  if (check === 97 - (first6 % 97)) return 97;
  return check === 89 - (first6 % 89) ? 89 : null;
}

function checkDigits(first6: string, modulus: NihdiModulus): string {
  return String(modulus - (Number(first6) % modulus)).padStart(2, '0');
}
