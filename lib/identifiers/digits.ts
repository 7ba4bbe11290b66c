/** What people put between the digits of a number: spaces of any width, dots, dashes of any length, slashes. */
const separators = /[\s./\\_\u2010-\u2015\u2212-]/gu;

/** The text without its separators, in capitals. */
export function withoutSeparators(text: string): string {
  return text.replace(separators, '').toUpperCase();
}

export function isDigits(text: string): boolean {
  return /^\d+$/.test(text);
}
