/**
 * What people and their programs put between the digits of a number: punctuation, signs and spaces, seen or unseen ones.
 * All but a plus, which begins a telephone number.
 */
const separator = '(?!\\+)[\\s\\p{P}\\p{S}\\p{Z}\\p{Cf}]';
const separators = new RegExp(separator, 'gu');

/**
 * Where so many digits begin that nothing but separators parts, and before and behind which no further digit stands; a
 * text may have several, and they may overlap. The digits with what parts them are the first group.
 */
export function runsOfDigits(count: number): RegExp {
  return new RegExp(`(?<![\\d+])(?=(\\d(?:(?:${separator})*\\d){${count - 1}})(?!\\d))`, 'gu');
}

/** The text without its separators, in capitals. */
export function withoutSeparators(text: string): string {
  return isDigits(text) ? text : text.replace(separators, '').toUpperCase();
}

export function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return text !== '';
}
