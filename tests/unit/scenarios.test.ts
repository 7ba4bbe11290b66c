import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const tests = path.resolve(import.meta.dirname, '..');
const text = readFileSync(path.join(tests, 'SCENARIOS.md'), 'utf8');
const idForm = /[A-Z]+(?:-[A-Z]+)*-\d{2}/g;

/** The rows of all tables whose first column is a scenario's id. */
const listed = [...text.matchAll(/^\| ([A-Z]+(?:-[A-Z]+)*-\d{2}) \|/gm)].map(([, id]) => id ?? '');

/** Ids in the titles of tests, `[CHECK-01]`. */
const tagged = new Set(
  globSync('{unit,integration,e2e}/**/*.{test,spec}.{ts,tsx}', { cwd: tests }).flatMap((file) =>
    [...readFileSync(path.join(tests, file), 'utf8').matchAll(/\[([A-Z]+(?:-[A-Z]+)*-\d{2})\]/g)].map(
      ([, id]) => id ?? '',
    ),
  ),
);

/** The letter's table: its words, then the scenarios that show them, or what is left to later. */
const letter = [
  ...(text.split('## The letter')[1]?.split('\n## ')[0] ?? '').matchAll(/^\| («.+?») \| (.+?) \|$/gm),
].map(([, words, shownBy]) => ({ words: words ?? '', shownBy: shownBy ?? '' }));

describe('the scenarios', () => {
  it('each has a test that carries its id', () => {
    expect(listed.filter((id) => !tagged.has(id))).toEqual([]);
  });

  it('each id that a test carries is a scenario', () => {
    expect([...tagged].filter((id) => !listed.includes(id)).sort()).toEqual([]);
  });

  it('no id stands twice', () => {
    expect(listed.filter((id, index) => listed.indexOf(id) !== index)).toEqual([]);
  });

  it('each statement of the letter is shown by scenarios that exist, or named as left to later', () => {
    expect(letter.length).toBeGreaterThan(20);
    for (const { words, shownBy } of letter) {
      const ids = shownBy.match(idForm) ?? [];
      expect(ids.length > 0 || shownBy.startsWith('Left to later'), words).toBe(true);
      expect(
        ids.filter((id) => !listed.includes(id)),
        words,
      ).toEqual([]);
    }
  });

  it('each statement quotes the letter', () => {
    const said = readFileSync(path.join(tests, 'fixtures/letter-2020-06-15.fr.txt'), 'utf8');
    const plain = (words: string) =>
      words
        .replace(/[«»…\s\u00a0]+/g, ' ')
        .replace(/[’']/g, "'")
        .trim();
    const whole = plain(said);
    for (const { words } of letter) {
      for (const part of words.split('…')) expect(whole).toContain(plain(part));
    }
  });
});
