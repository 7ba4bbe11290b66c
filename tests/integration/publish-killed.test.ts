import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#lib/auth/actor.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import { requestRun } from '#lib/runs/request-run.ts';
import { done } from '#lib/shared/result.ts';
import { seedClaimWorld } from '../support/claim-world.ts';
import { createKillableDatabase, expectWholeOrAbsent, type KillableDatabase } from '../support/killed-run.ts';
import { addDecideRun, addPeople, publishPeople } from '../support/list-world.ts';

let database: KillableDatabase;

beforeAll(async () => {
  database = await createKillableDatabase();
  await seedClaimWorld(database);
}, 60_000);

describe('a publication that is killed', () => {
  it('[PUBLISH-10] with the server or with Postgres is whole or absent, and can be run again', {
    timeout: 120_000,
  }, async () => {
    const people = await addPeople(300);
    await publishPeople('midwife', people.slice(0, 200));
    const decideRunId = await addDecideRun({ midwife: { eligible: people.slice(100) } });
    const asked = await inSqlTransaction<string, never>(async (tx) =>
      done(
        await requestRun(tx, systemActor('test'), {
          kind: 'PUBLISH',
          input: { decideRunId, professions: ['midwife'] },
        }),
      ),
    );
    if (!asked.ok) throw new Error('refused');
    await expectWholeOrAbsent(database, {
      id: asked.value,
      // Before its first entry, with the entries and before what they give, and with all but the messages.
      tables: ['list_entry', 'entitlement', 'outbox'],
      snapshot: () =>
        database.asOwner(
          `SELECT (SELECT json_agg(l ORDER BY number) FROM published_list l) AS lists,
                  (SELECT count(*) FROM list_entry) AS entries,
                  (SELECT json_agg(c ORDER BY list_id) FROM published_list_count c) AS counts,
                  (SELECT json_agg(e ORDER BY id) FROM entitlement e) AS entitlements,
                  (SELECT count(*) FROM list_removal) AS removals, (SELECT count(*) FROM outbox) AS messages,
                  (SELECT count(*) FROM audit_entry) AS trail, (SELECT sum(quantity) FROM entitlement_count) AS counted`,
        ),
    });
    const [whole] = await database.asOwner(
      `SELECT (SELECT count(*)::int FROM list_entry e JOIN published_list l ON l.id = e.list_id
                WHERE l.published_at IS NOT NULL AND l.ended_at IS NULL) AS listed,
              (SELECT sum(c.entries)::int FROM published_list_count c JOIN published_list l ON l.id = c.list_id
                WHERE l.ended_at IS NULL) AS counted,
              (SELECT count(*)::int FROM entitlement WHERE status = 'GIVEN') AS given,
              (SELECT count(*)::int FROM entitlement WHERE status = 'WITHDRAWN') AS withdrawn`,
    );
    expect(whole).toEqual({ listed: 200, counted: 200, given: 200, withdrawn: 100 });
  });
});
