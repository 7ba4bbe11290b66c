import { beforeAll, expect, it } from 'vitest';
import { getLine } from '#lib/db/client.ts';
import { openLine } from '#lib/db/line.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});

const numberOf = async (given: number) => {
  const { rows } = await getLine().query<{ number: number; pid: number }>({
    name: 'number',
    text: 'SELECT $1::int AS number, pg_backend_pid() AS pid',
    values: [given],
  });
  return rows[0];
};

it('answers everyone with their own rows over one connection, and one refused statement harms no other', async () => {
  const asked = Array.from({ length: 200 }, (_, index) => index);
  const refused = getLine().query({ name: 'refused', text: 'SELECT 1 / $1::int', values: [0] });
  const [failed, ...answers] = await Promise.allSettled([refused, ...asked.map(numberOf)]);
  expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'division by zero' } });
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' && answer.value ? [answer.value] : []));
  expect(found.map(({ number }) => number)).toEqual(asked);
  expect(new Set(found.map(({ pid }) => pid)).size).toBe(1);
});

it('tells whoever waits that the connection is lost, and connects anew for the next', async () => {
  const lost = (await numberOf(1))?.pid ?? 0;
  const waiting = getLine().query({ text: 'SELECT pg_sleep(30)' });
  const behind = numberOf(2);
  const ends = Promise.allSettled([waiting, behind]);
  await database.asApp('SELECT pg_terminate_backend($1)', [lost]);
  expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const next = await numberOf(3);
  expect(next?.number).toBe(3);
  expect(next?.pid).not.toBe(lost);
});

it('gives up a connection that does not answer, for all who wait behind it, and connects anew', async () => {
  const line = openLine(database.appUrl, 300);
  const stuck = line.query({ text: 'SELECT pg_sleep(30)' });
  const behind = line.query({ text: 'SELECT 1 AS one' });
  expect((await Promise.allSettled([stuck, behind])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((await line.query({ text: 'SELECT 2 AS two' })).rows).toEqual([{ two: 2 }]);
  await line.end();
});
