import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelFor } from '#lib/rules/channels.ts';
import {
  entitledItems,
  type Grant,
  type QuotaLine,
  remainingItems,
  sumItems,
  timesItems,
} from '#lib/rules/entitlement.ts';
import { isGloveVariant, itemCodes, variantsOf } from '#lib/rules/items.ts';
import { parameter } from '#lib/rules/parameters.ts';
import type { ProfessionCode } from '#lib/rules/professions.ts';
import { getRuleSet, type RuleSet, ruleSets } from '#lib/rules/rule-sets.ts';
import { letter } from '#lib/rules/sources.ts';
import { anyFacts, entitled } from './facts.ts';

const reserve = getRuleSet('strategic-reserve-2020');
const masks = getRuleSet('emergency-masks-2020');
const ffp2 = getRuleSet('dentist-ffp2-2020');
const day = '2020-06-16';

const parcel = [
  { item: 'gloves', quantity: 400 },
  { item: 'aprons', quantity: 50 },
  { item: 'goggles', quantity: 1 },
  { item: 'surgical-masks', quantity: 1000 },
] as const;

/** The shape of a weekly allocation: so many masks each ISO week, more for some professions. */
const weekly: Grant = {
  kind: 'weekly-quota',
  lines: [
    quota(['general-practitioner', 'dentist'], 24),
    quota(['general-practitioner'], 50),
    quota(['midwife', 'physiotherapist'], 18),
  ],
};

function quota(professions: readonly ProfessionCode[], quantity: number): QuotaLine {
  const source = letter('opening', 'example');
  return {
    item: 'surgical-masks',
    professions: parameter('target-professions', '2020-05-04', professions, source),
    quantity: parameter('weekly-quantity', '2020-05-04', quantity, source),
  };
}

describe('a kit', () => {
  it('[RULES-04] of the reserve is the parcel of the letter', () => {
    expect(entitledItems(reserve.grant, 'midwife', day)).toEqual(parcel);
  });

  it('of the emergency masks is one hundred surgical masks', () => {
    expect(entitledItems(masks.grant, 'podiatrist', day)).toEqual([{ item: 'surgical-masks', quantity: 100 }]);
  });

  it('is given once, however long ago', () => {
    const served = parcel.map((had) => ({ ...had, servedOn: '2020-07-06' }));
    expect(remainingItems(reserve.grant, 'midwife', '2021-07-06', served)).toEqual([]);
    expect(remainingItems(reserve.grant, 'midwife', day, served.slice(0, 2))).toEqual(parcel.slice(2));
  });

  it('whose quantity is open gives nothing yet', () => {
    expect(entitledItems(ffp2.grant, 'dentist', day)).toEqual([]);
  });
});

describe('a weekly quota', () => {
  it('is counted by profession, one line added to the other', () => {
    expect(entitledItems(weekly, 'general-practitioner', '2020-05-11')).toEqual([
      { item: 'surgical-masks', quantity: 74 },
    ]);
    expect(entitledItems(weekly, 'physiotherapist', '2020-05-11')).toEqual([{ item: 'surgical-masks', quantity: 18 }]);
    expect(entitledItems(weekly, 'podiatrist', '2020-05-11')).toEqual([]);
  });

  it('begins again on Monday', () => {
    const served = [{ item: 'surgical-masks' as const, quantity: 20, servedOn: '2020-05-11' }];
    const left = (asOf: string) => remainingItems(weekly, 'dentist', asOf, served);
    expect(left('2020-05-10')).toEqual([{ item: 'surgical-masks', quantity: 24 }]);
    expect(left('2020-05-17')).toEqual([{ item: 'surgical-masks', quantity: 4 }]);
    expect(left('2020-05-18')).toEqual([{ item: 'surgical-masks', quantity: 24 }]);
  });

  it('is never below zero, and what was served and what remains is never less than what one may have', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 60 }), { maxLength: 5 }), (quantities) => {
        const served = quantities.map((quantity) => ({
          item: 'surgical-masks' as const,
          quantity,
          servedOn: '2020-05-12',
        }));
        const left = remainingItems(weekly, 'dentist', '2020-05-14', served).reduce(
          (sum, { quantity }) => sum + quantity,
          0,
        );
        const had = quantities.reduce((sum, quantity) => sum + quantity, 0);
        expect(left).toBe(Math.max(0, 24 - had));
      }),
    );
  });
});

describe('items', () => {
  it('add up and multiply, one line an item', () => {
    const anyLines = fc.array(fc.record({ item: fc.constantFrom(...itemCodes), quantity: fc.nat({ max: 1000 }) }));
    fc.assert(
      fc.property(anyLines, fc.nat({ max: 20 }), (lines, persons) => {
        const total = sumItems(lines);
        expect(new Set(total.map(({ item }) => item)).size).toBe(total.length);
        expect(timesItems(total, persons)).toEqual(sumItems(Array.from({ length: persons }, () => lines).flat()));
      }),
    );
  });

  it('have variants for gloves only', () => {
    expect(variantsOf('gloves')).toEqual(['gloves-s', 'gloves-m', 'gloves-l', 'gloves-xl']);
    expect(itemCodes.filter((item) => variantsOf(item).length > 0)).toEqual(['gloves']);
    expect(isGloveVariant('gloves')).toBe(false);
  });
});

describe('the way of delivery', () => {
  it.each([
    ['general-practitioner', false, 'province-pickup'],
    ['general-practitioner', true, 'province-pickup'],
    ['home-nurse', true, 'grouping'],
    ['home-care-assistant', true, 'grouping'],
    ['home-nurse', false, 'province-pickup'],
    ['home-nurse', null, 'province-pickup'],
    ['midwife', true, 'province-pickup'],
  ] as const)('[RULES-06] of the reserve, for %s in a grouping: %s, is %s', (profession, groupingMember, channel) => {
    expect(channelFor({ ...entitled, profession, groupingMember }, reserve)).toBe(channel);
  });

  it('of FFP2 is the association', () => {
    expect(channelFor({ ...entitled, profession: 'dentist' }, ffp2)).toBe('association');
  });

  it('exists for everyone, whatever is known', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom<RuleSet>(...ruleSets), (facts, ruleSet) => {
        expect(ruleSet.channels.map(({ channel }) => channel)).toContain(channelFor(facts, ruleSet));
      }),
    );
  });
});
