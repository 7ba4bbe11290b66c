import { isDigits, withoutSeparators } from './digits.ts';

/**
 * The number of an enterprise or a self-employed person in the Crossroads Bank: ten digits `0NNN.NNN.NCC`, beginning with
 * 0 or 1, of which the last two are 97 minus the remainder by 97 of the first eight. Older ones are written without the
 * leading zero.
 */
export type EnterpriseNumberParsing =
  | { readonly status: 'ok'; readonly digits: string }
  | { readonly status: 'malformed'; readonly code: 'empty' | 'malformed' | 'wrong-length' | 'check-failed' };

/** Reads it in any punctuation, with or without the country's letters. Never throws. */
export function parseEnterpriseNumber(text: string): EnterpriseNumberParsing {
  const compact = withoutSeparators(text).replace(/^BE/, '');
  if (compact === '') return { status: 'malformed', code: 'empty' };
  if (!isDigits(compact)) return { status: 'malformed', code: 'malformed' };
  const digits = compact.length === 9 ? `0${compact}` : compact;
  if (digits.length !== 10) return { status: 'malformed', code: 'wrong-length' };
  const checks = /^[01]/.test(digits) && Number(digits.slice(8)) === 97 - (Number(digits.slice(0, 8)) % 97);
  return checks ? { status: 'ok', digits } : { status: 'malformed', code: 'check-failed' };
}

/** Ten digits with their check, from the first eight. Throws a RangeError for a serial outside 1 to 19 999 999. */
export function makeEnterpriseNumber(first8: number): string {
  if (!Number.isInteger(first8) || first8 < 1 || first8 > 19_999_999) throw new RangeError(`No enterprise: ${first8}`);
  return `${String(first8).padStart(8, '0')}${String(97 - (first8 % 97)).padStart(2, '0')}`;
}
