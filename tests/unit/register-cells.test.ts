import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, plainFormat } from '#lib/demo/register-files/format.ts';
import { makeNationalNumber } from '#lib/identifiers/national-number.ts';
import { makeNihdi } from '#lib/identifiers/nihdi.ts';
import { employment } from '#lib/registers/descriptions/employment.ts';
import { inamiActivity } from '#lib/registers/descriptions/inami-activity.ts';
import { registrations } from '#lib/registers/descriptions/registrations.ts';
import { asItStands, cellReaderOf } from '#lib/registers/files/cell-reader.ts';
import { csvCutter } from '#lib/registers/files/csv-cutter.ts';
import { newRowReader } from '#lib/registers/files/row-reader.ts';
import type { ColumnKind, Register } from '#lib/registers/register.ts';
import { readerOf } from '#lib/registers/values.ts';
import { batchOf } from '../support/batch-of.ts';

const year = 2020;

/** In the place of a hash, what is hashed: eleven digits, in hexadecimal ones. */
const digitsOf = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('hex');

const kinds: Readonly<Record<ColumnKind, readonly string[]>> = {
  text: [
    'a',
    'Z',
    'é',
    '’',
    '–',
    '€',
    '𝄞',
    '\u00a0',
    '\u2003',
    '\u0085',
    '\u3000',
    '\ufeff',
    ' ',
    '\t',
    '\n',
    '\u007f',
    'ß',
  ],
  nihdi: [...'0123456789', ' ', '.', '-', '–', ',', '(', '·', '\u00ad', '\u200b', 'x'],
  visa: [...'V0123456789', 'v', 'isa ', '-', ',', '\u00ad'],
  'national-number': [...'0123456789', ' ', '.', '-', '/', ',', ')', '\u00ad', 'x'],
  'birth-year': ['1', '9', '85', '1985', '2021', ' ', 'x'],
  profession: ['midwife', 'GP', 'huisarts', 'sage-femme', ' ', '-', 'é'],
  postcode: ['1', '0', '4000', '1000', 'B-', ' ', 'x'],
  language: ['fr', 'NL', 'Deutsch', ' ', 'x'],
  email: [...'aB.@-_', 'é', ' ', ',', '"', 'x'],
  phone: [...'0123456789+()/.-', ' ', '\u00a0', 'x', '+32', '850730', '033', '85073003328', '+32470123458'],
  month: [...'0123456789-/.', '2020-03', '-01', ' '],
  count: [...'0123456789', ' ', '-', '.'],
  share: [...'0123456789.,%', ' ', '0.5', '50 %'],
  'enterprise-number': [...'0123456789', '.', ',', '\u200b', ' ', 'BE', '0200.065.765'],
  employer: ['0200065765', 'self-employed', 'indépendant', ' ', '.'],
  setting: ['hospital', 'hôpital', 'grouping', ' ', 'x'],
};

/** Numbers that check, in the ways people part them, and such as nearly are. */
const digits = fc
  .oneof(
    fc.integer({ min: 0, max: 999_999 }).map((serial) => makeNihdi(String(serial).padStart(6, '0'), '003')),
    fc.integer({ min: 0, max: 999_999 }).map((serial) => makeNihdi(String(serial).padStart(6, '0'), '100', 89)),
    fc.integer({ min: 1900, max: year }).map((born) => makeNationalNumber(born, 7, 30, 33)),
    fc.stringMatching(/^\d{8,12}$/),
  )
  .chain((number) =>
    fc.constantFrom(
      number,
      number.replace(/^(\d)(\d{5})/, '$1-$2-'),
      number.replaceAll(/(\d{3})/g, '$1 '),
      `.${number}`,
      `Rue ${number} b`,
      `12 ${number}@example.org`,
      `a${number}@example.org`,
    ),
  );

