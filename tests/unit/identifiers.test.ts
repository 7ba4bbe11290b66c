import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNihdi, makeNihdi, parseNihdi } from '#lib/identifiers/nihdi.ts';
import { formatProviderNumber, parseProviderNumber } from '#lib/identifiers/provider-number.ts';
import { formatVisa, makeVisa, parseVisa } from '#lib/identifiers/visa.ts';

const anySix = fc.integer({ min: 0, max: 999_999 }).map((number) => String(number).padStart(6, '0'));
const anyQualification = fc.integer({ min: 0, max: 999 }).map((number) => String(number).padStart(3, '0'));
const anySeparator = fc.constantFrom('', ' ', '.', '-', '/', '–', '\u00a0', ' - ', ', ', '·', '\u00ad', '\u200b');

describe('a NIHDI number', () => {
  it.each([
    ['19000122003', 97],
    ['29000228001', 97],
    ['39000334001', 97],
    ['59000546527', 97],
    ['49000430401', 89],
    ['19012097003', 97],
  ])('%s is right by %d', (text, modulus) => {
    expect(parseNihdi(text)).toMatchObject({ status: 'ok', modulus, full: text, first8: text.slice(0, 8) });
  });

  it.each(['19000123003', '29000282001', '39000343001', '49000404401'])('%s fails its check', (text) => {
    expect(parseNihdi(text)).toMatchObject({ status: 'check-failed', full: text });
  });

  it.each([
    ['1900012200', 'wrong-length'],
    ['190001220033', 'wrong-length'],
    ['1900012', 'wrong-length'],
    ['', 'empty'],
    [' - ', 'empty'],
    ['1-9000I-22-003', 'malformed'],
    ['１９０００１２２', 'malformed'],
    ['1-90001-22\u0301', 'malformed'],
    ['1900012²', 'malformed'],
    ['+32470123456', 'malformed'],
    ['1-90001-22\u0000', 'malformed'],
    ['(·\u00ad\u200b)', 'empty'],
  ])('%j is refused as %s', (text, code) => {
    expect(parseNihdi(text)).toEqual({ status: 'malformed', code });
  });

  it.each(['1-90001-22-003', '1 90001 22 003', '1.90001.22.003', '1/90001/22/003', ' 190001–22003 '])(
    'is read from %j',
    (text) => {
      expect(parseNihdi(text)).toMatchObject({ status: 'ok', first8: '19000122', qualification: '003' });
    },
  );

  it.each([
    ['a comma', ','],
    ['an apostrophe', '’'],
    ['a middle dot', '·'],
    ['a bullet', '•'],
    ['a sign of degrees', '°'],
    ['a bar', '|'],
    ['an underscore', '_'],
    ['a dash of three ems', '\u2e3b'],
    ['a small dash', '\ufe63'],
    ['a full-width dash', '\uff0d'],
    ['a soft hyphen', '\u00ad'],
    ['a space of no width', '\u200b'],
    ['a joiner', '\u2060'],
    ['a mark of direction', '\u200e'],
    ['the mark of an encoding', '\ufeff'],
    ['a narrow space', '\u202f'],
    ['an ideographic space', '\u3000'],
    ['a line break', '\n'],
    ['a sign of two units', '\u{1f4cb}'],
  ])('is read with %s between, before and behind', (_, sign) => {
    const written = ['', '1', '90001', '22', '003', ''].join(sign);
    expect(parseNihdi(written)).toMatchObject({ status: 'ok', full: '19000122003' });
    expect(parseVisa(['', 'V', '123', '456', '789', ''].join(sign))).toEqual({ status: 'ok', value: 'V123456789' });
  });

  it('is read in brackets', () => {
    expect(parseNihdi('(1) [90001] {22} «003»')).toMatchObject({ status: 'ok', full: '19000122003' });
  });

  it('is enough with its first eight digits', () => {
    expect(parseNihdi('1-90001-22')).toEqual({
      status: 'ok',
      modulus: 97,
      first8: '19000122',
      qualification: null,
      full: null,
    });
    expect(parseNihdi('1-90001-23')).toMatchObject({ status: 'check-failed', first8: '19000123' });
  });

  it('is the same after writing and reading it, in any punctuation', () => {
    fc.assert(
      fc.property(
        anySix,
        anyQualification,
        fc.constantFrom(97 as const, 89 as const),
        anySeparator,
        (six, qualification, modulus, separator) => {
          const number = makeNihdi(six, qualification, modulus);
          const written = formatNihdi(number).replaceAll('-', separator);
          expect(parseNihdi(written)).toMatchObject({ status: 'ok', full: number, qualification });
        },
      ),
    );
  });

  it('made by 97 does not survive one wrong digit as a number of that check', () => {
    fc.assert(
      fc.property(anySix, fc.nat({ max: 5 }), fc.integer({ min: 1, max: 9 }), (six, at, add) => {
        const number = makeNihdi(six, '001');
        const wrong = number.slice(0, at) + ((Number(number[at]) + add) % 10) + number.slice(at + 1);
        const parsed = parseNihdi(wrong);
        expect(parsed.status === 'ok' && parsed.modulus === 97).toBe(false);
      }),
    );
  });

  it('is written with dashes', () => {
    expect(formatNihdi('19000122003')).toBe('1-90001-22-003');
    expect(formatNihdi('19000122')).toBe('1-90001-22');
    expect(() => formatNihdi('1900012')).toThrow(RangeError);
    expect(() => makeNihdi('19000', '003')).toThrow(RangeError);
  });
});

