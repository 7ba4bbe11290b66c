import { beforeAll, describe, expect, it } from 'vitest';
import type { UserActor } from '#lib/auth/actor.ts';
import { startJobs } from '#lib/jobs/start-jobs.ts';
import { requestLink } from '#lib/registers/link/request-link.ts';
import { addReviewer, seedClaimWorld } from '../support/claim-world.ts';
import { createKillableDatabase, expectWholeOrAbsent, type KillableDatabase, until } from '../support/killed-run.ts';
import { linkedRows, registration, stageFile } from '../support/register-world.ts';

let database: KillableDatabase;
let administrator: UserActor;

beforeAll(async () => {
  database = await createKillableDatabase();
  await seedClaimWorld(database);
  administrator = await addReviewer();
});

/** The tables it writes from early to late: whoever waits for the last has written all others. */
const tables = ['provider', 'practice', 'practice_activity', 'contradiction'];

async function stage(serial: number): Promise<string> {
  const number = (digit: number) => `1000000${digit + serial}003`;
  await stageFile(database, 'registrations', [
    { nationalNumber: `a${serial}`, values: registration(number(1), 'A') },
    {
      nationalNumber: `a${serial}`,
      values: registration(number(1), 'A', { profession: 'specialist', postcode: '2000' }),
    },
  ]);
  await stageFile(database, 'inami-activity', [
    { values: { number: number(1), month: '2020-03', services: 10, ambulatoryShare: 0.9 } },
    { values: { number: number(9 - 2 * serial), month: '2020-03', services: 10, ambulatoryShare: 0.9 } },
  ]);
  const result = await requestLink(administrator);
  if (!result.ok) throw new Error('The linking was refused');
  return result.value.runId;
}

describe('a linking that is killed', () => {
  it('[LINK-14] with its process is whole or absent, and done afterwards', { timeout: 120_000 }, async () => {
    const id = await stage(0);
    const { kill: _kill, restart: _restart, ...processAlone } = database;
    await expectWholeOrAbsent(processAlone, { id, tables, snapshot: () => linkedRows(database) });
    expect((await linkedRows(database)).practice).toHaveLength(2);
  });

  it('[LINK-14] with Postgres or with the server that began it is whole or absent, and done afterwards', {
    timeout: 180_000,
  }, async () => {
    const id = await stage(1);
    await expectWholeOrAbsent(database, {
      id,
      tables: ['provider', 'contradiction'],
      snapshot: () => linkedRows(database),
    });
    expect((await linkedRows(database)).practice).toHaveLength(4);
  });

  it('[LINK-14] is taken up by the next server that starts, though its job counts as begun', {
    timeout: 60_000,
  }, async () => {
    const id = await stage(2);
    // As a server leaves it that was killed over it.
    await database.asOwner(`UPDATE pgboss.job SET state = 'active', started_on = now() WHERE name = 'runs.work'`);
    const jobs = await startJobs();
    try {
      await until(
        async () => (await database.asOwner('SELECT state FROM run WHERE id = $1', [id]))[0]?.state === 'DONE',
      );
    } finally {
      await jobs.stop();
    }
    expect((await linkedRows(database)).practice).toHaveLength(6);
  });
});
