import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeEnterpriseNumber, parseEnterpriseNumber } from '#lib/identifiers/enterprise-number.ts';
import {
  holdsNationalNumber,
  isNationalNumber,
  makeNationalNumber,
  mayHoldNationalNumber,
  parseNationalNumber,
} from '#lib/identifiers/national-number.ts';
import { type ColumnKind, controlCharacter } from '#lib/registers/register.ts';
import { readerOf } from '#lib/registers/values.ts';

const read = (kind: ColumnKind, text: string, atMost?: number) =>
  readerOf({ kind, ...(atMost === undefined ? {} : { atMost }) }, { year: 2020 })(text);

describe('a national number', () => {
  it.each(['85073003328', '60022999885', '00010100105', '79480412306', '90251545692', '85.07.30-033.28'])(
    '%s is one [IMPORT-18]',
    (text) => expect(parseNationalNumber(text)).toMatchObject({ status: 'ok' }),
  );

  it.each([
    ['85073003329', 'check-failed'],
    ['58073003328', 'check-failed'],
    ['85133003301', 'check-failed'],
    ['85023100133', 'check-failed'],
    ['8507300332', 'wrong-length'],
    ['8507300332x', 'malformed'],
    [' . ', 'empty'],
  ])('%s is none: %s [IMPORT-18]', (text, code) =>
    expect(parseNationalNumber(text)).toEqual({ status: 'malformed', code }),
  );

  it('is made as it is read, in both centuries [IMPORT-18]', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2020 }),
        fc.tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(0, 20, 40)),
        fc.integer({ min: 1, max: 28 }),
        fc.integer({ min: 1, max: 997 }),
        (year, [month, bis], day, serial) => isNationalNumber(makeNationalNumber(year, month + bis, day, serial)),
      ),
    );
    expect(() => makeNationalNumber(1985, 13, 1, 1)).toThrow(RangeError);
  });
});

describe('a national number in a text', () => {
  const number = fc
    .tuple(
      fc.integer({ min: 1900, max: 2020 }),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom(0, 20, 40),
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 1, max: 997 }),
    )
    .map(([year, month, bis, day, serial]) => makeNationalNumber(year, month + bis, day, serial));
  const parted = fc
    .tuple(
      number,
      fc.array(fc.constantFrom('', '.', '-', ' ', '/', ' - ', '\u00a0', '\u2011'), { minLength: 10, maxLength: 10 }),
    )
    .map(([digits, between]) => [...digits].map((digit, at) => digit + (between[at] ?? '')).join(''));
  const words = fc.constantFrom('', 'Cabinet ', 'n° ', 'Rue 12, ', 'b', '(', ' 4000 Exampletown', ' x', ')', ' 12 ');

  it('is found in any punctuation, between any words and other numbers [IMPORT-06]', () => {
    fc.assert(
      fc.property(words, parted, words, (before, written, after) => {
        expect(holdsNationalNumber(before + written + after)).toBe(true);
        expect(mayHoldNationalNumber(before + written + after)).toBe(true);
      }),
    );
  });

  it('is not seen where a digit is another, nor in fewer or more of them [IMPORT-18]', () => {
    fc.assert(
      fc.property(number, fc.integer({ min: 9, max: 10 }), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const other = String((Number(digits[at]) + by) % 10);
        const changed = digits.slice(0, at) + other + digits.slice(at + 1);
        expect(holdsNationalNumber(`Cabinet ${changed} Example`)).toBe(isNationalNumber(changed));
        expect(holdsNationalNumber(`Cabinet ${digits.slice(1)} Example`)).toBe(false);
        expect(holdsNationalNumber(`Cabinet ${digits}${by} Example`)).toBe(false);
      }),
    );
  });

  it('is seldom seen in eleven digits of something else [IMPORT-18]', () => {
    let seen = 0;
    const tried = 20_000;
    // All remainders and days in turn.
    for (let at = 0; at < tried; at += 1) {
      if (holdsNationalNumber(`x ${String(at * 4_999_999 + 7).padStart(11, '0')}`)) seen += 1;
    }
    expect(seen / tried).toBeLessThan(0.005);
  });
});

describe('an enterprise number', () => {
  it.each([
    ['0200.065.765', '0200065765'],
    ['BE 0200.065.765', '0200065765'],
    ['200065765', '0200065765'],
  ])('%s is %s [IMPORT-18]', (text, digits) => expect(parseEnterpriseNumber(text)).toEqual({ status: 'ok', digits }));

  it.each(['0200065766', '2200065765', '02000657', '', 'x'])('“%s” is none [IMPORT-18]', (text) =>
    expect(parseEnterpriseNumber(text).status).toBe('malformed'),
  );

  it('is made as it is read [IMPORT-18]', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 19_999_999 }), (serial) => {
        const digits = makeEnterpriseNumber(serial);
        expect(parseEnterpriseNumber(digits)).toEqual({ status: 'ok', digits });
      }),
    );
    expect(() => makeEnterpriseNumber(20_000_000)).toThrow(RangeError);
  });
});

