import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#lib/auth/actor.ts';
import { requestDecisions } from '#lib/eligibility/request-decisions.ts';
import { seedDecideWorld } from '../support/decide-world.ts';
import { createKillableDatabase, expectWholeOrAbsent, type KillableDatabase } from '../support/killed-run.ts';

let database: KillableDatabase;

beforeAll(async () => {
  database = await createKillableDatabase();
  await seedDecideWorld(database, 500);
}, 60_000);

describe('a decision on everyone that is killed', () => {
  it('[DECIDE-14] with the server or with Postgres is whole or absent, and can be run again', {
    timeout: 120_000,
  }, async () => {
    const requested = await requestDecisions(systemActor('test'), { programmeCode: 'strategic-reserve-2020' });
    if (!requested.ok) throw new Error(requested.refusal.code);
    const decided = await expectWholeOrAbsent(database, {
      id: requested.value.runId,
      // Before its first decision is written, and before it says that it is done.
      tables: ['decision', 'run'],
      snapshot: () =>
        database.asOwner(
          'SELECT provider_id, profession_code, outcome FROM decision ORDER BY provider_id, profession_code',
        ),
    });
    const [practices] = await database.asOwner('SELECT count(*)::int AS count FROM practice');
    expect(decided).toHaveLength(Number(practices?.count));
    expect(decided.length).toBeGreaterThanOrEqual(500);
  });
});
