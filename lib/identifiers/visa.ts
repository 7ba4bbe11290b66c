import { isDigits, withoutSeparators } from './digits.ts';

/**
 * The visa of the health administration, by which care assistants are known, who have no NIHDI number. How the
 * administration writes it is not known to us, so this form is our own: the letter V and nine digits, without a
 * check. The letter is required: nine digits alone may be a NIHDI number with digits missing or too many, and
 * other registers number by nine digits. With it no visa can be taken for a NIHDI number of 8 or 11 digits.
 */
export type VisaParsing =
  | { readonly status: 'ok'; readonly value: string }
  | { readonly status: 'malformed'; readonly code: 'empty' | 'malformed' | 'wrong-length' };

/** Whether the text is meant as a visa number: it begins with the letter V, or the word visa. */
export function looksLikeVisa(text: string): boolean {
  return withoutSeparators(text).startsWith('V');
}

/** Reads `V123456789` in any punctuation, in capitals or not, also after the word visa. Never throws. */
export function parseVisa(text: string): VisaParsing {
  const compact = withoutSeparators(text);
  if (compact === '') return { status: 'malformed', code: 'empty' };
  const digits = compact.replace(/^V(ISA)?/, '');
  if (digits === compact || !isDigits(digits)) return { status: 'malformed', code: 'malformed' };
  return digits.length === 9 ? { status: 'ok', value: `V${digits}` } : { status: 'malformed', code: 'wrong-length' };
}

/** `V 123 456 789`. Throws a RangeError for anything but a V and nine digits. */
export function formatVisa(value: string): string {
  const parts = /^V(\d{3})(\d{3})(\d{3})$/.exec(value);
  if (!parts) throw new RangeError('A visa number is a V and nine digits');
  return ['V', ...parts.slice(1)].join(' ');
}

/** The visa number of a serial from 0 to 999 999 999. Throws a RangeError outside. */
export function makeVisa(serial: number): string {
  if (!Number.isInteger(serial) || serial < 0 || serial > 999_999_999)
    throw new RangeError(`No visa serial: ${serial}`);
  return `V${String(serial).padStart(9, '0')}`;
}
