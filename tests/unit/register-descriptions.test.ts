import { describe, expect, it } from 'vitest';
import { locales } from '#lib/i18n/locales.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { employment } from '#lib/registers/descriptions/employment.ts';
import { inamiActivity } from '#lib/registers/descriptions/inami-activity.ts';
import { registers } from '#lib/registers/descriptions/index.ts';
import { faultCodes, severityOf } from '#lib/registers/faults.ts';
import { type FileRefused, fileRefusalCodes } from '#lib/registers/files/file-refused.ts';
import { columnsOf, missingColumns } from '#lib/registers/files/recognise.ts';
import { refusalParams } from '#lib/registers/files/refusal-params.ts';
import { newRowReader } from '#lib/registers/files/row-reader.ts';
import { type Column, columnOfHeader, folded, headersOf, type Register } from '#lib/registers/register.ts';
import { codesByWord, languageWords, professionWords, settingWords } from '#lib/registers/vocabularies.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import { batchOf } from '../support/batch-of.ts';
import { recordsIn } from '../support/record-bytes.ts';

describe.each(registers.map((register): Register => register))('the description of $code', (register) => {
  it('gives no header to two columns, whatever its case, accents or punctuation [IMPORT-19]', () => {
    const owners = new Map<string, Column>();
    for (const column of register.columns) {
      for (const header of headersOf(column)) {
        const owner = owners.get(folded(header));
        expect(owner === undefined || owner === column, `${header} of ${column.code}`).toBe(true);
        owners.set(folded(header), column);
        expect(columnOfHeader(register, header.toUpperCase())).toBe(column);
        expect(columnOfHeader(register, ` ${header.replaceAll(' ', '_')}. `)).toBe(column);
      }
    }
  });

  it('is told from the others by what it requires [IMPORT-19]', () => {
    const own = register.columns.map(({ code }) => code);
    expect(missingColumns(own, register)).toEqual([]);
    for (const other of registers) {
      if (other.code !== register.code) expect(missingColumns(columnsOf(own, other).columns, other)).not.toEqual([]);
    }
  });

  it('keeps what is about the person to itself [IMPORT-19]', () => {
    for (const { kind, personal } of register.columns) {
      if (['national-number', 'birth-year', 'email', 'phone'].includes(kind)) expect(personal).toBe(true);
    }
  });
});

describe('a share', () => {
  it.each(['% ambulatoire', 'Part ambulatoire (%)', 'ambulatoryShare %', 'Ambulant in %'])(
    'is not found under “%s”, whose 1 would be read as the whole [IMPORT-19]',
    (header) => {
      expect(columnOfHeader(inamiActivity, header)).toBeUndefined();
      expect(columnsOf(['RIZIV', 'Maand', 'Aantal', header], inamiActivity).columns.at(3)).toBeNull();
    },
  );

  it('of working time is not a rate, which is in per cents [IMPORT-19]', () => {
    expect(columnOfHeader(employment, 'Taux d’occupation')).toBeUndefined();
    expect(columnOfHeader(employment, 'Fraction d’occupation')?.code).toBe('workingTime');
  });
});

/** A fourth register, as one description would add it. */
const vaccinations: Register = {
  code: 'vaccinations',
  names: { fr: 'Vaccinations', nl: 'Vaccinaties', de: 'Impfungen', en: 'Vaccinations' },
  says: 'activity',
  columns: [
    {
      ...{ code: 'number', kind: 'nihdi', required: true, personal: false },
      names: { fr: 'Numéro', nl: 'Nummer', de: 'Nummer', en: 'Number' },
      aliases: { fr: ['INAMI'], nl: ['RIZIV'], en: [] },
    },
    {
      ...{ code: 'doses', kind: 'count', required: false, personal: false },
      names: { fr: 'Doses', nl: 'Dosissen', de: 'Dosen', en: 'Doses' },
      aliases: { fr: ['Nombre de doses'], nl: [], en: [] },
    },
  ],
};

