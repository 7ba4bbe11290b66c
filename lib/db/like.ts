/** A person's text as it stands in a LIKE pattern: what would stand for any letters stands for itself. */
export function likeText(text: string): string {
  return text.trim().replace(/[\\%_]/g, '\\$&');
}
