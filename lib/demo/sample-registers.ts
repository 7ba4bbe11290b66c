import type { PostcodeArea } from '#lib/geography/municipalities.ts';
import { provinceLanguages } from '#lib/geography/province-languages.ts';
import { type ProvinceCode, provinceCodes } from '#lib/geography/provinces.ts';
import { makeNihdi } from '#lib/identifiers/nihdi.ts';
import type { ProviderNumberScheme } from '#lib/identifiers/provider-number.ts';
import { makeVisa } from '#lib/identifiers/visa.ts';
import { type ProfessionCode, professionCodes } from '#lib/rules/professions.ts';
import { sampleId } from './ids.ts';
import { type DemonstrationProviderKey, demonstrationNumbers, demonstrationPeople } from './people.ts';
import { type Random, seededRandom, weightedDraw } from './random.ts';

/*
 * Registers of nobody: as many providers as the country has, spread as they are, and none of them could be taken for a
 * person. Family names are the word "example" and a serial number, addresses end in `.invalid`.
 */

export type SampleLanguage = 'fr' | 'nl' | 'de';

export interface SamplePractice {
  readonly id: string;
  readonly profession: ProfessionCode;
  readonly registeredNumber: string;
  /** Null where the register does not say. */
  readonly registered: boolean | null;
  /** Share of ambulatory activity in the acute phase; null where no register has it. */
  readonly share: number | null;
}

export interface SampleProvider {
  readonly id: string;
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
  /** The home-care grouping it works in, or the professional association it belongs to. */
  readonly organisation: SampleOrganisation | null;
}

