import { readdirSync } from 'node:fs';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { provinceCodes } from '#lib/geography/provinces.ts';
import { locales } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { namespaces } from '#lib/i18n/namespaces.ts';
import { channelCodes } from '#lib/rules/channels.ts';
import { gloveVariants, itemCodes } from '#lib/rules/items.ts';
import { parameterCodes } from '#lib/rules/parameters.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import { missingNames, outcomes, reasonCodes, ruleCodes } from '#lib/rules/reasons.ts';
import { programmeCodes, programmeStatuses, ruleSets } from '#lib/rules/rule-sets.ts';
import { documents, noteCodes } from '#lib/rules/sources.ts';

/** Every message by its key from the root, such as `rules.outcomes.eligible`. */
function flatten(value: unknown, key = ''): [key: string, message: string][] {
  if (typeof value === 'string') return [[key, value]];
  if (typeof value !== 'object' || value === null) throw new Error(`${key} is neither text nor a group of texts`);
  return Object.entries(value).flatMap(([name, inner]) => flatten(inner, key === '' ? name : `${key}.${name}`));
}

const all = new Map(
  await Promise.all(locales.map(async (locale) => [locale, new Map(flatten(await loadMessages(locale)))] as const)),
);

const messagesOf = (locale: (typeof locales)[number]) => all.get(locale) ?? new Map<string, string>();
const french = messagesOf('fr');

/** The arguments and tags of a message with their kind, whatever their order or how often they stand. */
function argumentsOf(message: string): string[] {
  const found = new Set<string>();
  const visit = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
      // A language without a plural there may write the number alone.
      const kind = element.type === TYPE.plural ? TYPE.number : element.type;
      found.add(`${TYPE[kind]} ${element.value}`);
      if (element.type === TYPE.select) found.add(`${element.value}: ${Object.keys(element.options).toSorted()}`);
      if (element.type === TYPE.tag) visit(element.children);
      if (element.type === TYPE.select || element.type === TYPE.plural) {
        for (const option of Object.values(element.options)) visit(option.value);
      }
    }
  };
  visit(parse(message));
  return [...found].toSorted();
}

/** The words of a message without its arguments. */
function literalsOf(message: string): string[] {
  const found: string[] = [];
  const visit = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.literal) found.push(element.value);
      if (element.type === TYPE.tag) visit(element.children);
      if (element.type === TYPE.select || element.type === TYPE.plural) {
        for (const option of Object.values(element.options)) visit(option.value);
      }
    }
  };
  visit(parse(message));
  return found;
}

describe('message files', () => {
  it.each(locales)('in %s are those of the namespaces, each listed once and in order', (locale) => {
    const files = readdirSync(new URL(`../../lib/i18n/messages/${locale}`, import.meta.url));
    expect(files.toSorted()).toEqual(namespaces.map((namespace) => `${namespace}.json`).toSorted());
    expect(namespaces).toEqual([...new Set(namespaces)].toSorted());
  });

  it.each(locales)('in %s have the keys of the others', (locale) => {
    expect([...messagesOf(locale).keys()].toSorted()).toEqual([...french.keys()].toSorted());
  });

  it.each(locales)('in %s can be read, are not empty, and take the same arguments', (locale) => {
    const different = [...messagesOf(locale)]
      .map(([key, message]) => ({ key, here: argumentsOf(message), french: argumentsOf(french.get(key) ?? '') }))
      .filter(({ here, french }) => here.join() !== french.join());
    expect(different).toEqual([]);
    expect([...messagesOf(locale)].filter(([, message]) => message.trim() === '')).toEqual([]);
  });

  it.each(locales)('in %s do not shout', (locale) => {
    expect(
      [...messagesOf(locale)].filter(([, message]) => literalsOf(message).some((text) => text.includes('!'))),
    ).toEqual([]);
  });

  it('in French keep high punctuation and quotation marks on the line of their word', () => {
    const loose = / [:;?»]|« |[\p{L}\p{N})][;?](\s|$)|\p{L}:(\s|$)/u;
    expect([...french].filter(([, message]) => literalsOf(message).some((text) => loose.test(text)))).toEqual([]);
  });
});

describe('every code has its words', () => {
  // Why somebody is not entitled, what would settle it, and the rule's name; that the rules are not in force yet, too.
  const ruleWords = ['decisions.rule', 'why.settle', 'claim-review.ruleNames'];
  const expected = [
    ...reasonCodes.map((code) => `rules.reasons.${code}`),
    ...ruleCodes.map((code) => `rules.conditions.${code}`),
    ...[...ruleCodes, 'rule-set-in-force'].flatMap((code) => ruleWords.map((words) => `${words}.${code}`)),
    ...outcomes.map((code) => `rules.outcomes.${code}`),
    ...['met', 'failed', 'unknown'].map((code) => `rules.statuses.${code}`),
    ...missingNames.map((code) => `rules.missing.${code}`),
    ...parameterCodes.map((code) => `rules.parameters.${code}`),
    ...Object.keys(documents).map((code) => `rules.documents.${code}`),
    ...noteCodes.map((code) => `rules.notes.${code}`),
    ...programmeCodes.map((code) => `rules.programmes.${code}`),
    ...programmeStatuses.map((code) => `rules.programme-statuses.${code}`),
    ...['kit', 'weekly-quota', 'open'].map((code) => `rules.grants.${code}`),
    ...['everyone', 'grouping-members'].map((code) => `rules.channels.${code}`),
    ...professionCodes.flatMap((code) => [`professions.${code}.name`, `professions.${code}.group`]),
    ...provinceCodes.map((code) => `provinces.${code}`),
    ...[...itemCodes, ...gloveVariants].flatMap((code) =>
      ['name', 'count', 'unit'].map((part) => `items.${code}.${part}`),
    ),
    ...gloveVariants.map((code) => `items.${code}.size`),
    ...channelCodes.flatMap((code) => [`channels.${code}.name`, `channels.${code}.description`]),
  ];

  it.each(locales)('in %s', (locale) => {
    expect(expected.filter((key) => !messagesOf(locale).has(key))).toEqual([]);
  });

  it('and no words are left over for codes that are gone', () => {
    const groups = [
      'rules.reasons.',
      'rules.conditions.',
      ...ruleWords.map((words) => `${words}.`),
      'rules.notes.',
      'rules.parameters.',
      'rules.missing.',
      'professions.',
    ];
    const written = [...french.keys()].filter((key) => groups.some((group) => key.startsWith(group)));
    expect(written.filter((key) => !expected.includes(key))).toEqual([]);
  });

  it('and each rule set is one of the programmes', () => {
    expect(new Set(ruleSets.map(({ code }) => code))).toEqual(new Set(programmeCodes));
  });
});
