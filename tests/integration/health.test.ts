import { beforeAll, describe, expect, it } from 'vitest';
import { closeConnections } from '#lib/db/client.ts';
import { readHealth } from '#lib/shared/health.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

describe('the health of the server', () => {
  it('is well while the database answers', async () => {
    expect(await readHealth()).toEqual({ status: 'ok', database: 'ok', databaseMs: expect.any(Number) });
  });

  it('tells a database without its tables from one that is not there', async () => {
    await database.asOwner('alter table business_clock rename to elsewhere');
    expect(await readHealth()).toMatchObject({ status: 'unavailable', database: 'not migrated' });
    await closeConnections();
    process.env.DATABASE_URL = 'postgresql://portal_app:x@127.0.0.1:9/portal';
    expect(await readHealth()).toMatchObject({ status: 'unavailable', database: 'unreachable' });
  });
});