export interface SampleOrganisation {
  readonly id: string;
  readonly kind: 'GROUPING' | 'ASSOCIATION';
  readonly name: string;
  readonly enterpriseNumber: string;
  readonly provinceCode: ProvinceCode;
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

const groupingsPer160000 = 120;

/**
 * The sample of that many providers, the demonstration's four people first. The same areas and size give the same
 * sample; numbers are valid and unique.
 */
export function sampleRegisters(areas: readonly PostcodeArea[], size: number): SampleRegisters {
  const random = seededRandom(20_200_616);
  const organisations = [...sampleGroupings(areas, size), ...associations];
  const groupings = Map.groupBy(
    organisations.filter(({ kind }) => kind === 'GROUPING'),
    ({ provinceCode }) => provinceCode,
  );
  const drawArea = weightedDraw(areas.map((value) => ({ value, weight: value.sectors })));
  const drawProfession = weightedDraw(professionCodes.map((value) => ({ value, weight: professionWeights[value] })));
  const numbers = numberSource();
  const providers: SampleProvider[] = demonstrationProviders(areas, groupings);
  let previousEmail: string | null = null;
  while (providers.length < size) {
    const serial = providers.length + 1;
    const area = drawArea(random);
    const profession = drawProfession(random);
    const language = languageOf(area, random);
    const { scheme, value, registered } = numbers(profession, random);
    const email = drawEmail(serial, previousEmail, random);
    previousEmail = email;
    const practices = samplePractices(serial, profession, registered, random);
    providers.push({
      id: sampleId('provider', serial),
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
      organisation: drawOrganisation(profession, area, language, groupings, random),
    });
  }
  return { organisations, providers };
}

/** Valid numbers, none given twice. What begins with a 9 after the first digit is left to the demonstration's people and to tests. */
function numberSource() {
  const given = new Map<string, number>();
  // Coprime with the size of the block, so that the walk through it meets each number once.
  const [step, block] = [7_919, 90_000];
  let visas = 0;
  return (profession: ProfessionCode, random: Random) => {
    const first = firstDigits[profession];
    if (first === null) {
      visas += 1;
      const value = makeVisa(100_000_000 + visas * 7);
      return { scheme: 'visa' as const, value, registered: value };
    }
    const count = (given.get(first) ?? 0) + 1;
    if (count >= block) throw new RangeError(`No number is left that begins with ${first}`);
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
  serial: number,
  profession: ProfessionCode,
  registeredNumber: string,
  random: Random,
): [SamplePractice, ...SamplePractice[]] {
  const practice: SamplePractice = {
    id: sampleId('practice', serial * 2),
    profession,
    registeredNumber,
    ...(targets.has(profession) ? targetFacts(random) : otherFacts(random)),
  };
  if (profession !== 'midwife' || !random.chance(0.03)) return [practice];
  // A midwife who is a nurse at people's homes as well.
  const second = { id: sampleId('practice', serial * 2 + 1), profession: 'home-nurse', registeredNumber } as const;
  return [practice, { ...second, ...targetFacts(random) }];
}

/** One in eleven was not mostly active outside hospitals; of the others, 3 in 100 lack one of the two facts. */
function targetFacts(random: Random): Pick<SamplePractice, 'registered' | 'share'> {
  if (random.chance(0.003)) return { registered: false, share: twentieths(0, 21, random) };
  if (random.chance(0.09)) return { registered: true, share: twentieths(0, 11, random) };
  const share = twentieths(11, 21, random);
  if (!random.chance(0.03)) return { registered: true, share };
  return random.chance(0.5) ? { registered: null, share } : { registered: true, share: null };
}

function otherFacts(random: Random): Pick<SamplePractice, 'registered' | 'share'> {
  const registered = random.chance(0.01) ? null : !random.chance(0.003);
  return { registered, share: random.chance(0.3) ? null : twentieths(0, 21, random) };
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

/** At least one a province, the others by the size of the provinces. */
function sampleGroupings(areas: readonly PostcodeArea[], size: number): SampleOrganisation[] {
  const sectors = new Map<ProvinceCode, number>();
  for (const { province, sectors: count } of areas) sectors.set(province, (sectors.get(province) ?? 0) + count);
  const total = [...sectors.values()].reduce((sum, count) => sum + count, 0);
  const wanted = Math.max(provinceCodes.length, Math.round((groupingsPer160000 * size) / 160_000));
  let serial = 0;
  return provinceCodes.flatMap((provinceCode) => {
    const count = Math.max(1, Math.round((wanted * (sectors.get(provinceCode) ?? 0)) / total));
    return Array.from({ length: count }, () => {
      serial += 1;
      const [language = 'fr'] = provinceLanguages[provinceCode];
      return {
        id: sampleId('organisation', serial),
        kind: 'GROUPING' as const,
        name: `${language === 'nl' ? 'Groepering Voorbeeld' : 'Regroupement Exemple'} ${String(serial).padStart(3, '0')}`,
        enterpriseNumber: enterpriseNumber(serial),
        provinceCode,
      };
    });
  });
}

const associations: readonly SampleOrganisation[] = [
  { name: 'Beroepsvereniging Tandartsen Voorbeeld', provinceCode: 'BE-VAN' },
  { name: 'Association dentaire Exemple', provinceCode: 'BE-BRU' },
].map(({ name, provinceCode }, index) => ({
  id: sampleId('organisation', 900 + index),
  kind: 'ASSOCIATION',
  name,
  enterpriseNumber: enterpriseNumber(900 + index),
  provinceCode: provinceCode === 'BE-VAN' ? 'BE-VAN' : 'BE-BRU',
}));

/** Ten digits that begin with 99, as no Belgian enterprise's do. */
function enterpriseNumber(serial: number): string {
  return `99${String(serial).padStart(8, '0')}`;
}

/** The midwife's right to practise is not in the registers, so that no list has her; the nurse works in a grouping. */
function demonstrationProviders(areas: readonly PostcodeArea[], groupings: GroupingsByProvince): SampleProvider[] {
  const known: Readonly<
    Record<DemonstrationProviderKey, { profession: ProfessionCode; registered: boolean | null; inGrouping: boolean }>
  > = {
    'general-practitioner': { profession: 'general-practitioner', registered: true, inGrouping: false },
    dentist: { profession: 'dentist', registered: true, inGrouping: false },
    midwife: { profession: 'midwife', registered: null, inGrouping: false },
    'home-nurse': { profession: 'home-nurse', registered: true, inGrouping: true },
  };
  return demonstrationPeople.flatMap(({ key, email, language }, index) => {
    if (!isProviderKey(key) || language === undefined) return [];
    const { profession, registered, inGrouping } = known[key];
    const { number, postcode } = demonstrationNumbers[key];
    const area = areas.find((candidate) => candidate.postcode === postcode);
    if (!area) throw new Error(`No area for postcode ${postcode}`);
    const serial = index + 1;
    const practice: SamplePractice = {
      id: sampleId('practice', serial * 2),
      profession,
      registeredNumber: number,
      registered,
      share: 0.9,
    };
    return [
      {
        id: sampleId('provider', serial),
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
        organisation: inGrouping ? (groupings.get(area.province)?.[0] ?? null) : null,
      },
    ];
  });
}

function isProviderKey(key: string): key is DemonstrationProviderKey {
  return key in demonstrationNumbers;
}
