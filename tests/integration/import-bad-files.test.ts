import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { csvLine, plainFormat } from '#lib/demo/register-files/format.ts';
import { beginningBytes } from '#lib/registers/files/limits.ts';
import { lookAtBeginning, receiveFile } from '#lib/registers/files/receive-file.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { bytesOf, operator } from '../support/register-file.ts';
import { activityHeader, rowOf, workbook, zip } from '../support/workbook.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

const header = 'number,month,services,ambulatoryShare\n';
const row = '19000122003,2020-03,12,0.5\n';

const megabyte = 1_024 * 1_024;

async function* longLine(megabytes: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${header}19000122003,`);
  const block = Buffer.alloc(megabyte, 'x');
  for (let sent = 0; sent < megabytes; sent += 1) yield block;
}

const sheetRow = rowOf(2, ['19000122003', '2020-03', '12', '0.5']);

/** The same zip, its first file said to be encrypted. */
function encrypted(whole: Buffer): Buffer {
  const directory = whole.indexOf('PK\x01\x02');
  whole[directory + 8] = (whole[directory + 8] ?? 0) | 1;
  return whole;
}

/** The same zip, its last file said to be of so many bytes unpacked. */
function saidToBe(unpackedBytes: number, whole: Buffer): Buffer {
  whole.writeUInt32LE(unpackedBytes, whole.lastIndexOf('PK\x01\x02') + 24);
  return whole;
}

async function outcomeOf(stream: AsyncIterable<Uint8Array>, register = 'inami-activity'): Promise<string> {
  const result = await receiveFile(operator, { register, fileName: 'bad.csv', stream });
  return result.ok ? 'recognised' : result.refusal.code;
}

const whole = gzipSync(header + row.repeat(20_000));

const bad: readonly [string, string, () => AsyncIterable<Uint8Array>][] = [
  ['an empty file', 'empty', () => bytesOf()],
  ['a file of blank lines', 'empty', () => bytesOf('\n\r\n  \n')],
  ['an empty archive', 'empty', () => bytesOf(gzipSync(''))],
  ['a header without a row', 'header-only', () => bytesOf(header)],
  ['a header without a row, in a sheet', 'header-only', () => bytesOf(workbook(`${activityHeader}</sheetData>`))],
  ['no header that is known', 'header-unknown', () => bytesOf('a,b,c\n1,2,3\n')],
  ['a required column missing', 'column-missing', () => bytesOf('number,month,services\n19000122003,2020-03,1\n')],
  ['a file of another register', 'other-register', () => bytesOf('NISS;Employeur;ETP\n85073003328;x;1\n')],
  [
    'a page instead of a file',
    'markup',
    () => bytesOf('\ufeff\n<!DOCTYPE html><html><body>number,month</body></html>'),
  ],
  ['a document', 'not-a-table', () => bytesOf('%PDF-1.7\n%binary')],
  ['an older spreadsheet', 'not-a-table', () => bytesOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'), randomBytes(600))],
  ['JSON', 'not-a-table', () => bytesOf('[{"number":"19000122003"}]')],
  ['UTF-16', 'other-encoding', () => bytesOf(Buffer.from(`\ufeff${header}${row}`, 'utf16le'))],
  ['null bytes', 'binary', () => bytesOf(header, row.repeat(50_000), '19000122003,2020\0-03,12,0.5\n')],
  ['null bytes in an archive', 'binary', () => bytesOf(gzipSync(`${header}${row}\0`))],
  ['a control character in a header', 'binary', () => bytesOf(`number,month,services,ambulatoryShare,a\u0001\n${row}`)],
  [
    'a null byte in the header of a sheet',
    'binary',
    () => bytesOf(workbook(`${rowOf(1, ['number', 'month', 'services', 'ambulatoryShare\0'])}${sheetRow}</sheetData>`)),
  ],
  [
    'a quote that is not closed',
    'quote-open',
    () => bytesOf(header, row, '19000122003,"2020-03,12,0.5\n', row.repeat(90)),
  ],
  [
    'a quote that is not closed before its end',
    'quote-open',
    () => bytesOf(header, row, '19000122003,2020-03,12,"0.5'),
  ],
  [
    'a line of quotes that close no cell',
    'quote-open',
    () => bytesOf(header, row, `19000122003,${'"a"b,'.repeat(50_000)}\n`, row),
  ],
  ['a mark of UTF-8 before what is not', 'not-utf-8', () => bytesOf('\ufeff', header, row, Buffer.from([0xe9, 0x0a]))],
  ['a single line of 200 MB', 'line-too-long', () => longLine(200)],
  [
    'a single line of 200 MB in an archive',
    'line-too-long',
    () => bytesOf(gzipSync(Buffer.concat([Buffer.from(header), Buffer.alloc(200 * megabyte, 'x')]), { level: 1 })),
  ],
  ['a truncated archive', 'gzip-damaged', () => bytesOf(whole.subarray(0, whole.length - 200))],
  ['a damaged archive', 'gzip-damaged', () => bytesOf(whole.subarray(0, 60), randomBytes(3_000))],
  [
    'an archive that grows and grows',
    'grows-too-much',
    () => bytesOf(gzipSync(header + row.repeat(4_000_000), { level: 9 })),
  ],
  [
    'a sheet with a formula',
    'sheet-formulas',
    () => bytesOf(workbook(`${activityHeader}<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row></sheetData>`)),
  ],
  [
    'a sheet with merged cells',
    'sheet-merged',
    () =>
      bytesOf(workbook(`${activityHeader}${sheetRow}</sheetData><mergeCells><mergeCell ref="A2:B2"/></mergeCells>`)),
  ],
  [
    'a workbook of two sheets',
    'sheet-several',
    () => {
      const sheet = `${activityHeader}${sheetRow}</sheetData>`;
      return bytesOf(workbook(sheet, { others: { February: sheet } }));
    },
  ],
  ['a damaged sheet', 'sheet-damaged', () => bytesOf(workbook(`${activityHeader}<row></sheetData>`))],
  [
    'a truncated sheet',
    'sheet-damaged',
    () => bytesOf(workbook(`${activityHeader}${sheetRow}</sheetData>`).subarray(0, 700)),
  ],
  ['an archive that is no sheet', 'binary', () => bytesOf(zip({ 'a.csv': header.repeat(60) }))],
  [
    'a sheet of too many rows',
    'sheet-rows',
    () => bytesOf(workbook(`${activityHeader}${sheetRow}${rowOf(1_048_577, ['19000122003'])}</sheetData>`)),
  ],
  [
    'a sheet that says it is of too many rows',
    'sheet-rows',
    () => bytesOf(workbook(activityHeader + sheetRow, { before: '<dimension ref="A1:D1048577"/>' })),
  ],
  ['a sheet that has a row twice', 'sheet-damaged', () => bytesOf(workbook(`${activityHeader}${sheetRow}${sheetRow}`))],
  [
    'a sheet that refers to a text it has not',
    'sheet-damaged',
    () =>
      bytesOf(
        workbook(`${activityHeader}<row r="2"><c r="A2" t="s"><v>1</v></c></row></sheetData>`, {
          sharedTexts: '<si><t>a</t></si>',
        }),
      ),
  ],
  ['a workbook with a password', 'sheet-encrypted', () => bytesOf(encrypted(workbook(activityHeader + sheetRow)))],
  [
    'a workbook that unpacks to far more than it is',
    'sheet-too-large',
    () => bytesOf(workbook(`${activityHeader}${sheetRow}${' '.repeat(20 * megabyte)}</sheetData>`)),
  ],
  [
    'a workbook that unpacks to more than it says',
    'sheet-damaged',
    () => bytesOf(saidToBe(600, workbook(`${activityHeader}${sheetRow}${' '.repeat(20 * megabyte)}</sheetData>`))),
  ],
];

describe('a file that can’t be one of its register', () => {
  it.each(bad)(
    'is refused at once, and nothing of it is left: %s [IMPORT-03]',
    { timeout: 60_000 },
    async (_, code, make) => {
      const stream = make();
      const begun = performance.now();
      expect(await outcomeOf(stream)).toBe(code);
      expect(performance.now() - begun).toBeLessThan(5_000);
      const [left] = await database.asOwner(
        `SELECT (SELECT count(*) FROM source_file_chunk)::int AS chunks, (SELECT count(*) FROM source_record)::int AS records,
              (SELECT count(*) FROM source_file WHERE state <> 'REFUSED')::int AS files,
              (SELECT refusal ->> 'code' FROM source_file ORDER BY received_at DESC LIMIT 1) AS code`,
      );
      expect(left).toEqual({ chunks: 0, records: 0, files: 0, code });
    },
  );

  it('is refused by its beginning, before the rest is sent, and told among the files [IMPORT-03]', async () => {
    const beginning = (text: string) =>
      lookAtBeginning(operator, { register: 'registrations', fileName: 'x.csv', bytes: Buffer.from(text) });
    const rows = '1-23456-78-901;a;b;1000\n'.repeat(40_000);
    expect(await beginning(`NISS;Nom;Prénom;Code postal\n${rows}`)).toMatchObject({
      ok: false,
      refusal: { code: 'column-missing' },
    });
    const [left] = await database.asOwner(
      `SELECT file_name, state::text AS state, refusal ->> 'code' AS code FROM source_file ORDER BY received_at DESC LIMIT 1`,
    );
    expect(left).toEqual({ file_name: 'x.csv', state: 'REFUSED', code: 'column-missing' });
    // Cut off in the middle of a row, as the beginning of a file is.
    expect(await beginning('N° INAMI;NISS;Nom;Prénom;Profession;Code postal\n1-23456-78-901;85073')).toEqual({
      ok: true,
      value: null,
    });
  });

  it('is refused by its beginning for a line behind its rows that does not end [IMPORT-03]', async () => {
    const bytes = Buffer.from(`${header}${row}${'x'.repeat(beginningBytes)}`).subarray(0, beginningBytes);
    const said = { register: 'inami-activity', fileName: 'x.csv', bytes };
    expect(await lookAtBeginning(operator, said)).toMatchObject({ refusal: { code: 'line-too-long' } });
  });

  it('leaves nothing behind where what it is can’t be kept [IMPORT-03]', async () => {
    const trigger = `CREATE FUNCTION break_receipt() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'broken'; END $$;
      CREATE TRIGGER break_receipt BEFORE UPDATE ON source_file FOR EACH ROW EXECUTE FUNCTION break_receipt()`;
    const before = await database.asOwner('SELECT count(*)::int AS n FROM source_file');
    await database.asOwner(trigger);
    try {
      for (const content of [header + row, header]) {
        const stream = bytesOf(content);
        await expect(receiveFile(operator, { register: 'inami-activity', fileName: 'x', stream })).rejects.toThrow();
      }
    } finally {
      await database.asOwner('DROP TRIGGER break_receipt ON source_file; DROP FUNCTION break_receipt()');
    }
    expect(await database.asOwner('SELECT count(*)::int AS n FROM source_file')).toEqual(before);
    expect(await database.asOwner('SELECT * FROM source_file_chunk')).toEqual([]);
  });

  it('is told what it lacks, by code [IMPORT-03]', async () => {
    const stream = bytesOf('NISS;Nom;Prénom;Code postal\n85073003328;a;b;1000\n');
    const result = await receiveFile(operator, { register: 'registrations', fileName: 'x', stream });
    expect(result).toEqual({
      ok: false,
      refusal: { code: 'column-missing', params: { columns: 'profession,number|visa' } },
    });
  });

  it('is told which register it looks like [IMPORT-03]', async () => {
    const stream = bytesOf(csvLine(['INSZ', 'Werkgever', 'VTE'], { ...plainFormat, delimiter: ';' }), 'a;b;c\n');
    const result = await receiveFile(operator, { register: 'registrations', fileName: 'x', stream });
    expect(result).toEqual({ ok: false, refusal: { code: 'other-register', params: { register: 'employment' } } });
  });
});
