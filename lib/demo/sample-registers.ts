import type { PostcodeArea } from '#lib/geography/municipalities.ts';
import { provinceLanguages } from '#lib/geography/province-languages.ts';
import type { ProvinceCode } from '#lib/geography/provinces.ts';
import { makeNationalNumber } from '#lib/identifiers/national-number.ts';
import { makeNihdi } from '#lib/identifiers/nihdi.ts';
import type { ProviderNumberScheme } from '#lib/identifiers/provider-number.ts';
import { makeVisa } from '#lib/identifiers/visa.ts';
import { type ProfessionCode, professionCodes } from '#lib/rules/professions.ts';
import { type DemonstrationProviderKey, demonstrationNumbers, demonstrationPeople } from './people.ts';
import { type Random, seededRandom, weightedDraw } from './random.ts';
import { associations, type SampleOrganisation, sampleOrganisations } from './sample-organisations.ts';

/*
 * Registers of nobody: as many providers as the country has, spread as they are, and none of them could be taken for a
 * person. Family names are the word "example" and a serial number, addresses end in `.invalid`.
 */

export type SampleLanguage = 'fr' | 'nl' | 'de';

export interface SamplePractice {
  readonly profession: ProfessionCode;
  readonly registeredNumber: string;
  /** Null of somebody whom no register knows. */
  readonly registered: true | null;
  /** Share of ambulatory activity in the acute phase; null where no register has it. */
  readonly share: number | null;
}

export interface SampleProvider {
  readonly serial: number;
  readonly person: DemonstrationProviderKey | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly language: SampleLanguage;
  readonly email: string | null;
  readonly street: string;
  readonly area: PostcodeArea;
  readonly scheme: ProviderNumberScheme;
  readonly value: string;
  readonly practices: readonly [SamplePractice, ...SamplePractice[]];
  /** Valid, and of nobody: as given to those whose day of birth is not known. */
  readonly nationalNumber: string;
  readonly birthYear: number;
  readonly phone: string | null;
  /** What only the second delivery of the registers says: all of this person, or the activity; null where the first has all. */
  readonly later: 'registration' | 'activity' | null;
  /** The home-care grouping it works in, or the professional association it belongs to. */
  readonly organisation: SampleOrganisation | null;
}

export interface SampleRegisters {
  readonly organisations: readonly SampleOrganisation[];
  readonly providers: readonly SampleProvider[];
}

/** In 160,000; physicians as at the end of 2019, the others in plausible proportion. */
export const professionWeights: Readonly<Record<ProfessionCode, number>> = {
  'general-practitioner': 16_559,
  specialist: 31_709,
  dentist: 10_400,
  'home-nurse': 32_000,
  'home-care-assistant': 14_000,
  midwife: 7_400,
  physiotherapist: 24_000,
  pharmacist: 12_000,
  'speech-therapist': 6_500,
  'clinical-psychologist': 4_932,
  podiatrist: 500,
};

/** The first digit of the NIHDI number; those who have none are known by a visa number. */
const firstDigits: Readonly<Record<ProfessionCode, string | null>> = {
  'general-practitioner': '1',
  specialist: '1',
  pharmacist: '2',
  dentist: '3',
  'home-nurse': '4',
  midwife: '4',
  physiotherapist: '5',
  'speech-therapist': '6',
  podiatrist: '6',
  'clinical-psychologist': '7',
  'home-care-assistant': null,
};

/** For sizes beyond any country's, once the numbers of a profession are all given; after these come visas. */
const spareDigits = ['8', '9', '0'] as const;

const qualifications: Readonly<Record<ProfessionCode, readonly [string, ...string[]]>> = {
  'general-practitioner': ['003', '003', '004', '001'],
  specialist: ['100', '140', '340', '580', '620', '690', '730', '780'],
  pharmacist: ['001'],
  dentist: ['001'],
  'home-nurse': ['401'],
  midwife: ['401'],
  physiotherapist: ['527'],
  'speech-therapist': ['001'],
  podiatrist: ['001'],
  'clinical-psychologist': ['001'],
  'home-care-assistant': ['000'],
};

/** The professions of the strategic reserve: only of these does the sample withhold facts on purpose. */
const targets: ReadonlySet<ProfessionCode> = new Set([
  'general-practitioner',
  'specialist',
  'dentist',
  'home-nurse',
  'home-care-assistant',
  'midwife',
]);

const givenNames = ['Alix', 'Camille', 'Charlie', 'Dominique', 'Noa', 'Robin', 'Sacha', 'Sam'] as const;
const familyWords = { fr: 'Exemple', nl: 'Voorbeeld', de: 'Beispiel' } as const;
const streetWords = { fr: 'Rue de l’Exemple', nl: 'Voorbeeldstraat', de: 'Beispielstraße' } as const;

/**
 * The sample of that many providers, the demonstration's four people first. The same areas and size give the same
 * sample; numbers are valid and unique.
 */