describe('another register', () => {
  it('is read by its description alone [IMPORT-19]', () => {
    const { columns } = columnsOf(['Nombre de doses', 'RIZIV', 'x'], vaccinations);
    expect(columns).toEqual(['doses', 'number', null]);
    const reader = newRowReader(vaccinations, columns, { fileId: 'f', year: 2020, hash: () => '' });
    const rows = [
      ['7', '19000122003', ''],
      ['x', '', ''],
    ];
    const { records, faults } = reader.read(batchOf(rows, [2, 3]));
    expect(reader.cellColumns).toEqual(['doses', 'number']);
    expect(recordsIn(records)).toMatchObject([
      { line: 2, quality: 'GOOD', hash: '', cells: ['7', '19000122003'] },
      { line: 3, quality: 'REFUSED', hash: '', cells: ['', ''] },
    ]);
    expect(faults.toString()).toBe('f\t3\tdoses\tcount-form\tx\nf\t3\tnumber\tvalue-missing\t\\N\n');
    expect(reader.end()).toMatchObject({ good: 1, doubtful: 0, refused: 1 });
  });
});

describe('the words that stand for a code', () => {
  it.each<[string, Readonly<Record<string, readonly string[]>>]>([
    ['professions', professionWords],
    ['settings', settingWords],
    ['languages', languageWords],
  ])('of %s stand for one each [IMPORT-19]', (_, words) => {
    const codes = codesByWord(words);
    for (const [code, own] of Object.entries(words)) {
      for (const word of [code, ...own]) expect(codes.get(folded(word)), word).toBe(code);
    }
  });

  it('are those by which the portal names professions, too [IMPORT-19]', async () => {
    const codes = codesByWord(professionWords);
    for (const locale of locales) {
      const messages: unknown = (await loadMessages(locale)).professions;
      for (const code of professionCodes) {
        const name: unknown = Reflect.get(Object(Reflect.get(Object(messages), code)), 'name');
        expect(codes.get(folded(String(name))), `${locale}: ${name}`).toBe(code);
      }
    }
  });
});

describe('faults and refusals', () => {
  it('each have a sentence [IMPORT-05]', async () => {
    const { faults, refusals } = (await loadMessages('fr')).registers;
    expect(Object.keys(faults).toSorted()).toEqual([...faultCodes].toSorted());
    expect(Object.keys(refusals)).toEqual(expect.arrayContaining([...fileRefusalCodes]));
  });

  it('of a national number cost the row where it links by nothing else [IMPORT-05]', () => {
    expect(severityOf('national-number-check', { required: true, kind: 'national-number' })).toBe('refused');
    expect(severityOf('national-number-check', { required: false, kind: 'national-number' })).toBe('doubtful');
    expect(severityOf('enterprise-number', { required: true, kind: 'employer' })).toBe('doubtful');
  });

  it('of a national number in another column cost the row where it depends on that column [IMPORT-05]', () => {
    expect(severityOf('national-number-here', { required: false, kind: 'text' })).toBe('doubtful');
    expect(severityOf('national-number-here', { required: true, kind: 'text' })).toBe('refused');
    expect(severityOf('national-number-here', { required: false, kind: 'nihdi' })).toBe('refused');
  });

  it('name columns and registers in the language of the reader [IMPORT-03]', () => {
    const params: FileRefused['refusal']['params'] = { columns: 'profession,number|visa' };
    expect(refusalParams(params, 'registrations', 'nl')).toEqual({
      columns: 'Beroep en RIZIV-nummer of Visum',
      headers:
        'Beroep, Beroepsgroep of Gezondheidszorgberoep; ' +
        'RIZIV-nummer, RIZIV nr, RIZIV, Nummer, Visum, Visumnummer, Visum nr of Visum FOD',
    });
    expect(refusalParams({ register: 'employment' }, 'registrations', 'fr')).toEqual({
      register: 'Emploi selon l’ONSS et l’INASTI',
    });
    expect(refusalParams(undefined, 'registrations', 'fr')).toEqual({});
  });

  it.each([
    ['fr', 'Mois, Mois de prestation ou Période'],
    ['nl', 'Maand, Maand van prestatie of Periode'],
    ['de', expect.stringMatching(/^Monat/)],
    ['en', 'Month, Month of service or Period'],
  ] as const)('name the headers under which a missing column is known: %s [IMPORT-03]', async (locale, headers) => {
    expect(refusalParams({ columns: 'month' }, 'inami-activity', locale)).toMatchObject({ headers });
    expect((await loadMessages(locale)).registers.refusals['column-missing']).toContain('{headers}');
  });
});
