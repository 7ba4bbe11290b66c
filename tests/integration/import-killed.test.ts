import { describe, expect, it } from 'vitest';
import { plainFormat } from '#lib/demo/register-files/format.ts';
import type { RegisterCode } from '#lib/registers/descriptions/index.ts';
import { confirmImport } from '#lib/registers/files/confirm-import.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createKillableDatabase, expectWholeOrAbsent } from '../support/killed-run.ts';
import { operator, receivedFrom, withSampleFiles } from '../support/register-file.ts';

/*
 * Killed where it has read the file and written all its records, and waits to write the first fault; and where all of its
 * rows are written and it waits to take out the file's bytes.
 */
const tables = ['source_fault', 'source_file_chunk'];

async function expectImportWhole(database: TestDatabase, registers: readonly RegisterCode[]): Promise<void> {
  const format = { ...plainFormat, gzip: true };
  await withSampleFiles({ rows: 3_000, dirt: 0.1, format }, async (files) => {
    for (const file of files.filter(({ register }) => registers.includes(register))) {
      const fileId = await receivedFrom(file);
      const confirmed = await confirmImport(operator, fileId);
      const count = (sql: string) => database.asOwner(`SELECT count(*)::int AS n, ${sql} WHERE file_id = $1`, [fileId]);
      const snapshot = async () => ({
        file: await database.asOwner('SELECT * FROM source_file WHERE id = $1', [fileId]),
        records: await count('min(line), max(line) FROM source_record'),
        faults: await count('min(line), max(line) FROM source_fault'),
        chunks: await count('min(position) FROM source_file_chunk'),
        trail: await database.asOwner('SELECT action FROM audit_entry WHERE subject_id = $1', [fileId]),
      });
      await expectWholeOrAbsent(database, { id: confirmed.ok ? confirmed.value.runId : '', tables, snapshot });
      expect(await snapshot()).toMatchObject({
        file: [{ state: 'IMPORTED', good_rows: file.good, doubtful_rows: file.doubtful, refused_rows: file.refused }],
        records: [{ n: file.rows, min: 2 }],
        chunks: [{ n: 0 }],
      });
    }
  });
}

describe('an import that is killed in its middle', () => {
  it('with its process leaves nothing, and is whole when it is done again [IMPORT-16]', {
    timeout: 120_000,
  }, async () => {
    await expectImportWhole(await createTestDatabase(), ['registrations', 'employment']);
  });

  it('with Postgres or with the server leaves nothing, and is whole when it is done again [IMPORT-16]', {
    timeout: 180_000,
  }, async () => {
    await expectImportWhole(await createKillableDatabase(), ['inami-activity']);
  });
});
