import fc from 'fast-check';
import type { Facts } from '#lib/rules/facts.ts';
import { acutePhase, valueOn } from '#lib/rules/parameters.ts';
import { professionCodes } from '#lib/rules/professions.ts';

export const phase = valueOn(acutePhase, '2020-06-16').value;

/** A person who meets every rule of the strategic reserve. */
export const entitled: Facts = {
  profession: 'general-practitioner',
  registered: true,
  ambulatoryShares: [{ ...phase, share: 0.9 }],
  domicileProvince: 'BE-WLG',
  groupingMember: false,
  servedUnder: [],
};

const share = fc.record({
  from: fc.constantFrom('2020-01-01', '2020-03-01'),
  until: fc.constantFrom('2020-06-01', '2020-07-01'),
  share: fc.oneof(fc.constantFrom(0, 0.499, 0.5, 0.501, 1), fc.double({ min: 0, max: 1, noNaN: true })),
});

/** Any facts, each of them known, null or absent. */
export const anyFacts: fc.Arbitrary<Facts> = fc.record(
  {
    profession: fc.option(fc.constantFrom(...professionCodes)),
    registered: fc.option(fc.boolean()),
    ambulatoryShares: fc.option(fc.array(share, { maxLength: 4 })),
    domicileProvince: fc.option(fc.constantFrom('BE-WLG', 'BE-BRU', 'FR', 'DE-NW')),
    groupingMember: fc.option(fc.boolean()),
    servedUnder: fc.option(fc.subarray(['strategic-reserve-2020', 'emergency-masks-2020'])),
  },
  { requiredKeys: [] },
);
