import { provinceLanguages } from '#lib/geography/province-languages.ts';
import { type ProvinceCode, provinceCodes } from '#lib/geography/provinces.ts';
import { sampleId } from './ids.ts';
import { demonstrationPeople } from './people.ts';

export interface SampleUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly language: 'fr' | 'nl' | 'de';
  readonly role: 'TASKFORCE_ADMIN' | 'PROVINCE_STAFF' | null;
  readonly province: ProvinceCode | null;
}

const staffOf: Readonly<Record<string, ProvinceCode>> = { 'staff-liege': 'BE-WLG', 'staff-antwerp': 'BE-VAN' };
const administrators: readonly string[] = ['administrator', 'second-administrator'];

const names = {
  'general-practitioner': 'Alix Exemple 000001',
  dentist: 'Camille Voorbeeld 000002',
  midwife: 'Charlie Beispiel 000003',
  'home-nurse': 'Dominique Voorbeeld 000004',
  'staff-liege': 'Robin Exemple',
  'staff-antwerp': 'Sacha Voorbeeld',
  administrator: 'Noa Voorbeeld',
  'second-administrator': 'Sam Exemple',
} as const satisfies Record<(typeof demonstrationPeople)[number]['key'], string>;

/** The demonstration's people, and one member of staff for each province that has none among them. */
export const sampleUsers: readonly SampleUser[] = [
  ...demonstrationPeople.map(({ key, email, language }, index) => ({
    id: sampleId('user', index + 1),
    email,
    name: names[key],
    language,
    role: roleOf(key),
    province: staffOf[key] ?? null,
  })),
  ...provinceCodes
    .filter((code) => !Object.values(staffOf).includes(code))
    .map((province, index) => {
      const [language = 'fr'] = provinceLanguages[province];
      return {
        id: sampleId('user', 100 + index),
        email: `staff.${province.toLowerCase()}@sample.invalid`,
        name: `${language === 'nl' ? 'Voorbeeld' : 'Exemple'} ${province}`,
        language,
        role: 'PROVINCE_STAFF' as const,
        province,
      };
    }),
];

function roleOf(key: string): SampleUser['role'] {
  if (administrators.includes(key)) return 'TASKFORCE_ADMIN';
  return key in staffOf ? 'PROVINCE_STAFF' : null;
}

export const [firstAdministrator, secondAdministrator] = administratorIds();

function administratorIds(): readonly [string, string] {
  const [first, second] = sampleUsers.filter(({ role }) => role === 'TASKFORCE_ADMIN');
  if (!first || !second) throw new Error('The demonstration has two administrators');
  return [first.id, second.id];
}

/** Who acts for a province in the sample. */
export function staffIdOf(province: ProvinceCode): string {
  const user = sampleUsers.find((candidate) => candidate.province === province);
  if (!user) throw new Error(`No staff for ${province}`);
  return user.id;
}