describe('a value', () => {
  it.each<[ColumnKind, string, string | number]>([
    ['text', ' Rue  de\u00a0l’Exemple\n 1 ', 'Rue de l’Exemple 1'],
    ['nihdi', '1-90001-22-003', '19000122003'],
    ['nihdi', ' - ', ''],
    ['visa', 'visa 123 456 789', 'V123456789'],
    ['national-number', '85.07.30-033.28', '85073003328'],
    ['birth-year', ' 1985 ', 1985],
    ['profession', 'HUISARTS', 'general-practitioner'],
    ['profession', 'Médecin généraliste', 'general-practitioner'],
    ['profession', 'infirmiere', 'home-nurse'],
    ['profession', 'sage femme', 'midwife'],
    ['profession', 'speech-therapist', 'speech-therapist'],
    ['profession', 'Logopädin', 'speech-therapist'],
    ['postcode', 'B-4000', '4000'],
    ['postcode', ' 9 000', '9000'],
    ['language', 'FR', 'fr'],
    ['language', 'néerlandais', 'nl'],
    ['language', 'D', 'de'],
    ['email', ' Sample.Person@Example.ORG ', 'sample.person@example.org'],
    ['phone', ' +32  2 000 00 00 ', '+32 2 000 00 00'],
    ['month', '2020-03', '2020-03'],
    ['month', '03/2020', '2020-03'],
    ['month', '3-2020', '2020-03'],
    ['month', '202003', '2020-03'],
    ['month', '2020-03-01', '2020-03'],
    ['count', '0', 0],
    ['count', ' 412 ', 412],
    ['share', '0,5', 0.5],
    ['share', '.5', 0.5],
    ['share', ',5', 0.5],
    ['share', '.5 %', 0.005],
    ['share', '1', 1],
    ['share', '0', 0],
    ['share', '50 %', 0.5],
    ['share', '33,3333%', 0.333],
    ['share', '0.30000000000000004', 0.3],
    ['enterprise-number', '0200.065.765', '0200065765'],
    ['employer', 'Indépendante', 'self-employed'],
    ['employer', '200065765', '0200065765'],
    ['setting', 'Aan huis', 'home'],
    ['setting', 'maison de repos', 'residential'],
    ['setting', ' ', ''],
  ])('of %s “%s” is %s [IMPORT-18]', (kind, text, value) => expect(read(kind, text)).toBe(value));

  it.each<[ColumnKind, string, string]>([
    ['nihdi', '1900012200', 'number-length'],
    ['nihdi', '19000122', 'number-length'],
    ['nihdi', '1900012200x', 'number-length'],
    ['visa', 'V12-34', 'visa-form'],
    ['visa', '123456789', 'visa-form'],
    ['national-number', '85073003329', 'national-number-check'],
    ['birth-year', '1783', 'birth-year'],
    ['birth-year', '2021', 'birth-year'],
    ['birth-year', '85', 'birth-year'],
    ['profession', 'Voorbeeldkunde', 'profession-unknown'],
    ['profession', '–', 'profession-unknown'],
    ['postcode', '0001', 'postcode-unknown'],
    ['postcode', '10000', 'postcode-unknown'],
    ['language', 'xx', 'language-unknown'],
    ['email', 'sample.invalid', 'email-form'],
    ['email', 'a@b', 'email-form'],
    ['phone', 'none', 'phone-form'],
    ['month', '2020-13', 'month-form'],
    ['month', 'mars', 'month-form'],
    ['month', '1999-01', 'month-form'],
    ['count', '-3', 'count-form'],
    ['count', '12.5', 'count-form'],
    ['share', '1.2', 'share-range'],
    ['share', '140 %', 'share-range'],
    ['share', '-0.1', 'share-range'],
    ['share', '.', 'share-range'],
    ['share', '1.', 'share-range'],
    ['enterprise-number', '1900000000', 'enterprise-number'],
    ['employer', 'somebody', 'enterprise-number'],
    ['setting', 'Voorbeeldplaats', 'setting-unknown'],
  ])('of %s “%s” is refused: %s [IMPORT-18]', (kind, text, fault) => expect(read(kind, text)).toEqual({ fault }));

  it('of a number whose check fails is kept all the same [IMPORT-18]', () => {
    expect(read('nihdi', '19000123003')).toEqual({ fault: 'number-check', kept: '19000123003' });
    expect(read('nihdi', '49000430401')).toBe('49000430401');
  });

  it.each<[ColumnKind, string]>([
    ['nihdi', '85073003328'],
    ['nihdi', '85.07.30-033.28'],
    ['text', '85073003328'],
    ['text', ' 85.07.30-033.28 '],
    ['text', '85 07 30 033 28'],
    ['text', '.85073003328'],
    ['text', 'Rue 85073003328'],
    ['text', 'Cabinet 85.07.30-033.28 Example'],
    ['text', 'practice (85 07 30 / 033 / 28)'],
    ['text', 'Example Street 12, 85.07.30-033.28'],
    ['text', '85.07.30-033.28 4000 Exampletown'],
    ['text', 'NN85073003328X'],
    ['text', 'born 2000: 00010100105'],
    ['text', 'BIS 90.25.15-456.92'],
    ['email', '85073003328@example.org'],
    ['email', 'sample.85.07.30-033.28@example.org'],
    ['phone', '85073003328'],
    ['phone', '85.07.30-033.28'],
    ['phone', '+85073003328'],
    ['phone', '+85.07.30-033.28'],
    ['phone', '85.07.30-033.28 / 0475123456'],
    ['phone', '0475123456 85073003328'],
    ['phone', '0475/12.34.56 - 850730 033 28'],
    ['phone', '02 000 00 00 (85073003328)'],
  ])('of %s “%s” is a national number in the wrong column, and not kept [IMPORT-18]', (kind, text) =>
    expect(read(kind, text, 12)).toEqual({ fault: 'national-number-here' }),
  );

  it.each<[ColumnKind, string, string]>([
    ['nihdi', '19000122003', '19000122003'],
    // By its own check digits a number of the institute.
    ['nihdi', '10470152086', '10470152086'],
    ['text', '85073003329', '85073003329'],
    ['text', 'Rue 85073003329', 'Rue 85073003329'],
    // Of a longer number a part.
    ['text', 'Account 185073003328', 'Account 185073003328'],
    ['text', 'Account 850730033281', 'Account 850730033281'],
    ['text', 'Phone +85 07 30 033 28', 'Phone +85 07 30 033 28'],
    ['text', 'Rue 8507 b 3003328', 'Rue 8507 b 3003328'],
    ['text', 'Example 0200.065.765', 'Example 0200.065.765'],
    ['email', 'sample.85073003329@example.org', 'sample.85073003329@example.org'],
    ['phone', '02 850 73 00 / 0332 80 00 00', '02 850 73 00 / 0332 80 00 00'],
    // Telephone numbers of Belgium and its neighbours, though they check.
    ['phone', '+32470123458', '+32470123458'],
    ['phone', '+32 47 01 234 58', '+32 47 01 234 58'],
    ['phone', '+31201234586', '+31201234586'],
    ['phone', '+49241112365', '+49241112365'],
    // Across two of them.
    ['phone', '0485 07 / 30 03 33 28 0', '0485 07 / 30 03 33 28 0'],
    ['phone', '0085073003328', '0085073003328'],
    ['phone', '85073003329', '85073003329'],
  ])('of %s “%s” is no national number there [IMPORT-18]', (kind, text, value) => expect(read(kind, text)).toBe(value));

  it('of a text is as long as its column says [IMPORT-18]', () => {
    expect(read('text', 'x'.repeat(200))).toBe('x'.repeat(200));
    expect(read('text', 'x'.repeat(201))).toEqual({ fault: 'text-too-long' });
    expect(read('text', 'x'.repeat(13), 12)).toEqual({ fault: 'text-too-long' });
  });

  it('is read from any text without throwing [IMPORT-18]', () => {
    const kinds: readonly ColumnKind[] = [
      ...(['text', 'nihdi', 'visa', 'national-number', 'birth-year', 'profession', 'postcode', 'language'] as const),
      ...(['email', 'phone', 'month', 'count', 'share', 'enterprise-number', 'employer', 'setting'] as const),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.string({ unit: 'binary', maxLength: 300 }), (kind, text) => {
        const value = read(kind, text);
        expect(['string', 'number', 'object']).toContain(typeof value);
      }),
    );
  });
});

describe('a control character', () => {
  it('is one of Unicode’s, but for tabs and line breaks [IMPORT-18]', () => {
    for (let code = 0; code <= 0xffff; code += 1) {
      const character = String.fromCharCode(code);
      expect(controlCharacter.test(character), code.toString(16)).toBe(
        /\p{Cc}/u.test(character) && !'\t\n\r'.includes(character),
      );
    }
  });
});
