import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '#lib/rules/decide.ts';
import { type Facts, factsSchema } from '#lib/rules/facts.ts';
import { parameter } from '#lib/rules/parameters.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import { decisionSchema, type Reason } from '#lib/rules/reasons.ts';
import { findRuleSet, getRuleSet, type RuleSet, ruleSets } from '#lib/rules/rule-sets.ts';
import { letter } from '#lib/rules/sources.ts';
import { anyFacts, entitled, phase } from './facts.ts';

const reserve = getRuleSet('strategic-reserve-2020', 1);
const masks = getRuleSet('emergency-masks-2020', 1);
const ffp2 = getRuleSet('dentist-ffp2-2020', 1);
const day = '2020-06-16';

const codes = (reasons: readonly Reason[]) => reasons.map(({ code }) => code);

describe('the strategic reserve', () => {
  it('is for a registered general practitioner, mostly active in ambulatory care, with a domicile in a province', () => {
    const decision = decide(entitled, reserve, day);
    expect(decision).toMatchObject({ outcome: 'eligible', missing: [], asOf: day });
    expect(decision.ruleSet).toEqual({ code: 'strategic-reserve-2020', version: 1 });
    expect(codes(decision.reasons)).toEqual([
      'profession-in-target-group',
      'right-to-practise-held',
      'ambulatory-share-above-threshold',
      'domicile-in-province',
    ]);
  });

  it.each(professionCodes)('[RULES-01] knows whether it is for %s', (profession) => {
    const target = ['general-practitioner', 'specialist', 'dentist', 'home-nurse', 'home-care-assistant', 'midwife'];
    const { outcome } = decide({ ...entitled, profession }, reserve, day);
    expect(outcome).toBe(target.includes(profession) ? 'eligible' : 'not-eligible');
  });

  it.each([
    [0, 'not-eligible'],
    [0.499, 'not-eligible'],
    [0.5, 'not-eligible'],
    [0.5 + Number.EPSILON, 'eligible'],
    [0.501, 'eligible'],
    [1, 'eligible'],
  ])('[RULES-02] takes an ambulatory share of %d as %s', (share, outcome) => {
    expect(decide({ ...entitled, ambulatoryShares: [{ ...phase, share }] }, reserve, day).outcome).toBe(outcome);
  });

  it('looks at 1 March to 31 May 2020, both included, and at no other period', () => {
    expect(phase).toEqual({ from: '2020-03-01', until: '2020-06-01' });
    const [, , reason] = decide(entitled, reserve, day).reasons;
    expect(reason?.params).toMatchObject({ from: '2020-03-01', lastDay: '2020-05-31', threshold: 0.5, share: 0.9 });
    for (const other of [
      { from: '2020-03-02', until: '2020-06-01' },
      { from: '2020-03-01', until: '2020-05-31' },
      { from: '2020-01-01', until: '2020-07-01' },
    ]) {
      const decision = decide({ ...entitled, ambulatoryShares: [{ ...other, share: 1 }] }, reserve, day);
      expect(decision).toMatchObject({ outcome: 'undetermined', missing: ['ambulatoryShares'] });
    }
  });

  it('does not choose between two different shares for the same period', () => {
    const twice = [0.9, 0.4].map((share) => ({ ...phase, share }));
    expect(decide({ ...entitled, ambulatoryShares: twice }, reserve, day).outcome).toBe('undetermined');
    const same = [0.9, 0.9].map((share) => ({ ...phase, share }));
    expect(decide({ ...entitled, ambulatoryShares: same }, reserve, day).outcome).toBe('eligible');
  });

  it('gives all reasons and all that is missing, not only the first', () => {
    const none = decide({}, reserve, day);
    expect(none.outcome).toBe('undetermined');
    expect(none.missing).toEqual(['profession', 'registered', 'ambulatoryShares', 'domicileProvince']);
    const mixed = decide({ profession: 'podiatrist', registered: false, domicileProvince: 'FR' }, reserve, day);
    expect(mixed).toMatchObject({ outcome: 'not-eligible', missing: ['ambulatoryShares'] });
    expect(codes(mixed.reasons)).toEqual([
      'profession-outside-target-group',
      'right-to-practise-not-held',
      'ambulatory-share-unknown',
      'domicile-outside-provinces',
    ]);
  });

  it('takes null as not known, like an absent fact', () => {
    expect(decide({ ...entitled, registered: null }, reserve, day).missing).toEqual(['registered']);
    const { registered: _, ...without } = entitled;
    expect(decide(without, reserve, day)).toEqual(decide({ ...entitled, registered: null }, reserve, day));
  });

  it('decides nothing for a day before its rules hold', () => {
    expect(decide(entitled, reserve, '2020-06-01').outcome).toBe('eligible');
    const early = decide(entitled, reserve, '2020-05-31');
    expect(early).toMatchObject({ outcome: 'undetermined', missing: ['rulesInForce'] });
    expect(codes(early.reasons)).toEqual(['rule-set-not-yet-in-force']);
  });
});

