/** What people put between the digits of a number: spaces of any width, dots, dashes of any length, slashes. */
const separators = /[\s./\\_\u2010-\u2015\u2212-]/gu;

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