describe('a visa number', () => {
  it.each(['V123456789', 'v 123 456 789', 'V-123.456.789', 'Visa 123456789'])('is read from %j', (text) => {
    expect(parseVisa(text)).toEqual({ status: 'ok', value: 'V123456789' });
  });

  it.each([
    ['V12345678', 'wrong-length'],
    ['V1234567890', 'wrong-length'],
    ['V', 'malformed'],
    ['123456789', 'malformed'],
    ['VV123456789', 'malformed'],
    ['V12345678X', 'malformed'],
    ['', 'empty'],
  ])('%j is refused as %s', (text, code) => {
    expect(parseVisa(text)).toEqual({ status: 'malformed', code });
  });

  it('is the same after writing and reading it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (serial) => {
        expect(parseVisa(formatVisa(makeVisa(serial)))).toEqual({ status: 'ok', value: makeVisa(serial) });
      }),
    );
    expect(() => makeVisa(1_000_000_000)).toThrow(RangeError);
  });
});

describe('a provider number', () => {
  it('is looked up by eight digits, or by the visa', () => {
    expect(parseProviderNumber('1-90001-22-003')).toEqual({
      ok: true,
      number: { scheme: 'nihdi', value: '19000122', full: '19000122003' },
    });
    expect(parseProviderNumber('19000122')).toEqual({
      ok: true,
      number: { scheme: 'nihdi', value: '19000122', full: null },
    });
    expect(parseProviderNumber('v 123 456 789')).toEqual({
      ok: true,
      number: { scheme: 'visa', value: 'V123456789', full: null },
    });
  });

  it('that fails its check is given all the same, for whoever insists', () => {
    expect(parseProviderNumber('1-90001-23-003')).toEqual({
      ok: false,
      code: 'check-failed',
      number: { scheme: 'nihdi', value: '19000123', full: '19000123003' },
    });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['hello', 'malformed'],
    ['V12', 'wrong-length'],
    ['123456789', 'wrong-length'],
    ['1900012200', 'wrong-length'],
  ])('%j is refused as %s', (text, code) => {
    expect(parseProviderNumber(text)).toEqual({ ok: false, code });
  });

  it('is written as people write it', () => {
    expect(formatProviderNumber({ scheme: 'nihdi', value: '19000122', full: '19000122003' })).toBe('1-90001-22-003');
    expect(formatProviderNumber({ scheme: 'nihdi', value: '19000122', full: null })).toBe('1-90001-22');
    expect(formatProviderNumber({ scheme: 'visa', value: 'V123456789', full: null })).toBe('V 123 456 789');
  });

  it('never makes reading throw, and never reads a visa as a NIHDI number', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789Vv-. /') })), (text) => {
        const parsed = parseProviderNumber(text);
        if (parsed.ok) expect(parsed.number.value).toMatch(parsed.number.scheme === 'visa' ? /^V\d{9}$/ : /^\d{8}$/);
      }),
    );
  });
});