describe('the emergency masks', () => {
  it.each(professionCodes)('[RULES-07] are for %s, whatever the activity in the acute phase', (profession) => {
    const facts: Facts = { profession, registered: true, domicileProvince: 'BE-BRU' };
    expect(decide(facts, masks, day).outcome).toBe('eligible');
  });

  it('are not for somebody without the right to practise', () => {
    expect(decide({ ...entitled, registered: false }, masks, day).outcome).toBe('not-eligible');
  });
});

describe('FFP2 for dentists', () => {
  it('[RULES-05] is not decided for the dentists themselves, and not for others', () => {
    const dentist = decide({ ...entitled, profession: 'dentist' }, ffp2, day);
    expect(dentist).toMatchObject({ outcome: 'undetermined', missing: ['personalDistributionDecision'] });
    expect(decide(entitled, ffp2, day).outcome).toBe('not-eligible');
  });
});

describe('any decision', () => {
  const anyRuleSet = fc.constantFrom(...ruleSets);
  const anyDay = fc.constantFrom('2020-01-01', '2020-05-31', '2020-06-01', '2020-06-16', '2021-03-01');

  it('[RULES-08] is the same whatever the order of the facts', () => {
    fc.assert(
      fc.property(anyFacts, anyRuleSet, anyDay, fc.infiniteStream(fc.nat()), (facts, ruleSet, asOf, numbers) => {
        const order = <T>(values: readonly T[]): T[] =>
          values
            .map((value) => ({ value, position: numbers.next().value }))
            .sort((a, b) => a.position - b.position)
            .map(({ value }) => value);
        const reordered = factsSchema.parse(
          Object.fromEntries(
            order(Object.entries(facts)).map(([name, fact]) => [name, Array.isArray(fact) ? order(fact) : fact]),
          ),
        );
        expect(decide(reordered, ruleSet, asOf)).toEqual(decide(facts, ruleSet, asOf));
      }),
    );
  });

  it('[RULES-09] has a reason, and its outcome follows from its reasons', () => {
    fc.assert(
      fc.property(anyFacts, anyRuleSet, anyDay, (facts, ruleSet, asOf) => {
        const decision = decide(facts, ruleSet, asOf);
        const statuses = decision.reasons.map(({ status }) => status);
        expect(statuses.length).toBeGreaterThan(0);
        expect(decision.outcome === 'not-eligible').toBe(statuses.includes('failed'));
        expect(decision.outcome === 'eligible').toBe(statuses.every((status) => status === 'met'));
        expect(decision.missing.length > 0).toBe(statuses.includes('unknown'));
      }),
    );
  });

  it('asks every rule that is in force exactly once', () => {
    fc.assert(
      fc.property(anyFacts, anyRuleSet, (facts, ruleSet) => {
        const asked = decide(facts, ruleSet, day).reasons.map(({ rule }) => rule);
        expect(asked).toEqual(ruleSet.rules.map(({ rule }) => rule));
      }),
    );
  });

  it('is not changed by learning one fact more, once it is settled', () => {
    fc.assert(
      fc.property(anyFacts, anyRuleSet, (facts, ruleSet) => {
        const before = decide({ ...facts, registered: null }, ruleSet, day).outcome;
        const after = decide({ ...facts, registered: true }, ruleSet, day).outcome;
        if (before !== 'undetermined') expect(after).toBe(before);
      }),
    );
  });

  it('survives being kept as JSON, and so do the rules and the facts', () => {
    fc.assert(
      fc.property(anyFacts, anyRuleSet, anyDay, (facts, ruleSet, asOf) => {
        const decision = decide(facts, ruleSet, asOf);
        expect(decisionSchema.parse(JSON.parse(JSON.stringify(decision)))).toEqual(decision);
        const kept: RuleSet = JSON.parse(JSON.stringify(ruleSet));
        expect(decide(factsSchema.parse(JSON.parse(JSON.stringify(facts))), kept, asOf)).toEqual(decision);
      }),
    );
  });

  it.each(['2020-6-1', '20200601', '2020-02-30', '', 'today'])('refuses %j as a day', (asOf) => {
    expect(() => decide(entitled, reserve, asOf)).toThrow(RangeError);
  });
});

