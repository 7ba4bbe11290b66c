import type { PostcodeArea } from '#lib/geography/municipalities.ts';
import { makeNihdi } from '#lib/identifiers/nihdi.ts';
import type { RegisterCode } from '#lib/registers/descriptions/index.ts';
import { enterpriseNumber } from '../sample-organisations.ts';
import { type SampleProvider, sampleNationalNumber } from '../sample-registers.ts';

/*
 * What each register says of the sample's people, as rows. Two kinds of things are wrong on purpose though each row is
 * good by itself: registers that contradict each other, a few in a country, for somebody to settle.
 */

export interface SampleRow {
  readonly register: RegisterCode;
  /** Column → what stands there; a column left out is empty. */
  readonly values: Readonly<Record<string, string>>;
  /** Whether only the second delivery has it. */
  readonly later: boolean;
}

/** The months of the acute phase, on which the rules ask for a share. */
const months = ['2020-03', '2020-04', '2020-05'] as const;

/** All rows of one provider, and those of nobody known that come with some of them. */
export function* rowsOf(provider: SampleProvider, areas: readonly PostcodeArea[]): Generator<SampleRow> {
  const registeredLater = provider.later === 'registration';
  for (const values of registrationsOf(provider, areas)) {
    yield { register: 'registrations', values, later: registeredLater };
  }
  for (const values of activityOf(provider)) {
    yield { register: 'inami-activity', values, later: provider.later !== null };
  }
  for (const values of employmentOf(provider)) yield { register: 'employment', values, later: false };
  if (provider.serial % 8_000 === 29) {
    yield { register: 'registrations', values: namesake(provider), later: registeredLater };
  }
  if (provider.serial % 4_000 === 11) {
    for (const values of activityOfNobody(provider)) yield { register: 'inami-activity', values, later: false };
  }
}

type Values = Readonly<Record<string, string>>;

function* registrationsOf(provider: SampleProvider, areas: readonly PostcodeArea[]): Generator<Values> {
  for (const [index, { profession, registeredNumber }] of provider.practices.entries()) {
    const values = {
      ...numbersOf(provider, registeredNumber),
      ...personOf(provider),
      profession,
      street: provider.street,
      postcode: provider.area.postcode,
      municipality: provider.area.municipality,
    };
    // Some who are registered twice moved between the two, and told only one of the desks.
    yield index > 0 && provider.serial % 4 === 1 ? { ...values, ...domicileElsewhere(provider, areas) } : values;
  }
}

function numbersOf({ scheme }: SampleProvider, registeredNumber: string): Values {
  return scheme === 'visa'
    ? { visa: registeredNumber }
    : { number: registeredNumber, qualification: registeredNumber.slice(8) };
}

function personOf({ nationalNumber, givenName, familyName, birthYear, language, email, phone }: SampleProvider) {
  return {
    nationalNumber,
    givenName,
    familyName,
    birthYear: String(birthYear),
    language,
    email: email ?? '',
    phone: phone ?? '',
  };
}

function domicileElsewhere({ serial, area }: SampleProvider, areas: readonly PostcodeArea[]): Values {
  const other = areas.findLast(
    ({ postcode }, index) => index <= (serial * 31) % areas.length && postcode !== area.postcode,
  );
  return other ? { postcode: other.postcode, municipality: other.municipality } : {};
}

/** Another person, with the number that this provider has. */
function namesake(provider: SampleProvider): Values {
  const [practice] = provider.practices;
  const [word] = provider.familyName.split(' ');
  return {
    ...numbersOf(provider, practice.registeredNumber),
    nationalNumber: sampleNationalNumber(3_400_000 + Math.floor(provider.serial / 8_000)),
    givenName: 'Robin',
    familyName: `${word} 8${String(Math.floor(provider.serial / 8_000)).padStart(5, '0')}`,
    birthYear: String(provider.birthYear),
    profession: practice.profession,
    language: provider.language,
    street: provider.street,
    postcode: provider.area.postcode,
    municipality: provider.area.municipality,
  };
}

/** The same share each month, so that it is that of the whole, however many services each month has. */
function* activityOf({ serial, scheme, practices: [practice] }: SampleProvider): Generator<Values> {
  if (scheme !== 'nihdi' || practice.share === null) return;
  for (const [index, month] of months.entries()) {
    yield {
      number: practice.registeredNumber,
      month,
      services: String(20 + ((serial * 7 + index * 41) % 380)),
      ambulatoryShare: String(practice.share),
    };
  }
}

/** Of a number of the block that the sample keeps for what no register of persons knows. */
function* activityOfNobody({ serial }: SampleProvider): Generator<Values> {
  const count = Math.floor(serial / 4_000);
  const first = ['1', '3', '4', '5'][count % 4] ?? '1';
  const number = makeNihdi(`${first}95${String(Math.floor(count / 4) % 1_000).padStart(3, '0')}`, '001');
  for (const month of months) {
    yield { number, month, services: String(40 + (serial % 90)), ambulatoryShare: '0.75' };
  }
}

/**
 * For members of groupings, and for those without a number of the health insurance: their working time outside hospitals
 * and institutions is their share.
 */
function* employmentOf(provider: SampleProvider): Generator<Values> {
  const { nationalNumber, scheme, organisation, serial } = provider;
  const { share } = provider.practices[0];
  const groupingNumber = organisation?.kind === 'GROUPING' ? organisation.enterpriseNumber : '';
  if (share === null) return;
  if (scheme === 'nihdi') {
    if (groupingNumber === '') return;
    yield { nationalNumber, employer: groupingNumber, ...inGrouping, workingTime: '1', groupingNumber };
    return;
  }
  if (share > 0) {
    yield groupingNumber === ''
      ? {
          nationalNumber,
          employer: employerOf(provider),
          sector: '88.101',
          setting: 'home',
          workingTime: String(share),
        }
      : { nationalNumber, employer: groupingNumber, ...inGrouping, workingTime: String(share), groupingNumber };
  }
  if (share < 1) {
    const inside = share === 0 && groupingNumber !== '';
    yield {
      nationalNumber,
      employer: inside ? groupingNumber : enterpriseNumber(600_000 + (serial % 200)),
      sector: '86.101',
      setting: serial % 2 === 0 ? 'hospital' : 'residential',
      workingTime: (1 - share).toFixed(2),
      groupingNumber: inside ? groupingNumber : '',
    };
  }
}

const inGrouping = { sector: '88.101', setting: 'grouping' } as const;

function employerOf({ serial, language }: SampleProvider): string {
  if (serial % 5 !== 0) return enterpriseNumber(500_000 + (serial % 900));
  return language === 'nl' ? 'zelfstandige' : 'indépendant';
}
