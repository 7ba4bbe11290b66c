import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { copyInto } from '#lib/db/copy.ts';
import { withClient } from '#lib/db/with-client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.asOwner('CREATE TABLE copied (number integer PRIMARY KEY)');
});

it('gives the reason of the database to whoever sends on after a refusal, and keeps nothing', async () => {
  await withClient(database.ownerUrl, async (client) => {
    const copying = copyInto(client, 'COPY copied FROM STDIN');
    await copying.write('1\n1\n');
    const sendOn = async () => {
      for (;;) {
        await copying.write('2\n'.repeat(10_000));
        await pause(5);
      }
    };
    await expect(sendOn()).rejects.toThrow('copied_pkey');
    await copying.abort();
    expect((await client.query('SELECT FROM copied')).rowCount).toBe(0);
  });
});
