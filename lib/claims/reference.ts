import { newCode, normaliseCode } from '#lib/shared/secrets.ts';

/** What people quote: `M-7F3K-92QD`, forty random bits. */
export function newReference(): string {
  return `M-${newCode(2)}`;
}

/** A reference as people type it, without its dashes or its first letter; undefined where it can't be one. */
export function readReference(text: string): string | undefined {
  const letters = text.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const body = normaliseCode(letters.length === 9 && letters.startsWith('M') ? letters.slice(1) : letters);
  return /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(body) ? `M-${body}` : undefined;
}
