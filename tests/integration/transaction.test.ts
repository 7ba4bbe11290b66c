import { beforeAll, expect, it } from 'vitest';
import { inTransaction } from '#lib/db/transaction.ts';
import { done } from '#lib/shared/result.ts';
import { createTestDatabase } from '../support/database.ts';

beforeAll(async () => {
  await createTestDatabase();
});

it('tries again what fell to a deadlock in plain SQL, so that both of two commands come through', async () => {
  let runs = 0;
  const locking = (first: number, second: number) =>
    inTransaction<string, never>(async (tx) => {
      runs += 1;
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(${first}::int)::text`;
      await tx.$queryRaw`SELECT pg_sleep(0.2)::text`;
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(${second}::int)::text`;
      return done('through');
    });
  const results = await Promise.all([locking(1, 2), locking(2, 1)]);
  expect(results).toEqual([
    { ok: true, value: 'through' },
    { ok: true, value: 'through' },
  ]);
  expect(runs).toBe(3);
});