describe('a cell where it lies', () => {
  it.each(Object.entries(kinds) as [ColumnKind, readonly string[]][])(
    'is read as its text is: %s [IMPORT-18]',
    (kind, parts) => {
      const readers = (kind === 'text' ? [6, 14, 200] : [200]).map((atMost) => ({
        read: readerOf({ kind, atMost }, { year }),
        readCell: cellReaderOf({ kind, atMost }, { year }),
      }));
      const cell = fc.oneof(
        fc.string({ unit: fc.constantFrom(...parts), maxLength: 12 }),
        digits,
        fc.constantFrom(...parts),
      );
      fc.assert(
        fc.property(fc.array(cell, { maxLength: 6 }), (texts) => {
          // Twice: what was read before is remembered.
          for (const text of [...texts, ...texts]) {
            const bytes = Buffer.from(`9${text}9`);
            for (const { read, readCell } of readers) {
              const reading = readCell(bytes, 1, bytes.length - 1);
              const kept = reading === asItStands ? text : reading instanceof Uint8Array ? reading.toString() : reading;
              const value = read(text);
              expect(kept).toEqual(typeof value === 'object' ? value : String(value));
            }
          }
        }),
        { numRuns: 400 },
      );
    },
  );

  it('is kept the same in quotes or without, and beside any other [IMPORT-05]', () => {
    const columns = [...registrations.columns.map(({ code }) => code), null];
    const cell = fc.oneof(
      fc.constantFrom(
        '',
        'a',
        'Rue  de l’Exemple',
        'é',
        '"',
        'a;b',
        'a\nb',
        'midwife',
        'GP',
        '1000',
        'fr',
        '\u0001',
        '\u0085',
      ),
      digits,
    );
    const rows = fc.array(fc.array(cell, { minLength: columns.length - 1, maxLength: columns.length }), {
      maxLength: 6,
    });
    const given = { fileId: '00112233-4455-4677-8899-aabbccddeeff', year, hash: digitsOf };
    fc.assert(
      fc.property(rows, fc.constantFrom<',' | ';' | '\t'>(',', ';', '\t'), fc.boolean(), (written, delimiter, all) => {
        const format = { ...plainFormat, delimiter, quotes: all ? ('all' as const) : ('minimal' as const) };
        let line = 1;
        const lines = written.map((row) => {
          const begun = line;
          line += 1 + row.join('').split('\n').length - 1;
          return begun;
        });
        const cutter = csvCutter(delimiter);
        const cut = newRowReader(registrations, columns, given);
        const bytes = Buffer.from(written.map((row) => csvLine(row, format)).join(''));
        const read = [cut.read(cutter.read(bytes)), cut.read(cutter.end())];
        const apart = newRowReader(registrations, columns, given);
        const { records, faults } = apart.read(batchOf(written, lines));
        expect(Buffer.concat(read.map((part) => part.records)).equals(records)).toBe(true);
        expect(Buffer.concat(read.map((part) => part.faults)).toString()).toBe(faults.toString());
        expect(cut.end()).toEqual(apart.end());
      }),
    );
  });
});

describe('a row', () => {
  const readerOf = (register: Register, codes: readonly string[]) =>
    newRowReader(register, codes, { fileId: 'f', year: 2020, hash: () => 'ab'.repeat(32) });

  it.each<[string, Register, Readonly<Record<string, string>>, readonly string[]]>([
    ['one number of two', registrations, { number: '-' }, ['number']],
    ['one number of two, the other', registrations, { number: ' . ', visa: '–' }, ['number']],
    ['a visa beside none', registrations, { number: '-', visa: 'V123456789' }, []],
    ['a number beside no visa', registrations, { visa: '-' }, []],
    ['no national number, where none is needed', registrations, { nationalNumber: '-' }, []],
    ['the number', inamiActivity, { number: '-' }, ['number']],
    ['the employer', employment, { employer: '.' }, ['employer']],
    [
      'the national number and the employer',
      employment,
      { nationalNumber: '-', employer: 'BE' },
      ['nationalNumber', 'employer'],
    ],
    ['a name', registrations, { familyName: '\u00a0' }, ['familyName']],
  ])('that has marks alone for %s is missing what it is missing [IMPORT-05]', (_, register, cells, missing) => {
    const good: Readonly<Record<string, string>> = {
      ...{ number: '19000122003', nationalNumber: '85073003328', givenName: 'Sample', familyName: 'Person' },
      ...{ profession: 'dentist', postcode: '1000', month: '2020-03', services: '1', ambulatoryShare: '1' },
      ...{ employer: '0200065765', workingTime: '1' },
    };
    const codes = register.columns.map(({ code }) => code);
    const reader = readerOf(register, codes);
    const row = codes.map((code) => cells[code] ?? good[code] ?? '');
    // The row behind it misses nothing.
    const { faults } = reader.read(batchOf([row, codes.map((code) => good[code] ?? '')], [2, 3]));
    expect(faults.toString()).toBe(missing.map((code) => `f\t2\t${code}\tvalue-missing\t\\N\n`).join(''));
    expect(reader.end()).toMatchObject(
      missing.length === 0 ? { good: 2, refused: 0 } : { good: 1, doubtful: 0, refused: 1 },
    );
  });

  /** Of so many rows, those with a national number in place of the NIHDI number, and those with neither. */
  const shifted = (rows: number, national: number, blank = 0) => {
    const reader = readerOf(inamiActivity, ['number', 'month', 'services', 'ambulatoryShare']);
    const numbers = Array.from({ length: rows }, (_, at) =>
      at < national ? '85073003328' : at < national + blank ? '-' : '19000122003',
    );
    reader.read(
      batchOf(
        numbers.map((number) => [number, '2020-03', '1', '1']),
        numbers.map((_, at) => at + 2),
      ),
    );
    return reader;
  };

  it.each([
    [20, 20, 0],
    [199, 20, 0],
    [1_000, 101, 0],
    [1_000, 60, 500],
  ])(
    'of a file of %i, %i of them with a national number there, is read no more [IMPORT-06]',
    (rows, national, blank) => {
      expect(() => shifted(rows, national, blank).end()).toThrow(
        expect.objectContaining({ refusal: { code: 'national-numbers-in-column', params: { column: 'number' } } }),
      );
    },
  );

  it.each([
    [19, 19],
    [200, 20],
    [1_000, 100],
  ])('of a file of %i, %i of them with a national number there, is refused by itself [IMPORT-06]', (rows, national) => {
    expect(shifted(rows, national).end()).toMatchObject({ good: rows - national, refused: national });
  });
});
