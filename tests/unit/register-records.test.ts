import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newRecordWriter } from '#lib/registers/files/record-writer.ts';
import { recordsIn } from '../support/record-bytes.ts';

const fileId = '00112233-4455-4677-8899-aabbccddeeff';

const record = fc.record({
  line: fc.integer({ min: 1, max: 2_147_483_647 }),
  quality: fc.constantFrom('GOOD', 'DOUBTFUL', 'REFUSED'),
  hash: fc.constantFrom('', 'ab'.repeat(32)),
  cells: fc.array(
    fc.oneof(
      fc.string({ unit: fc.constantFrom('a', ' ', '\\', 'é', '€', '𝄞', '\n'), maxLength: 12 }),
      fc.constantFrom('€'.repeat(100_000), 'x'.repeat(300_000)),
    ),
    { minLength: 1, maxLength: 14 },
  ),
});

describe('the records of a file', () => {
  it('are written as they are, whatever their cells hold and however long they are [IMPORT-05]', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), fc.integer({ min: 1, max: 6 }), (records, portion) => {
        const writer = newRecordWriter(fileId);
        const taken: Buffer[] = [];
        for (const { line, quality, hash, cells } of records) {
          writer.begin(line);
          for (const cell of cells) {
            const bytes = Buffer.from(`"${cell}"`);
            writer.add(bytes, 1, bytes.length - 1);
          }
          writer.end(quality, hash);
          if (line % portion === 0) taken.push(writer.take());
        }
        // At the end: what was taken is on its way, and written to no more.
        expect([...taken, writer.take()].flatMap(recordsIn)).toEqual(
          records.map((written) => ({ fileId: fileId.replaceAll('-', ''), ...written })),
        );
      }),
    );
  });
});
