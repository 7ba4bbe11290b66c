import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { provinceCodes } from '#lib/geography/provinces.ts';
import * as parameters from '#lib/rules/parameters.ts';
import { valueOn } from '#lib/rules/parameters.ts';
import { ruleSets } from '#lib/rules/rule-sets.ts';
import {
  documentCodes,
  documents,
  type LetterSource,
  noteCodes,
  type SectionCode,
  sectionCodes,
  sectionHeadings,
} from '#lib/rules/sources.ts';

const plain = (text: string) => text.replace(/[’']/g, '’').replace(/\s+/g, ' ');
const letter = readFileSync(new URL('../../fixtures/letter-2020-06-15.fr.txt', import.meta.url), 'utf8');

/** The text of a section, from the line of its heading to that of the next. */
function section(code: SectionCode): string {
  const headings: readonly string[] = Object.values(sectionHeadings).filter((heading) => heading !== null);
  const lines = letter.split('\n');
  const heading = sectionHeadings[code];
  const start = heading === null ? -1 : lines.indexOf(heading);
  const end = lines.findIndex((line, at) => at > start && headings.includes(line));
  return plain(lines.slice(start + 1, end === -1 ? undefined : end).join('\n'));
}

/** Everything in the rule sets that has the shape of a source. */
function sourcesIn(value: unknown): LetterSource[] {
  if (typeof value !== 'object' || value === null) return [];
  const isSource = (thing: object): thing is LetterSource => 'quote' in thing && 'section' in thing;
  return isSource(value) ? [value] : Object.values(value).flatMap(sourcesIn);
}

const sources = sourcesIn(ruleSets);

describe('sources', () => {
  it('[RULES-11] name a sentence that stands in that section of the letter', () => {
    expect(sources.length).toBeGreaterThan(20);
    for (const source of sources) expect(section(source.section)).toContain(plain(source.quote));
  });

  it('are given for every rule, value and channel', () => {
    for (const ruleSet of ruleSets) {
      for (const { source } of [...ruleSet.rules, ...ruleSet.channels])
        expect(source).toMatchObject({ quote: expect.stringMatching(/./) });
    }
    const values = Object.values(parameters).flatMap((value) =>
      typeof value === 'object' && 'values' in value && Array.isArray(value.values) ? value.values : [],
    );
    expect(values.length).toBeGreaterThan(10);
    for (const value of values) expect(value.source).toMatchObject({ seed: '000_91f37149b09d6868.txt' });
  });

  it('say of each own reading that it is one, and every reading is used', () => {
    const used = new Set(sources.flatMap((source) => (source.reading ? [source.note] : [])));
    expect([...used].toSorted()).toEqual([...noteCodes].toSorted());
  });

  it('have one list of the letters and their sections', () => {
    expect(documentCodes).toEqual(Object.keys(documents));
    expect(sectionCodes).toEqual(Object.keys(sectionHeadings));
  });

  it('flag what the letter does not say', () => {
    for (const open of [parameters.acutePhase, parameters.mostlyActiveThreshold, parameters.emergencySurgicalMasks]) {
      expect(valueOn<unknown>(open, '2020-06-16').source.reading).toBe(true);
    }
    for (const said of [parameters.reserveGloves, parameters.reserveGoggles]) {
      expect(valueOn(said, '2020-06-16').source.reading).toBe(false);
    }
  });
});

describe('dated parameters', () => {
  const source = valueOn(parameters.acutePhase, '2020-06-16').source;
  const changing: parameters.Parameter<number> = {
    code: 'mostly-active-threshold',
    values: [
      { validFrom: '2020-06-01', validUntil: '2020-07-01', value: 0.5, source },
      { validFrom: '2020-07-01', validUntil: null, value: 0.25, source },
    ],
  };

  it.each([
    ['2020-06-01', 0.5],
    ['2020-06-30', 0.5],
    ['2020-07-01', 0.25],
    ['2031-01-01', 0.25],
  ])('hold on %s the value %d', (day, value) => {
    expect(valueOn(changing, day).value).toBe(value);
  });

  it('have no value before the first', () => {
    expect(() => valueOn(changing, '2020-05-31')).toThrow(RangeError);
  });

  it('have a value on every day of the rule sets that use them', () => {
    for (const ruleSet of ruleSets) {
      const used = ruleSet.rules.flatMap(({ parameters: given }) =>
        Object.values<parameters.Parameter<unknown>>(given),
      );
      const quantities = ruleSet.grant.kind === 'open' ? [] : ruleSet.grant.lines.map(({ quantity }) => quantity);
      const claims = ruleSet.claims ? [ruleSet.claims.lastDay] : [];
      for (const parameter of [...used, ...quantities, ...claims]) {
        expect(() => valueOn(parameter, ruleSet.validFrom)).not.toThrow();
        expect(() => valueOn(parameter, '2030-01-01')).not.toThrow();
      }
    }
  });

  it('name the same provinces as the geography', () => {
    expect(valueOn(parameters.servedProvinces, '2020-06-16').value).toEqual(provinceCodes);
  });
});

/** A version decisions were made by stays as it was. Whoever changes a rule adds a version, and its print here. */
describe('published versions', () => {
  it('are unchanged', () => {
    const prints = ruleSets.map((ruleSet) => [
      `${ruleSet.code} ${ruleSet.version}`,
      createHash('sha256').update(JSON.stringify(ruleSet)).digest('hex').slice(0, 16),
    ]);
    expect(Object.fromEntries(prints)).toMatchInlineSnapshot(`
      {
        "dentist-ffp2-2020 1": "efdbbb219299ff8d",
        "emergency-masks-2020 1": "c4d3ca178f872073",
        "strategic-reserve-2020 1": "c2c12b6ef457ce2c",
      }
    `);
  });
});
