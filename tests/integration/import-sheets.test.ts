import { beforeAll, describe, expect, it } from 'vitest';
import { fileLimits } from '#lib/registers/files/limits.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { imported, received } from '../support/register-file.ts';
import { activityHeader, activityRows, rowOf, workbook } from '../support/workbook.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

async function leftOf(fileId: string) {
  const [left] = await database.asOwner(
    `SELECT state::text, good_rows AS good, refusal,
            (SELECT count(*)::int FROM source_record WHERE file_id = f.id) AS records,
            (SELECT max(line) FROM source_record WHERE file_id = f.id) AS last,
            (SELECT count(*)::int FROM source_fault WHERE file_id = f.id) AS faults,
            (SELECT count(*)::int FROM source_file_chunk WHERE file_id = f.id) AS chunks
       FROM source_file f WHERE id = $1`,
    [fileId],
  );
  return left;
}

/** More than is looked at before somebody confirms. */
const manyRows = 60_000;

describe('a large sheet', () => {
  it('is imported whole, each row with its line [IMPORT-22]', { timeout: 60_000 }, async () => {
    const rows = 120_000;
    const fileId = await imported(
      await received('inami-activity', workbook(`${activityHeader}${activityRows(rows)}</sheetData>`)),
    );
    expect(await leftOf(fileId)).toEqual({
      ...{ state: 'IMPORTED', refusal: null, good: rows, records: rows, last: rows + 1 },
      ...{ faults: 0, chunks: 0 },
    });
  });

  it.each([
    [
      'a formula in its last row',
      `<row r="${manyRows + 2}"><c r="C${manyRows + 2}"><f>SUM(C1:C9)</f><v>2</v></c></row></sheetData>`,
      { code: 'sheet-formulas', params: { cell: `C${manyRows + 2}` } },
    ],
    [
      'merged cells',
      '</sheetData><mergeCells count="1"><mergeCell ref="A7:B7"/></mergeCells>',
      { code: 'sheet-merged', params: { cells: 'A7:B7' } },
    ],
    [
      'a row below the last that there is',
      `${rowOf(1_048_577, ['19000122003'])}</sheetData>`,
      { code: 'sheet-rows', params: { limit: 1_048_576 } },
    ],
    ['an end that is missing', '', { code: 'sheet-damaged' }],
  ])(
    'is refused by its import for %s, and nothing half is left [IMPORT-10]',
    { timeout: 60_000 },
    async (_, end, refusal) => {
      const rows = activityRows(manyRows);
      expect(rows.length).toBeGreaterThan(fileLimits.sheetLookBytes);
      const fileId = await imported(await received('inami-activity', workbook(activityHeader + rows + end)));
      expect(await leftOf(fileId)).toEqual({
        ...{ state: 'REFUSED', refusal, good: 0, records: 0, last: null },
        ...{ faults: 0, chunks: 0 },
      });
    },
  );
});
