import { isNationalNumber } from '#lib/identifiers/national-number.ts';
import { parseNihdi } from '#lib/identifiers/nihdi.ts';
import type { RegisterCode } from '#lib/registers/descriptions/index.ts';
import type { FaultCode } from '#lib/registers/faults.ts';
import type { SampleFormat } from './format.ts';

type Values = Readonly<Record<string, string>>;

/** One thing that is wrong with a row, and nothing else with it. */
export interface Dirt {
  readonly code: FaultCode;
  readonly column: string | null;
  /** Whether the row has what is spoiled. */
  readonly fits: (values: Values) => boolean;
  readonly spoil: (values: Values) => Values;
  /** Fields more or fewer than the header has. */
  readonly fields?: 1 | -1;
}

const always = () => true;

const put = (code: FaultCode, column: string, value: string): Dirt => ({
  code,
  column,
  fits: always,
  spoil: (values) => ({ ...values, [column]: value }),
});

const change = (code: FaultCode, column: string, spoiled: (value: string) => string): Dirt => ({
  code,
  column,
  fits: (values) => Boolean(values[column]),
  spoil: (values) => ({ ...values, [column]: spoiled(values[column] ?? '') }),
});

/** As in a row that is shifted. */
const nationalNumberIn = (column: string): Dirt => ({
  code: 'national-number-here',
  column,
  fits: ({ nationalNumber }) => Boolean(nationalNumber),
  spoil: (values) => ({ ...values, [column]: values.nationalNumber ?? '' }),
});

const tooFewFields: Dirt = { code: 'column-count', column: null, fits: always, spoil: (values) => values, fields: -1 };
const tooManyFields: Dirt = { ...tooFewFields, fields: 1 };

const longText = 'x'.repeat(300);

const dirtOf: Readonly<Record<RegisterCode, readonly Dirt[]>> = {
  registrations: [
    put('value-missing', 'familyName', ''),
    put('profession-unknown', 'profession', 'Voorbeeldkunde'),
    change('value-missing', 'number', () => '-'),
    change('number-length', 'number', (number) => number.slice(0, -1)),
    change('number-check', 'number', withWrongCheck),
    tooFewFields,
    put('visa-form', 'visa', 'V12-34'),
    put('postcode-unknown', 'postcode', '0001'),
    put('text-too-long', 'familyName', longText),
    change('national-number-check', 'nationalNumber', withWrongEnd),
    put('control-character', 'givenName', 'Sa\u0007m'),
    put('birth-year', 'birthYear', '1783'),
    put('language-unknown', 'language', 'xx'),
    put('value-missing', 'postcode', ''),
    put('email-form', 'email', 'sample.invalid'),
    put('phone-form', 'phone', 'none'),
    tooManyFields,
    nationalNumberIn('qualification'),
  ],
  'inami-activity': [
    put('month-form', 'month', 'mars'),
    put('count-form', 'services', '12.5'),
    put('share-range', 'ambulatoryShare', '1.2'),
    put('value-missing', 'number', ' . '),
    change('number-check', 'number', withWrongCheck),
    tooFewFields,
    change('number-length', 'number', (number) => `${number}0`),
    put('value-missing', 'services', ''),
    put('month-form', 'month', '2020-13'),
    put('count-form', 'services', '-3'),
    put('share-range', 'ambulatoryShare', '140 %'),
    tooManyFields,
  ],
  employment: [
    change('national-number-check', 'nationalNumber', withWrongEnd),
    put('setting-unknown', 'setting', 'Voorbeeldplaats'),
    put('value-missing', 'employer', '-'),
    put('value-missing', 'nationalNumber', '-'),
    put('enterprise-number', 'groupingNumber', '1900000000'),
    put('share-range', 'workingTime', '2'),
    tooFewFields,
    put('value-missing', 'nationalNumber', ''),
    put('text-too-long', 'sector', longText),
    put('control-character', 'sector', '88\u0007101'),
    put('value-missing', 'employer', ''),
    tooManyFields,
    nationalNumberIn('sector'),
  ],
};

/** What can be wrong with rows of a register in such a file: a sheet has no fields too many, and no control characters. */
export function dirtFor(register: RegisterCode, { kind }: SampleFormat): readonly Dirt[] {
  const all = dirtOf[register];
  return kind === 'csv' ? all : all.filter(({ code }) => code !== 'column-count' && code !== 'control-character');
}

/** The number with a check that neither modulus gives. */
function withWrongCheck(number: string): string {
  const digits = number.replaceAll('-', '');
  for (let check = 1; check <= 97; check += 1) {
    const spoiled = digits.slice(0, 6) + String(check).padStart(2, '0') + digits.slice(8);
    if (parseNihdi(spoiled).status === 'check-failed' && !isNationalNumber(spoiled)) return spoiled;
  }
  return number;
}

/** The national number with an end that checks in neither century. */
function withWrongEnd(number: string): string {
  const digits = number.replace(/\D/g, '');
  const base = Number(digits.slice(0, 9));
  const right = [97 - (base % 97), 97 - ((2_000_000_000 + base) % 97)];
  const wrong = [11, 12, 13].find((end) => !right.includes(end)) ?? 0;
  return digits.slice(0, 9) + String(wrong).padStart(2, '0');
}
