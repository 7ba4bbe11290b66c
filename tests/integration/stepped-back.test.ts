import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UserActor } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import { violatedConstraint } from '#lib/db/transaction.ts';
import { compareVersions } from '#lib/eligibility/compare-lists.ts';
import { wereListsChangedSince } from '#lib/eligibility/decided-people.ts';
import { withdrawList } from '#lib/eligibility/withdraw-list.ts';
import { listPendingRemovals } from '#lib/entitlements/removals.ts';
import { listUntold } from '#lib/entitlements/untold.ts';
import { addReviewer, seedClaimWorld, setClock } from '../support/claim-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addAmendment, addDecideRun, addPeople, publishPeople, publishRunOf, reserve } from '../support/list-world.ts';
import { link, linkedPeople, registration, stageFile } from '../support/register-world.ts';

const early = '2020-06-16T09:00:00+02:00';
const late = '2020-07-06T09:00:00+02:00';

let database: TestDatabase;
let administrator: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedClaimWorld(database);
  administrator = await addReviewer();
});

beforeEach(() => setClock(late));

describe('after the clock was stepped back', () => {
  it('[CLOCK-04] an accepted claim is still newer than what was decided before it, and its list is not replaced', async () => {
    const [decided = '', accepted = ''] = await addPeople(2);
    const decideRunId = await addDecideRun({ dentist: { eligible: [decided] } });
    expect(await wereListsChangedSince(administrator, decideRunId)).toBe(false);
    await setClock(early);
    const listId = await addAmendment(database, 'dentist', accepted);
    expect(await wereListsChangedSince(administrator, decideRunId)).toBe(true);
    expect(await publishRunOf({ decideRunId, professions: ['dentist'] })).toMatchObject({
      refusal: { code: 'decided-before-list' },
    });
    expect(await getDb().publishedList.findUniqueOrThrow({ where: { id: listId } })).toMatchObject({ endedAt: null });
    expect(await getDb().entitlement.count({ where: { providerId: accepted, status: 'GIVEN' } })).toBe(1);
  });

  it('[CLOCK-04] what is decided anew is newer than the lists of before, and is published', async () => {
    const [one = '', two = ''] = await addPeople(2);
    await publishPeople('midwife', [one]);
    await setClock(early);
    const decideRunId = await addDecideRun({ midwife: { eligible: [one, two] } });
    expect(await wereListsChangedSince(administrator, decideRunId)).toBe(false);
    expect(await publishRunOf({ decideRunId, professions: ['midwife'] })).toMatchObject({ ok: true });
    expect(await wereListsChangedSince(administrator, decideRunId)).toBe(true);
  });

  it('[CLOCK-04] a version stands as it did, without what was withdrawn before', async () => {
    await setClock(early);
    const [first = '', withdrawn = '', last = ''] = await addPeople(3);
    await publishPeople('home-nurse', [first]);
    const amendment = await addAmendment(database, 'home-nurse', withdrawn);
    await setClock(late);
    await withdrawList(administrator, { listId: amendment, reason: 'By mistake' });
    await setClock(early);
    await addAmendment(database, 'home-nurse', last);
    const versions = { programmeCode: reserve, professionCode: 'home-nurse' };
    expect((await compareVersions(administrator, { ...versions, from: 2, to: 3 })).counts).toEqual({
      added: 1,
      removed: 1,
      changed: 0,
    });
  });

  it('[CLOCK-04] who had left by a list did not leave by its withdrawal', async () => {
    const [stays = '', left = ''] = await addPeople(2);
    await publishPeople('specialist', [stays, left]);
    // As if a time had been booked.
    await database.asOwner(`UPDATE entitlement SET status = 'BOOKED' WHERE provider_id IN ($1, $2)`, [stays, left]);
    const listId = await publishPeople('specialist', [stays]);
    await setClock(early);
    await withdrawList(administrator, { listId, reason: 'By mistake' });
    const { removals } = await listPendingRemovals(administrator, { page: 1, size: 50 });
    expect(Object.fromEntries(removals.map(({ providerId, listWithdrawn }) => [providerId, listWithdrawn]))).toEqual({
      [left]: false,
      [stays]: true,
    });
  });

  it('[CLOCK-04] who left the lists twice is told of as having left by the second', async () => {
    const [stays = '', leaves = ''] = await addPeople(2, { withEmail: false });
    await publishPeople('general-practitioner', [stays, leaves]);
    await publishPeople('general-practitioner', [stays]);
    await setClock(early);
    await publishPeople('general-practitioner', [stays, leaves]);
    const second = await publishPeople('general-practitioner', [stays]);
    const { people } = await listUntold(administrator, { page: 1, size: 50 });
    expect(people.find(({ providerId }) => providerId === leaves)).toMatchObject({ listId: second });
  });

  it('[CLOCK-04] the file that came into force last is the latest', async () => {
    const line = (family: string) => ({ nationalNumber: 'a', values: registration('10000001003', family) });
    await stageFile(database, 'registrations', [line('Former')]);
    const again = await stageFile(database, 'registrations', [line('Latter')]);
    await database.asOwner(`UPDATE source_file SET imported_at = '2020-03-01T09:00Z' WHERE id = $1`, [again]);
    await link(database);
    const names = (await linkedPeople(database)).map(({ family_name }) => family_name);
    expect(names).toContain('Latter');
    expect(names).not.toContain('Former');
  });
});

