import { makeNihdi } from '#lib/identifiers/nihdi.ts';

/**
 * The demonstration's people. The sample makes each of them, plainly synthetic, with this address; the page that only a
 * demonstration has signs in as them through an ordinary link.
 */
export const demonstrationPeople = [
  { key: 'general-practitioner', email: 'general.practitioner@demo.invalid', language: 'fr', landing: '/provider' },
  { key: 'dentist', email: 'dentist@demo.invalid', language: 'nl', landing: '/provider' },
  { key: 'midwife', email: 'midwife@demo.invalid', language: 'de', landing: '/provider' },
  { key: 'home-nurse', email: 'home.nurse@demo.invalid', language: 'nl', landing: '/provider' },
  { key: 'staff-liege', email: 'staff.liege@demo.invalid', language: 'fr', landing: '/province' },
  { key: 'staff-antwerp', email: 'staff.antwerp@demo.invalid', language: 'nl', landing: '/province' },
  { key: 'administrator', email: 'administrator@demo.invalid', language: 'nl', landing: '/taskforce' },
  // An appeal goes to another reviewer, so there are two.
  { key: 'second-administrator', email: 'second.administrator@demo.invalid', language: 'fr', landing: '/taskforce' },
] as const;

export type DemonstrationPerson = (typeof demonstrationPeople)[number];

/** What each care provider among them types into the check: a number of the block that the sample keeps for them. */
export const demonstrationNumbers = {
  'general-practitioner': { number: makeNihdi('199001', '003'), postcode: '4000' },
  dentist: { number: makeNihdi('399001', '001'), postcode: '2000' },
  midwife: { number: makeNihdi('499001', '401'), postcode: '4700' },
  'home-nurse': { number: makeNihdi('499002', '401'), postcode: '9000' },
} as const;

export type DemonstrationProviderKey = keyof typeof demonstrationNumbers;
