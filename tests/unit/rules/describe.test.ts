import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { statementHint } from '#lib/claims/statement-hint.ts';
import { type Locale, locales } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { decide } from '#lib/rules/decide.ts';
import { describeComposition, describeRuleSet } from '#lib/rules/describe.ts';
import { getRuleSet, type RuleSet, ruleSets } from '#lib/rules/rule-sets.ts';
import { taskforceDecision } from '#lib/rules/sources.ts';
import {
  dayInWords,
  noteInWords,
  reasonInWords,
  reasonsInWords,
  sourceInWords,
  statementInWords,
  type Translate,
} from '#lib/rules/words.ts';
import { entitled } from './facts.ts';

const day = '2020-06-16';

/** A translator that throws where a page would show the key. */
async function strictTranslate(locale: Locale): Promise<Translate> {
  const messages = await loadMessages(locale);
  return createTranslator({
    locale,
    messages,
    timeZone: 'Europe/Brussels',
    onError: (error) => {
      throw error;
    },
  });
}

describe('a description', () => {
  it('lists every rule with its values and sources', () => {
    const reserve = describeRuleSet(getRuleSet('strategic-reserve-2020'), day);
    expect(reserve.conditions.map(({ code }) => code)).toEqual([
      'profession-in-target-group',
      'right-to-practise',
      'mostly-ambulatory',
      'domicile-in-province',
    ]);
    const activity = reserve.conditions[2];
    expect(activity?.params).toEqual({ threshold: 0.5, from: '2020-03-01', lastDay: '2020-05-31' });
    expect(activity?.sources.map((source) => (source.reading ? source.note : 'letter'))).toEqual([
      'letter',
      'acute-phase-march-to-may',
      'mostly-means-more-than-half',
    ]);
    expect(reserve.grant.lines.map(({ item, quantity }) => [item, quantity])).toEqual([
      ['gloves', 400],
      ['aprons', 50],
      ['goggles', 1],
      ['surgical-masks', 1000],
    ]);
    expect(reserve.claimLastDay).toMatchObject({ day: '2020-06-20', zone: 'Europe/Brussels' });
  });

  it('shows what is announced as open, and the values of the first day before it', () => {
    const ffp2 = describeRuleSet(getRuleSet('dentist-ffp2-2020'), '2020-01-01');
    expect(ffp2).toMatchObject({ status: 'announced', claimLastDay: null });
    expect(ffp2.grant.lines).toEqual([{ item: 'ffp2-masks', quantity: null, params: {}, sources: [] }]);
  });

  it('changes with the rule', () => {
    const reserve = getRuleSet('strategic-reserve-2020');
    const [first] = reserve.rules;
    const only: RuleSet = { ...reserve, version: 2, rules: [first] };
    expect(describeRuleSet(only, day).conditions).toHaveLength(1);
  });

  it.each(locales)('is made of whole sentences in %s', async (locale) => {
    const translate = await strictTranslate(locale);
    for (const ruleSet of ruleSets) {
      const { conditions, channels, grant, nameKey } = describeRuleSet(ruleSet, day);
      for (const statement of [...conditions, ...channels]) {
        const sentence = statementInWords(statement, translate, locale);
        expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
        expect(sentence).not.toMatch(/[{}]|undefined/);
        for (const source of statement.sources) {
          const cited = sourceInWords(source, statement.params, translate, locale);
          expect(cited.reading === null).toBe(!source.reading);
          expect(cited.document).toContain('2020');
        }
      }
      expect(translate(grant.messageKey)).not.toBe('');
      expect(translate(nameKey)).toContain('2020');
    }
  });
});

describe('the parcel on the page of the rules', () => {
  const { grant } = describeRuleSet(getRuleSet('strategic-reserve-2020'), day);
  const lines = (kit: Parameters<typeof describeComposition>[1]) =>
    describeComposition(grant, kit).map(({ item, quantity, byRules }) => [item, quantity, byRules]);

  it('[RULES-13] is the composition in force, and says where the rules say otherwise', () => {
    expect(
      lines([
        { item: 'gloves', quantity: 200 },
        { item: 'goggles', quantity: 1 },
        { item: 'surgical-masks', quantity: 1000 },
        { item: 'ffp2-masks', quantity: 20 },
      ]),
    ).toEqual([
      ['gloves', 200, 400],
      ['goggles', 1, null],
      ['surgical-masks', 1000, null],
      ['ffp2-masks', 20, 0],
      ['aprons', 0, 50],
    ]);
  });

  it('[RULES-13] is the rules’ own where nothing is composed', () => {
    expect(lines([])).toEqual(grant.lines.map(({ item, quantity }) => [item, quantity, null]));
  });
});

