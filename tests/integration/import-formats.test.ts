import { beforeAll, describe, expect, it } from 'vitest';
import { plainFormat, type SampleFormat } from '#lib/demo/register-files/format.ts';
import type { WrittenFile } from '#lib/demo/register-files/write-register-files.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { imported, receivedFrom, recordsOf, withSampleFiles } from '../support/register-file.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

const combinations: readonly SampleFormat[] = ([',', ';', '\t'] as const).flatMap((delimiter) =>
  (['none', 'all'] as const).flatMap((quotes) =>
    (['utf-8', 'utf-8-bom', 'windows-1252'] as const).flatMap((encoding) =>
      (['\n', '\r\n'] as const).flatMap((lineEnd) =>
        [false, true].map((gzip) => ({ ...plainFormat, delimiter, quotes, encoding, lineEnd, gzip })),
      ),
    ),
  ),
);

/** The headers go through all languages and orders with them. */
const formats: readonly SampleFormat[] = [
  plainFormat,
  ...combinations.map(
    (format, index): SampleFormat => ({
      ...format,
      headers: (['code', 'fr', 'nl', 'en'] as const)[index % 4] ?? 'code',
      disordered: index % 3 === 0,
    }),
  ),
  { ...plainFormat, kind: 'xlsx' },
  { ...plainFormat, kind: 'xlsx', headers: 'nl', disordered: true },
];

const named = ({ kind, delimiter, quotes, encoding, lineEnd, gzip, headers }: SampleFormat) =>
  kind === 'xlsx'
    ? `xlsx ${headers}`
    : [
        JSON.stringify(delimiter),
        `quotes ${quotes}`,
        encoding,
        JSON.stringify(lineEnd),
        gzip ? 'gz' : 'plain',
        headers,
      ].join(' ');

async function contentOf(fileId: string): Promise<{ counts: unknown; records: unknown; faults: unknown }> {
  const [counts] = await database.asOwner(
    `SELECT state::text, good_rows AS good, doubtful_rows AS doubtful, refused_rows AS refused, fault_counts AS faults
       FROM source_file WHERE id = $1`,
    [fileId],
  );
  const records = (await recordsOf(database, fileId)).map(({ line: _, values: { street, ...values }, ...record }) => ({
    ...record,
    values,
  }));
  const faults = await database.asOwner(
    'SELECT "column", code FROM source_fault WHERE file_id = $1 ORDER BY line, code, "column"',
    [fileId],
  );
  return { counts, records, faults };
}

async function importAll(files: readonly WrittenFile[]) {
  const contents = [];
  for (const file of files) {
    const fileId = await imported(await receivedFrom(file));
    const content = await contentOf(fileId);
    expect(content.counts).toEqual({
      state: 'IMPORTED',
      good: file.good,
      doubtful: file.doubtful,
      refused: file.refused,
      faults: file.faults,
    });
    await database.asOwner('DELETE FROM source_record WHERE file_id = $1', [fileId]);
    await database.asOwner('DELETE FROM source_fault WHERE file_id = $1', [fileId]);
    await database.asOwner('DELETE FROM source_file WHERE id = $1', [fileId]);
    contents.push({ records: content.records, faults: content.faults });
  }
  return contents;
}

describe('a register’s file', () => {
  let expected: unknown;

  beforeAll(async () => {
    expected = await withSampleFiles({ rows: 120, dirt: 0, format: plainFormat }, importAll);
  });

  it.each(formats.map((format) => ({ name: named(format), format })))(
    'is read the same as $name [IMPORT-01]',
    async ({ format }) => {
      expect(await withSampleFiles({ rows: 120, dirt: 0, format }, importAll)).toEqual(expected);
    },
  );

  it.each(formats.map((format) => ({ name: named(format), format })))(
    'has exactly its faults found as $name [IMPORT-02]',
    async ({ format }) => {
      await withSampleFiles({ rows: 120, dirt: 0.3, format }, importAll);
    },
  );
});
