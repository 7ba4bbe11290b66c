/**
 * The professions the rules can name. The first six are the target group of the strategic reserve; the others
 * give care outside hospitals too and had emergency masks. A profession is added at the end, with its words in
 * the `professions` messages.
 */
export const professionCodes = [
  'general-practitioner',
  'specialist',
  'dentist',
  'home-nurse',
  'home-care-assistant',
  'midwife',
  'physiotherapist',
  'pharmacist',
  'speech-therapist',
  'clinical-psychologist',
  'podiatrist',
] as const;

export type ProfessionCode = (typeof professionCodes)[number];

export function isProfessionCode(value: unknown): value is ProfessionCode {
  return professionCodes.some((code) => code === value);
}