describe('what is said of a rule elsewhere', () => {
  /** The reserve with another phase, from May to June. */
  function withPeriod(from: string, until: string): RuleSet {
    const reserve = getRuleSet('strategic-reserve-2020');
    const [first, ...others] = reserve.rules.map((rule) => {
      if (rule.rule !== 'mostly-ambulatory') return rule;
      const { period } = rule.parameters;
      const values = period.values.map((one) => ({ ...one, value: { from, until } }));
      return { ...rule, parameters: { ...rule.parameters, period: { ...period, values } } };
    });
    if (!first) throw new Error('no rule');
    return { ...reserve, rules: [first, ...others] };
  }

  it.each([
    ['fr', 'de votre activité en soins ambulatoires du 1er mars 2020 au 31 mai 2020 inclus.'],
    ['nl', 'van uw activiteit van 1 maart 2020 tot en met 31 mei 2020 ambulante zorg was.'],
    ['de', 'Ihrer Tätigkeit vom 1. März 2020 bis einschließlich 31. Mai 2020 auf die ambulante Versorgung entfiel.'],
    ['en', 'of your work from 1 March 2020 to 31 May 2020 was ambulatory care.'],
  ] as const)('[RULES-13] asks in %s for the period of the rules', async (locale, sentence) => {
    const translate = await strictTranslate(locale);
    const hint = (...codes: RuleSet[]) => statementHint(codes, day, translate, locale);
    const reserve = getRuleSet('strategic-reserve-2020');
    const masks = getRuleSet('emergency-masks-2020');
    expect(hint(reserve, masks, reserve)).toContain(sentence);
    expect(hint(masks)).not.toMatch(/20\d\d/);
    const other = hint(withPeriod('2020-05-01', '2020-07-01'), reserve);
    expect(other).toContain(dayInWords('2020-06-30', locale));
    expect(other).toContain(dayInWords('2020-05-31', locale));
  });

  it.each(locales)('[RULES-13] names in %s the values that a reading led to', async (locale) => {
    const translate = await strictTranslate(locale);
    const reading = (note: Parameters<typeof noteInWords>[0], params: Parameters<typeof noteInWords>[1]) =>
      noteInWords(note, params, translate, locale);
    expect(reading('mostly-means-more-than-half', { threshold: 0.6 })).toMatch(/60.?%.*60.?%/);
    expect(reading('acute-phase-march-to-may', { from: '2020-03-02', lastDay: '2020-06-30' })).toContain(
      dayInWords('2020-06-30', locale),
    );
    expect(reading('later-wording-of-the-cutoff', { lastDay: '2020-06-25' })).toContain(
      dayInWords('2020-06-25', locale),
    );
  });
});

describe('a decision of the taskforce', () => {
  it.each(locales)('is cited as one, with its day and its reason, in %s', async (locale) => {
    const cited = sourceInWords(
      taskforceDecision('2020-06-20', 'Le stock le permet.'),
      {},
      await strictTranslate(locale),
      locale,
    );
    expect(cited).toMatchObject({ kind: 'decision', reason: 'Le stock le permet.', reading: null });
    expect(cited.section).toContain(dayInWords('2020-06-20', locale));
  });
});

describe('reasons in words', () => {
  it.each([
    [
      'fr',
      'Du 1er mars 2020 au 31 mai 2020, 90 % de votre activité a eu lieu en soins ambulatoires. Il en faut plus de 50 %.',
    ],
    [
      'nl',
      'Van 1 maart 2020 tot en met 31 mei 2020 vond 90% van uw activiteit plaats in de ambulante zorg. Dat moet meer dan 50% zijn.',
    ],
    [
      'de',
      'Vom 1. März 2020 bis zum 31. Mai 2020 fanden 90 % Ihrer Tätigkeit in der ambulanten Versorgung statt. Es müssen mehr als 50 % sein.',
    ],
    [
      'en',
      'From 1 March 2020 to 31 May 2020, 90% of your activity was in ambulatory care. It has to be more than 50%.',
    ],
  ] as const)('say in %s the share, the threshold and the period', async (locale, sentence) => {
    const translate = await strictTranslate(locale);
    const [, , reason] = decide(entitled, getRuleSet('strategic-reserve-2020'), day).reasons;
    if (!reason) throw new Error('A reason is missing');
    expect(reasonInWords(reason, translate, locale).replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')).toBe(sentence);
  });

  it.each(locales)('are whole for every kind of person in %s', async (locale) => {
    const translate = await strictTranslate(locale);
    const persons = [entitled, {}, { profession: 'podiatrist', registered: false, domicileProvince: 'FR' }] as const;
    for (const facts of persons) {
      for (const ruleSet of ruleSets) {
        for (const asOf of [day, '2020-01-01']) {
          for (const sentence of reasonsInWords(decide(facts, ruleSet, asOf), translate, locale)) {
            expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
            expect(sentence).not.toMatch(/[{}]|undefined/);
          }
        }
      }
    }
  });

  it('write days as each language does', () => {
    expect(locales.map((locale) => dayInWords('2020-03-01', locale))).toEqual([
      '1er mars 2020',
      '1 maart 2020',
      '1. März 2020',
      '1 March 2020',
    ]);
    expect(dayInWords('2020-03-21', 'fr')).toBe('21 mars 2020');
  });
});