export function sampleRegisters(areas: readonly PostcodeArea[], size: number): SampleRegisters {
  const organisations = sampleOrganisations(areas, size);
  return { organisations, providers: [...sampleProviders(areas, organisations, size)] };
}

/** One by one, so that the registers of any size need no more memory than those of a village. */
export function* sampleProviders(
  areas: readonly PostcodeArea[],
  organisations: readonly SampleOrganisation[],
  size: number,
): Generator<SampleProvider> {
  const random = seededRandom(20_200_616);
  const groupings = Map.groupBy(
    organisations.filter(({ kind }) => kind === 'GROUPING'),
    ({ provinceCode }) => provinceCode,
  );
  const drawArea = weightedDraw(areas.map((value) => ({ value, weight: value.sectors })));
  const drawProfession = weightedDraw(professionCodes.map((value) => ({ value, weight: professionWeights[value] })));
  const numbers = numberSource();
  let serial = 0;
  for (const provider of demonstrationProviders(areas, groupings)) {
    serial += 1;
    yield provider;
  }
  let previousEmail: string | null = null;
  while (serial < size) {
    serial += 1;
    const area = drawArea(random);
    const profession = drawProfession(random);
    const language = languageOf(area, random);
    const { scheme, value, registered } = numbers(profession, random);
    const email = drawEmail(serial, previousEmail, random);
    previousEmail = email;
    const practices = samplePractices(profession, registered, random);
    const drawn = drawOrganisation(profession, area, language, groupings, random);
    // Work in a grouping is activity outside hospitals: a register that knows of the one knows of the other.
    const organisation = drawn?.kind === 'GROUPING' && practices[0].share === null ? null : drawn;
    yield {
      serial,
      person: null,
      givenName: random.pick(givenNames),
      familyName: `${familyWords[language]} ${String(serial).padStart(6, '0')}`,
      language,
      email,
      street: `${streetWords[language]} ${1 + random.below(180)}`,
      area,
      scheme,
      value,
      practices,
      ...samplePerson(serial),
      later: laterOf(serial, profession, scheme, organisation),
      organisation,
    };
  }
}

/** What the registers say of a person besides, drawn from the serial number alone. */
function samplePerson(serial: number): Pick<SampleProvider, 'nationalNumber' | 'birthYear' | 'phone'> {
  return {
    nationalNumber: sampleNationalNumber(serial),
    birthYear: 1900 + birthYearInCentury(serial),
    phone: serial % 3 === 0 ? `+32 2 000 ${String(serial % 10_000).padStart(4, '0')}` : null,
  };
}

const oldestBirthYear = 40;
const birthYears = 56;

function birthYearInCentury(serial: number): number {
  return oldestBirthYear + (serial % birthYears);
}

/**
 * As the social security numbers people whose day of birth it does not know: 20 or 40 for the month, no day, and a count
 * that goes on in the days. Valid and unique for serials up to 3,500,000.
 */
export function sampleNationalNumber(serial: number): string {
  const count = Math.floor(serial / birthYears);
  const [days, number] = [Math.floor(count / 998), (count % 998) + 1];
  if (days >= 64) throw new RangeError(`No national number is left for ${serial}`);
  return makeNationalNumber(1900 + birthYearInCentury(serial), days < 32 ? 20 : 40, days % 32, number);
}

/** A few who were registered after the first delivery, and dentists and midwives whose activity had not been counted by then. */
function laterOf(
  serial: number,
  profession: ProfessionCode,
  scheme: ProviderNumberScheme,
  organisation: SampleOrganisation | null,
): SampleProvider['later'] {
  if (scheme !== 'nihdi' || organisation?.kind === 'GROUPING') return null;
  if (serial % 400 === 13) return 'registration';
  return serial % 20 === 7 && (profession === 'dentist' || profession === 'midwife') ? 'activity' : null;
}

/** Valid numbers, none given twice. What begins with a 9 after the first digit is left to the demonstration's people and to tests. */
function numberSource() {
  const given = new Map<string, number>();
  // Coprime with the size of the block, so that the walk through it meets each number once.
  const [step, block] = [7_919, 90_000];
  let visas = 0;
  return (profession: ProfessionCode, random: Random) => {
    const own = firstDigits[profession];
    const first = own === null ? undefined : [own, ...spareDigits].find((digit) => (given.get(digit) ?? 0) < block - 1);
    if (first === undefined) {
      visas += 1;
      const value = makeVisa(100_000_000 + visas * 7);
      return { scheme: 'visa' as const, value, registered: value };
    }
    const count = (given.get(first) ?? 0) + 1;
    given.set(first, count);
    const serial = String((count * step) % block).padStart(5, '0');
    // A few of the newer numbers, whose check is by 89.
    const registered = makeNihdi(
      first + serial,
      random.pick(qualifications[profession]),
      random.chance(0.03) ? 89 : 97,
    );
    return { scheme: 'nihdi' as const, value: registered.slice(0, 8), registered };
  };
}