describe('the database', () => {
  const columns = [
    ['run', 'finish_recorded_at'],
    ['published_list', 'publication_recorded_at'],
    ['published_list', 'end_recorded_at'],
    ['source_file', 'import_recorded_at'],
  ] as const;

  it.each(columns)(
    '[CLOCK-04] run_finish_is_recorded, published_list_order_is_recorded, source_file_import_is_recorded: %s keeps %s itself, whatever is said',
    async (table, column) => {
      const [known] = await database.asOwner<{ id: string; at: Date }>(
        `SELECT id, ${column} AS at FROM ${table} WHERE ${column} IS NOT NULL LIMIT 1`,
      );
      expect(Math.abs(Date.now() - (known?.at.getTime() ?? 0))).toBeLessThan(10 * 60_000);
      const changed = database.asOwner<{ at: Date }>(
        `UPDATE ${table} SET ${column} = '2020-01-01' WHERE id = $1 RETURNING ${column} AS at`,
        [known?.id],
      );
      const outcome = await changed.catch((error: unknown) => violatedConstraint(error));
      // A finished run and an ended list refuse every change.
      if (typeof outcome === 'string') expect(outcome).toMatch(/^(run_finished_is_final|published_list_is_frozen)$/);
      else expect(outcome).toEqual([{ at: known?.at }]);
    },
  );

  it('[CLOCK-04] had the order of what there was before from the trail', async () => {
    const order = () =>
      database.asOwner(
        `SELECT l.id, (SELECT count(*) FROM published_list b WHERE b.publication_recorded_at < l.publication_recorded_at) AS after,
                l.ended_at IS NULL OR l.end_recorded_at >= l.publication_recorded_at AS ended_after,
                (SELECT count(*) FROM run WHERE finish_recorded_at < l.end_recorded_at) AS runs
           FROM published_list l ORDER BY l.id`,
      );
    const before = await order();
    await database.asOwner(`
      ALTER TABLE published_list DISABLE TRIGGER USER;
      UPDATE published_list SET publication_recorded_at = NULL, end_recorded_at = NULL;
      ALTER TABLE published_list ENABLE TRIGGER USER`);
    expect(await order()).not.toEqual(before);
    const migration = path.resolve(
      import.meta.dirname,
      '../../prisma/migrations/20261128170242_fill_machine_time/migration.sql',
    );
    await database.asOwner(await readFile(migration, 'utf8'));
    expect(await order()).toEqual(before);
  });
});
