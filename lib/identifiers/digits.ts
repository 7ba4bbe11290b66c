/**
 * What people and their programs put between the digits of a number: punctuation, signs and spaces, seen or unseen ones.
 * All but a plus, which begins a telephone number.
 */
const separators = /(?!\+)[\s\p{P}\p{S}\p{Z}\p{Cf}]/gu;

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