function samplePractices(
  profession: ProfessionCode,
  registeredNumber: string,
  random: Random,
): [SamplePractice, ...SamplePractice[]] {
  const practice: SamplePractice = {
    profession,
    registeredNumber,
    ...(targets.has(profession) ? targetFacts(random) : otherFacts(random)),
  };
  if (profession !== 'midwife' || !random.chance(0.03)) return [practice];
  // A midwife who is a nurse at people's homes as well, under one number: its activity is that of both.
  const second = { profession: 'home-nurse' } as const;
  return [practice, { ...practice, ...second }];
}

/** One in eleven was not mostly active outside hospitals; of the others, 3 in 100 lack the activity in the registers. */
function targetFacts(random: Random): Pick<SamplePractice, 'registered' | 'share'> {
  if (random.chance(0.09)) return { registered: true, share: twentieths(0, 11, random) };
  const share = twentieths(11, 21, random);
  return { registered: true, share: random.chance(0.03) ? null : share };
}

function otherFacts(random: Random): Pick<SamplePractice, 'registered' | 'share'> {
  return { registered: true, share: random.chance(0.3) ? null : twentieths(0, 21, random) };
}

/** Shares as a register would round them. */
function twentieths(from: number, until: number, random: Random): number {
  return (from + random.below(until - from)) / 20;
}

/** Most have an address on file, some share it with a colleague of the same practice. */
function drawEmail(serial: number, previous: string | null, random: Random): string | null {
  if (!random.chance(0.87)) return null;
  if (previous?.startsWith('provider-') === false) return random.chance(0.3) ? previous : ownEmail(serial);
  return random.chance(0.03) ? `practice-${String(serial).padStart(6, '0')}@sample.invalid` : ownEmail(serial);
}

function ownEmail(serial: number): string {
  return `provider-${String(serial).padStart(6, '0')}@sample.invalid`;
}

function languageOf({ postcode, province }: PostcodeArea, random: Random): SampleLanguage {
  // The German-speaking Community has the postcodes 4700 to 4799.
  if (postcode.startsWith('47')) return 'de';
  if (province === 'BE-BRU') return random.chance(0.8) ? 'fr' : 'nl';
  return provinceLanguages[province][0] ?? 'fr';
}

type GroupingsByProvince = ReadonlyMap<ProvinceCode, readonly SampleOrganisation[]>;

function drawOrganisation(
  profession: ProfessionCode,
  { province }: PostcodeArea,
  language: SampleLanguage,
  groupings: GroupingsByProvince,
  random: Random,
): SampleOrganisation | null {
  if (profession === 'dentist') {
    return random.chance(0.6) ? (associations[language === 'nl' ? 0 : 1] ?? null) : null;
  }
  const share = profession === 'home-nurse' ? 0.45 : profession === 'home-care-assistant' ? 0.8 : 0;
  if (share === 0 || !random.chance(share)) return null;
  const nearby = groupings.get(province) ?? [];
  return nearby[random.below(nearby.length)] ?? null;
}

/**
 * The midwife was registered after the first lists, and no register has her activity, so that no list has her; the nurse
 * works in a grouping.
 */
function demonstrationProviders(areas: readonly PostcodeArea[], groupings: GroupingsByProvince): SampleProvider[] {
  const known: Readonly<
    Record<DemonstrationProviderKey, { profession: ProfessionCode; share: number | null; inGrouping: boolean }>
  > = {
    'general-practitioner': { profession: 'general-practitioner', share: 0.9, inGrouping: false },
    dentist: { profession: 'dentist', share: 0.9, inGrouping: false },
    midwife: { profession: 'midwife', share: null, inGrouping: false },
    'home-nurse': { profession: 'home-nurse', share: 0.9, inGrouping: true },
  };
  return demonstrationPeople.flatMap(({ key, email, language }, index) => {
    if (!isProviderKey(key) || language === undefined) return [];
    const { profession, share, inGrouping } = known[key];
    const { number, postcode } = demonstrationNumbers[key];
    const area = areas.find((candidate) => candidate.postcode === postcode);
    if (!area) throw new Error(`No area for postcode ${postcode}`);
    const serial = index + 1;
    const practice: SamplePractice = {
      profession,
      registeredNumber: number,
      registered: true,
      share,
    };
    return [
      {
        serial,
        person: key,
        givenName: givenNames[index % givenNames.length] ?? 'Alix',
        familyName: `${familyWords[language]} ${String(serial).padStart(6, '0')}`,
        language,
        email,
        street: `${streetWords[language]} 1`,
        area,
        scheme: 'nihdi',
        value: number.slice(0, 8),
        practices: [practice] as const,
        ...samplePerson(serial),
        later: null,
        organisation: inGrouping ? (groupings.get(area.province)?.[0] ?? null) : null,
      },
    ];
  });
}

function isProviderKey(key: string): key is DemonstrationProviderKey {
  return key in demonstrationNumbers;
}