describe('rule sets', () => {
  it('are found by code and version, the newest without one', () => {
    expect(findRuleSet('strategic-reserve-2020', 1)).toBe(reserve);
    expect(findRuleSet('strategic-reserve-2020')).toBe(reserve);
    expect(findRuleSet('strategic-reserve-2020', 2)).toBeUndefined();
    expect(findRuleSet('unknown')).toBeUndefined();
    expect(() => getRuleSet('unknown')).toThrow('unknown');
  });

  it('have one version of each number', () => {
    const keys = ruleSets.map(({ code, version }) => `${code} ${version}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('cannot be changed', () => {
    expect(() => Object.assign(reserve, { version: 2 })).toThrow(TypeError);
    expect(() => Object.assign(reserve.rules[0], { rule: 'right-to-practise' })).toThrow(TypeError);
  });

  it('[RULES-03] grow as data: a profession more, another threshold, nobody served twice', () => {
    const source = letter('target-groups', 'Le groupe des professionnels');
    const tried: RuleSet = {
      ...reserve,
      version: 2,
      rules: [
        {
          rule: 'profession-in-target-group',
          parameters: { professions: parameter('target-professions', day, ['physiotherapist'], source) },
          source,
        },
        ...reserve.rules.slice(1).map((instance) =>
          instance.rule === 'mostly-ambulatory'
            ? {
                ...instance,
                parameters: {
                  ...instance.parameters,
                  threshold: parameter('mostly-active-threshold', day, 0.25, source),
                },
              }
            : instance,
        ),
        {
          rule: 'not-already-served',
          parameters: { programmes: parameter('programmes-that-exclude', day, ['emergency-masks-2020'], source) },
          source,
        },
      ],
    };
    const facts: Facts = { ...entitled, profession: 'physiotherapist', ambulatoryShares: [{ ...phase, share: 0.3 }] };
    expect(decide(facts, reserve, day).outcome).toBe('not-eligible');
    expect(decide(facts, tried, day)).toMatchObject({ outcome: 'eligible', ruleSet: { version: 2 } });
    const served = decide({ ...facts, servedUnder: ['emergency-masks-2020'] }, tried, day);
    expect(served.outcome).toBe('not-eligible');
    expect(codes(served.reasons)).toContain('already-served');
    expect(decide({ ...facts, servedUnder: null }, tried, day).missing).toEqual(['servedUnder']);
    expect(decide({ ...facts, servedUnder: ['strategic-reserve-2020'] }, tried, day).outcome).toBe('eligible');
  });
});

describe('facts', () => {
  it.each([{ share: 1.1 }, { share: -0.1 }, { from: '2020-06-01', until: '2020-06-01' }, { from: '1 March' }])(
    'refuse %j as activity',
    (wrong) => {
      const activity = { ...phase, share: 0.5, ...wrong };
      expect(factsSchema.safeParse({ ambulatoryShares: [activity] }).success).toBe(false);
    },
  );

  it('refuse an unknown profession, a province in words and a fact nobody asks for', () => {
    expect(factsSchema.safeParse({ profession: 'wizard' }).success).toBe(false);
    expect(factsSchema.safeParse({ domicileProvince: 'Liège' }).success).toBe(false);
    expect(factsSchema.safeParse({ age: 40 }).success).toBe(false);
  });
});
