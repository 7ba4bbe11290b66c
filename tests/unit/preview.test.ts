import { describe, expect, it } from 'vitest';
import { changesOf, whatIfQuery, whatIfSearchSchema } from '#lib/eligibility/decision-schema.ts';
import {
  countReasons,
  figuresBy,
  narrowed,
  needsAgainstStock,
  needsWithin,
  shortfall,
  sideBySide,
  sumCells,
} from '#lib/eligibility/preview.ts';
import { tallyCell } from '../support/tally-cell.ts';

const cells = [
  tallyCell({ practices: 5 }),
  tallyCell({ practices: 7, listed: true }),
  tallyCell({ practices: 2, outcome: 'not-eligible', failed: ['right-to-practise'], listed: true }),
  tallyCell({ practices: 3, outcome: 'not-eligible', failed: ['right-to-practise', 'mostly-ambulatory'] }),
  tallyCell({
    practices: 4,
    outcome: 'undetermined',
    missing: ['ambulatoryShares'],
    provinceCode: 'BE-BRU',
    listed: true,
  }),
];

describe('a preview', () => {
  it('[DECIDE-09] sums who is entitled, who is not, what is open, and who comes in and goes out', () => {
    expect(sumCells(cells)).toEqual({ eligible: 12, notEligible: 5, undetermined: 4, comingIn: 5, goingOut: 6 });
    expect(figuresBy(cells, 'provinceCode', ['BE-BRU', 'BE-VAN', 'BE-WLG']).map(({ code }) => code)).toEqual([
      'BE-BRU',
      'BE-WLG',
    ]);
  });

  it('counts each rule that is not met and each fact that is wanting, the most frequent first', () => {
    expect(countReasons(cells)).toEqual({
      failed: [
        { name: 'right-to-practise', practices: 5 },
        { name: 'mostly-ambulatory', practices: 3 },
      ],
      missing: [{ name: 'ambulatoryShares', practices: 4 }],
    });
  });

  it('[DECIDE-11] sets the reasons of today beside those of other rules, the most frequent of either first', () => {
    const today = [
      { name: 'right-to-practise', practices: 5 },
      { name: 'mostly-ambulatory', practices: 3 },
    ];
    const changed = [
      { name: 'not-already-served', practices: 9 },
      { name: 'right-to-practise', practices: 5 },
    ];
    expect(sideBySide(today, changed)).toEqual([
      { name: 'not-already-served', before: 0, after: 9 },
      { name: 'right-to-practise', before: 5, after: 5 },
      { name: 'mostly-ambulatory', before: 3, after: 0 },
    ]);
  });

  it('sets parcels against what lies in a province and is on the way to it, and the central depot in the country', () => {
    const stock = [
      { provinceCode: null, itemCode: 'gloves', onHand: 1_000, onTheWay: 0 },
      { provinceCode: 'BE-WLG', itemCode: 'gloves', onHand: 500, onTheWay: 100 },
    ];
    const needs = needsAgainstStock(
      [{ provinceCode: 'BE-WLG', parcels: 2 }],
      [{ item: 'gloves', quantity: 400 }],
      stock,
      ['BE-VAN', 'BE-WLG'],
    );
    expect(needs.parcels).toBe(2);
    expect(needs.items).toEqual([{ itemCode: 'gloves', need: 800, onHand: 1_500, onTheWay: 100 }]);
    expect(needs.items.map(shortfall)).toEqual([0]);
    expect(needs.provinces.map(({ provinceCode, items }) => [provinceCode, ...items.map(shortfall)])).toEqual([
      ['BE-VAN', 0],
      ['BE-WLG', 200],
    ]);
  });
});

describe('decisions of one profession or province', () => {
  const liege = tallyCell({ professionCode: 'dentist', provinceCode: 'BE-WLG', practices: 2 });
  const antwerp = tallyCell({ professionCode: 'midwife', provinceCode: 'BE-VAN', practices: 3 });
  const arrival = { professionCode: 'midwife', provinceCode: 'BE-VAN', practices: 3, before: null };
  const needs = [
    { provinceCode: 'BE-VAN', parcels: 3 },
    { provinceCode: 'BE-WLG', parcels: 2 },
  ];
  const all = { cells: [liege, antwerp], needs, arrivals: [arrival] };

  it('[DECIDE-22] leave out the others, but for the parcels, which persons need', () => {
    expect(narrowed(all, {})).toEqual(all);
    expect(narrowed(all, { profession: 'dentist' })).toEqual({ cells: [liege], needs, arrivals: [] });
    expect(narrowed(all, { province: 'BE-VAN' })).toEqual({ cells: [antwerp], needs: [needs[0]], arrivals: [arrival] });
  });

  it('[DECIDE-22] set the parcels of one province against what is there alone', () => {
    const stock = [
      { provinceCode: null, itemCode: 'gloves', onHand: 1_000, onTheWay: 0 },
      { provinceCode: 'BE-WLG', itemCode: 'gloves', onHand: 500, onTheWay: 100 },
    ];
    const within = needsWithin('BE-WLG', needs, [{ item: 'gloves', quantity: 400 }], stock, ['BE-VAN', 'BE-WLG']);
    const items = [{ itemCode: 'gloves', need: 800, onHand: 500, onTheWay: 100 }];
    expect(within).toEqual({ parcels: 2, items, provinces: [{ provinceCode: 'BE-WLG', parcels: 2, items }] });
  });
});

describe('the address of a trial', () => {
  it.each([
    ['60', 0.6],
    ['33,5 %', 0.335],
    ['0', 0],
    ['100', null],
    ['half', null],
    ['', null],
  ])('reads the threshold %j as %j', (threshold, read) => {
    expect(changesOf(whatIfSearchSchema.parse({ threshold })).threshold).toBe(read);
  });

  it('is the same once read and written', () => {
    const changes = {
      addProfessions: ['podiatrist'],
      threshold: 0.335,
      excludeServedUnder: ['emergency-masks-2020'],
    } as const;
    const query = whatIfQuery('strategic-reserve-2020', changes);
    expect(changesOf(whatIfSearchSchema.parse(query))).toEqual(changes);
  });

  it('leaves out what it can’t read', () => {
    expect(changesOf(whatIfSearchSchema.parse({ add: 'astronaut', exclude: ['nothing'], programme: 'none' }))).toEqual({
      addProfessions: [],
      threshold: null,
      excludeServedUnder: [],
    });
  });
});
