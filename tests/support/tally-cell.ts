import type { TallyCell } from '#lib/eligibility/tally.ts';

/** One dentist of Liège who is eligible and on no list, but for what is changed. */
export function tallyCell(changes: Partial<TallyCell>): TallyCell {
  return {
    professionCode: 'dentist',
    provinceCode: 'BE-WLG',
    outcome: 'eligible',
    failed: [],
    missing: [],
    listed: false,
    practices: 1,
    ...changes,
  };
}
