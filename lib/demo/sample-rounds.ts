import type { ProvinceCode } from '#lib/geography/provinces.ts';
import type { Day } from '#lib/rules/days.ts';
import { type ProfessionCode, professionCodes } from '#lib/rules/professions.ts';
import type { ProgrammeCode } from '#lib/rules/rule-sets.ts';

/*
 * What was decided and published before the story begins: the lists of the emergency masks in May, and those of the
 * reserve on 12 June. Whoever lacks a fact in the registers is undetermined, and so stands on no list. A second delivery
 * of the registers came on the day before the story begins, and waits to be linked.
 */

export interface SampleRound {
  readonly programme: ProgrammeCode;
  readonly asOf: Day;
  readonly decidedAt: string;
  readonly publishedAt: string;
  /** Those whose lists this round published. */
  readonly professions: readonly ProfessionCode[];
}

export const sampleRounds = {
  masks: {
    programme: 'emergency-masks-2020',
    asOf: '2020-05-19',
    decidedAt: '2020-05-19T18:00:00+02:00',
    publishedAt: '2020-05-20T10:00:00+02:00',
    professions: professionCodes,
  },
  reserve: {
    programme: 'strategic-reserve-2020',
    asOf: '2020-06-11',
    decidedAt: '2020-06-11T18:00:00+02:00',
    publishedAt: '2020-06-12T10:00:00+02:00',
    professions: ['general-practitioner', 'specialist', 'dentist', 'home-nurse', 'home-care-assistant', 'midwife'],
  },
} as const satisfies Record<string, SampleRound>;

/** When the files of each delivery of the registers were received. */
export const sampleDeliveries = {
  first: '2020-05-18T08:00:00+02:00',
  second: '2020-06-15T16:00:00+02:00',
} as const;

/** Where the emergency masks are still to be delivered, at the end of June. */
export const provincesStillToServeMasks: ReadonlySet<ProvinceCode> = new Set(['BE-WHT', 'BE-VLI']);

const deliveryDays = [
  ...['2020-05-25', '2020-05-26', '2020-05-27', '2020-05-28', '2020-05-29', '2020-06-02'],
  ...['2020-06-03', '2020-06-04', '2020-06-05', '2020-06-08', '2020-06-09', '2020-06-10'],
] as const;

/** When the emergency masks reached a provider who is entitled to them; null where they are still to come. */
export function masksServedAt(serial: number, province: ProvinceCode): string | null {
  if (provincesStillToServeMasks.has(province)) return null;
  return `${deliveryDays[serial % deliveryDays.length]}T12:00:00+02:00`;
}
