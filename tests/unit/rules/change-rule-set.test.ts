import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeable,
  changeRuleSet,
  changesNothing,
  effectiveChanges,
  noChanges,
  type RuleSetChanges,
} from '#lib/rules/change-rule-set.ts';
import { decide } from '#lib/rules/decide.ts';
import { describeRuleSet } from '#lib/rules/describe.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import { parseRuleSet } from '#lib/rules/rule-set-schema.ts';
import { getRuleSet, ruleSets } from '#lib/rules/rule-sets.ts';
import { isTaskforceDecision, taskforceDecision } from '#lib/rules/sources.ts';
import { anyFacts, entitled, phase } from './facts.ts';

const reserve = getRuleSet('strategic-reserve-2020');
const day = '2020-06-20';
const source = taskforceDecision(day, 'Stock allows it.');
const change = (changes: Partial<RuleSetChanges>) =>
  changeRuleSet(reserve, { ...noChanges, ...changes }, { version: 2, from: day, source });

const anyChanges: fc.Arbitrary<RuleSetChanges> = fc.record({
  addProfessions: fc.subarray([...professionCodes]),
  threshold: fc.option(fc.constantFrom(0, 0.25, 0.5, 0.75)),
  excludeServedUnder: fc.subarray(['emergency-masks-2020', 'dentist-ffp2-2020']),
});

describe('a changed copy of a rule set', () => {
  it('[DECIDE-06] adds a profession, and leaves the version it was copied from as it was', () => {
    const wider = change({ addProfessions: ['physiotherapist'] });
    const physiotherapist = { ...entitled, profession: 'physiotherapist' } as const;
    expect(decide(physiotherapist, reserve, day).outcome).toBe('not-eligible');
    expect(decide(physiotherapist, wider, day)).toMatchObject({ outcome: 'eligible', ruleSet: { version: 2 } });
    expect(reserve.version).toBe(1);
    expect(changeable(reserve, day).professions).not.toContain('physiotherapist');
  });

  it('[DECIDE-06] moves the threshold, which itself still has to be exceeded', () => {
    const stricter = change({ threshold: 0.75 });
    const outcome = (share: number) =>
      decide({ ...entitled, ambulatoryShares: [{ ...phase, share }] }, stricter, day).outcome;
    expect(outcome(0.75)).toBe('not-eligible');
    expect(outcome(0.751)).toBe('eligible');
  });

  it('[DECIDE-06] leaves out who was served under an earlier programme, and does not guess where that is unknown', () => {
    const second = change({ excludeServedUnder: ['emergency-masks-2020'] });
    const outcome = (servedUnder: string[] | null) => decide({ ...entitled, servedUnder }, second, day).outcome;
    expect(outcome([])).toBe('eligible');
    expect(outcome(['emergency-masks-2020'])).toBe('not-eligible');
    expect(outcome(null)).toBe('undetermined');
  });

  it('holds from its day on, with what held before beside it', () => {
    const wider = change({ threshold: 0.25 });
    expect(wider.validFrom).toBe(day);
    expect(decide(entitled, wider, '2020-06-19').reasons).toMatchObject([{ code: 'rule-set-not-yet-in-force' }]);
    const rule = wider.rules.find((instance) => instance.rule === 'mostly-ambulatory');
    expect(
      rule?.parameters.threshold.values.map(({ validFrom, validUntil, value }) => [validFrom, validUntil, value]),
    ).toEqual([
      ['2020-06-01', day, 0.5],
      [day, null, 0.25],
    ]);
  });

  it('names the taskforce as the source of what changed, and of nothing else', () => {
    const { conditions } = describeRuleSet(
      change({ threshold: 0.25, excludeServedUnder: ['emergency-masks-2020'] }),
      day,
    );
    const decided = conditions.filter(({ sources }) => sources.some(isTaskforceDecision)).map(({ code }) => code);
    expect(decided).toEqual(['mostly-ambulatory', 'not-already-served']);
  });

  it('decides like the original where nothing is changed', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { ruleSet: _ruleSet, ...copy } = decide(facts, change({}), day);
        expect(copy).toEqual((({ ruleSet: _, ...original }) => original)(decide(facts, reserve, day)));
      }),
    );
  });

  it('knows which changes would change nothing', () => {
    const already: RuleSetChanges = { ...noChanges, addProfessions: ['dentist'], threshold: 0.5 };
    expect(changesNothing(effectiveChanges(reserve, already, day))).toBe(true);
    expect(changesNothing(effectiveChanges(reserve, { ...already, threshold: 0.6 }, day))).toBe(false);
    // Nothing asks about activity there.
    const masks = getRuleSet('emergency-masks-2020');
    expect(effectiveChanges(masks, { ...noChanges, threshold: 0.6 }, day).threshold).toBeNull();
  });
});

describe('a stored rule set', () => {
  it('[DECIDE-07] is read back as it was written, whatever was changed', () => {
    for (const ruleSet of ruleSets) expect(parseRuleSet(JSON.parse(JSON.stringify(ruleSet)))).toEqual(ruleSet);
    fc.assert(
      fc.property(anyChanges, (changes) => {
        const ruleSet = change(changes);
        expect(parseRuleSet(JSON.parse(JSON.stringify(ruleSet)))).toEqual(ruleSet);
      }),
    );
  });

  it('is refused as a whole where it has a rule or a word that is not known', () => {
    const definition = JSON.parse(JSON.stringify(reserve));
    expect(() => parseRuleSet({ ...definition, rules: [{ rule: 'by-lot', parameters: {}, source }] })).toThrow();
    expect(() => parseRuleSet({ ...definition, rules: [] })).toThrow();
    expect(() => parseRuleSet({ ...definition, quota: 5 })).toThrow();
  });

  it('can’t be changed once read', () => {
    const ruleSet = parseRuleSet(JSON.parse(JSON.stringify(reserve)));
    expect(Object.isFrozen(ruleSet.rules[0].parameters)).toBe(true);
  });
});
