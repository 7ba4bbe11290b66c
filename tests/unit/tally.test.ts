import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decider, type PersonGroup, type PracticeOfGroup, tallyDecisions } from '#lib/eligibility/tally.ts';
import { changeRuleSet, noChanges } from '#lib/rules/change-rule-set.ts';
import { getRuleSet, type RuleSet } from '#lib/rules/rule-sets.ts';
import { taskforceDecision } from '#lib/rules/sources.ts';
import { anyFacts, entitled } from './rules/facts.ts';

const programmeCode = 'strategic-reserve-2020';
const asOf = '2020-06-16';
const today = getRuleSet(programmeCode, 1);
const tally = (groups: readonly PersonGroup[], ruleSet: RuleSet = today) =>
  tallyDecisions(groups, decider(ruleSet, asOf), programmeCode);

const group = (
  persons: number,
  ...practices: (Partial<PracticeOfGroup['facts']> & { listed?: boolean })[]
): PersonGroup => ({
  persons,
  practices: practices.map(({ listed = false, ...facts }) => ({ facts: { ...entitled, ...facts }, listed })),
});

const anyGroups: fc.Arbitrary<PersonGroup[]> = fc.array(
  fc.record({
    persons: fc.integer({ min: 1, max: 50_000 }),
    practices: fc.array(fc.record({ facts: anyFacts, listed: fc.boolean() }), { minLength: 1, maxLength: 3 }),
  }),
);

describe('a tally', () => {
  it('[DECIDE-09] tells for each profession and province who is eligible, who is not and why, and what is wanting', () => {
    const { cells } = tally([
      group(5, {}),
      group(2, { listed: true }),
      group(3, { registered: false }),
      group(4, { registered: false, profession: 'podiatrist' }),
      group(1, { registered: null, ambulatoryShares: null, listed: true }),
      // Not met is the answer, whatever else is not known.
      group(6, { registered: false, ambulatoryShares: null, domicileProvince: 'BE-BRU' }),
    ]);
    const told = cells.map(({ professionCode, provinceCode, outcome, failed, missing, listed, practices }) =>
      [
        professionCode,
        provinceCode,
        outcome,
        [...failed, ...missing].join('+'),
        listed ? 'listed' : '',
        practices,
      ].join(' '),
    );
    expect(told.toSorted()).toEqual([
      'general-practitioner BE-BRU not-eligible right-to-practise  6',
      'general-practitioner BE-WLG eligible   5',
      'general-practitioner BE-WLG eligible  listed 2',
      'general-practitioner BE-WLG not-eligible right-to-practise  3',
      'general-practitioner BE-WLG undetermined registered+ambulatoryShares listed 1',
      'podiatrist BE-WLG not-eligible profession-in-target-group+right-to-practise  4',
    ]);
  });

  it.each([
    ['one for each who is eligible', [group(5, {}), group(3, { registered: false })], 5],
    ['one for two professions', [group(5, { profession: 'midwife' }, { profession: 'home-nurse' })], 5],
    ['none for who was served under this very programme', [group(5, { servedUnder: [programmeCode] })], 0],
    ['one for who was served under another', [group(5, { servedUnder: ['emergency-masks-2020'] })], 5],
  ] as const)('[DECIDE-03] needs parcels: %s', (_, groups, parcels) => {
    expect(tally(groups).needs).toEqual(parcels === 0 ? [] : [{ provinceCode: 'BE-WLG', parcels }]);
  });

  it('[DECIDE-10] adds up to all practices, and needs at most one parcel a person', () => {
    fc.assert(
      fc.property(anyGroups, (groups) => {
        const { cells, needs } = tally(groups);
        const practices = groups.reduce((sum, one) => sum + one.persons * one.practices.length, 0);
        expect(cells.reduce((sum, cell) => sum + cell.practices, 0)).toBe(practices);
        const parcels = needs.reduce((sum, need) => sum + need.parcels, 0);
        expect(parcels).toBeLessThanOrEqual(groups.reduce((sum, one) => sum + one.persons, 0));
        expect(parcels).toBeLessThanOrEqual(
          cells.reduce((sum, cell) => sum + (cell.outcome === 'eligible' ? cell.practices : 0), 0),
        );
      }),
    );
  });

  it('[DECIDE-10] is the same for the same people in another order', () => {
    fc.assert(
      fc.property(anyGroups, (groups) => {
        expect(tally(groups.toReversed())).toEqual(tally(groups));
      }),
    );
  });

  it('[DECIDE-10] of unchanged rules is today’s', () => {
    const copy = changeRuleSet(today, noChanges, {
      version: 2,
      from: asOf,
      source: taskforceDecision(asOf, 'A copy.'),
    });
    fc.assert(
      fc.property(anyGroups, (groups) => {
        expect(tally(groups, copy)).toEqual(tally(groups));
      }),
    );
  });

  it('decides the same facts once', () => {
    const decide = decider(today, asOf);
    tallyDecisions(
      [group(5, {}), group(2, { listed: true }), group(1, {}, { profession: 'midwife' })],
      decide,
      programmeCode,
    );
    expect(decide.decided()).toHaveLength(2);
  });
});
