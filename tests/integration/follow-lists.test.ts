import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UserActor } from '#lib/auth/actor.ts';
import { getDb, getPool } from '#lib/db/client.ts';
import { withdrawList } from '#lib/eligibility/withdraw-list.ts';
import { listOwnEntitlements } from '#lib/entitlements/queries.ts';
import { locales } from '#lib/i18n/locales.ts';
import { renderMessage } from '#lib/notifications/render-message.ts';
import { bookSlot } from '#lib/pickup/book-slot.ts';
import { cancelBooking } from '#lib/pickup/cancel-booking.ts';
import { settleRemoval } from '#lib/pickup/settle-removal.ts';
import { addReviewer, setClock } from '../support/claim-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  addAmendment,
  addDecideRun,
  addPeople,
  longAfter,
  publishPeople,
  publishRunOf,
  reserve,
} from '../support/list-world.ts';
import { setPortalEnvironment } from '../support/people.ts';
import { type PickupWorld, seedPickupWorld, seedSlot } from '../support/pickup-world.ts';

let database: TestDatabase;
let world: PickupWorld;
let administrator: UserActor;

beforeAll(async () => {
  setPortalEnvironment();
  database = await createTestDatabase();
  world = await seedPickupWorld(database);
  await setClock('2020-06-16T09:00:00+02:00');
  administrator = await addReviewer();
});

const entitlementOf = (providerId: string) => getDb().entitlement.findFirstOrThrow({ where: { providerId } });

const acting = (providerId: string): UserActor => ({ ...administrator, isAdministrator: false, providerId });

let hoursAway = 24;

async function book(providerId: string): Promise<void> {
  hoursAway += 1;
  const place = { pickupPointId: world.liege.pickupPointId, capacity: 1, inHours: hoursAway };
  const slotId = await seedSlot(database.asOwner, place);
  const { id: entitlementId } = await entitlementOf(providerId);
  expect((await bookSlot(acting(providerId), { entitlementId, slotId })).ok).toBe(true);
}

async function addGrouping(name: string, members: readonly string[], from = '2020-06-01'): Promise<string> {
  const [grouping] = await database.asOwner<{ id: string }>(
    `WITH made AS (INSERT INTO organisation (kind, name, province_code) VALUES ('GROUPING', $1, 'BE-WLG') RETURNING id),
          joined AS (INSERT INTO membership (organisation_id, provider_id, valid_from)
                     SELECT made.id, m, $3::date FROM made, unnest($2::uuid[]) AS m)
     SELECT id FROM made`,
    [name, members, from],
  );
  return grouping?.id ?? '';
}

async function tellings(providerId: string) {
  const written = await getDb().outbox.findMany({
    where: { toEmail: `p.${providerId}@test.invalid`, template: 'list-returned' },
    orderBy: { id: 'asc' },
  });
  return written.map(({ params, secrets }) => ({ ...Object(params), ...Object(secrets) }));
}

/** How many sessions of this database wait for another. */
async function waiting(): Promise<number | undefined> {
  const [row] = await database.asOwner<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`,
  );
  return row?.n;
}

describe('what is held and not served', () => {
  beforeEach(async () => {
    const where = { programmeCode: reserve, publishedAt: { not: null }, endedAt: null };
    for (const { id } of await getDb().publishedList.findMany({ where })) {
      await withdrawList(administrator, { listId: id, reason: 'Another test' });
    }
  });

  it('[PUBLISH-11] rests on the list that replaced the one it came from, and so the person reads it', async () => {
    const [given, booked, served] = await addPeople(3);
    if (!given || !booked || !served) throw new Error('nobody');
    const first = await publishPeople('dentist', [given, booked, served]);
    await book(booked);
    await database.asOwner(
      `INSERT INTO entitlement_debit (entitlement_id, channel, debited_at) VALUES ($1, 'PROVINCE_PICKUP', business_now())`,
      [(await entitlementOf(served)).id],
    );
    const before = await entitlementOf(given);
    const listId = await publishPeople('dentist', [given, booked, served]);
    expect(await entitlementOf(given)).toMatchObject({ id: before.id, listId, givenAt: before.givenAt });
    expect(await entitlementOf(booked)).toMatchObject({ listId, status: 'BOOKED' });
    expect(await entitlementOf(served)).toMatchObject({ listId: first, status: 'SERVED' });
    const { number } = await getDb().publishedList.findUniqueOrThrow({ where: { id: listId } });
    const [own] = await listOwnEntitlements(acting(given));
    expect(own).toMatchObject({ list: { number }, decision: { outcome: 'eligible' } });
  });

  it('[PUBLISH-11] goes over with the person from one profession to another, to the list in force, and back to another on a withdrawal', async () => {
    const [moves, stays] = await addPeople(2);
    if (!moves || !stays) throw new Error('nobody');
    await publishPeople('specialist', [moves, stays]);
    const decideRunId = await addDecideRun({
      'home-nurse': { eligible: [moves] },
      specialist: { eligible: [stays], 'not-eligible': [moves] },
    });
    await publishRunOf({ decideRunId, professions: ['home-nurse', 'specialist'] });
    const nurses = await entitlementOf(moves);
    expect(nurses).toMatchObject({ professionCode: 'home-nurse', status: 'GIVEN' });
    const midwives = await publishPeople('midwife', [moves]);
    expect(await entitlementOf(moves)).toEqual(nurses);
    await withdrawList(administrator, { listId: nurses.listId, reason: 'Faulty file' });
    expect(await entitlementOf(moves)).toMatchObject({ professionCode: 'midwife', listId: midwives, status: 'GIVEN' });
    const counted = await database.asOwner<{ held: number }>(
      `SELECT sum(quantity)::int AS held FROM entitlement_count WHERE profession_code = 'home-nurse'`,
    );
    expect(counted).toEqual([{ held: 0 }]);
  });

  it('[PUBLISH-11] is brought by the grouping that somebody joined, and collected by whoever left one, unless a time is booked', async () => {
    const [joins, booked, leaves] = await addPeople(3);
    if (!joins || !booked || !leaves) throw new Error('nobody');
    await addGrouping('Left Grouping', [leaves]);
    await publishPeople('home-nurse', [joins, booked, leaves]);
    expect(await entitlementOf(leaves)).toMatchObject({ channel: 'GROUPING' });
    await book(booked);
    const organisationId = await addGrouping('Joined Grouping', [joins, booked]);
    await database.asOwner(`UPDATE membership SET valid_until = '2020-06-10' WHERE provider_id = $1`, [leaves]);
    const listId = await publishPeople('home-nurse', [joins, booked, leaves]);
    expect(await entitlementOf(joins)).toMatchObject({ listId, channel: 'GROUPING', organisationId });
    expect(await entitlementOf(booked)).toMatchObject({ listId, channel: 'PROVINCE_PICKUP', organisationId: null });
    expect(await entitlementOf(leaves)).toMatchObject({ listId, channel: 'PROVINCE_PICKUP', organisationId: null });
  });

  it('[PUBLISH-11] keeps its way once a delivery by it has begun', async () => {
    const [leaves] = await addPeople(1);
    if (!leaves) throw new Error('nobody');
    const organisationId = await addGrouping('Begun Grouping', [leaves]);
    await publishPeople('home-care-assistant', [leaves]);
    await database.asOwner(
      `INSERT INTO delivery_schedule (programme_code, province_code, profession_code, from_on, last_on, way, published_at)
       VALUES ($1, 'BE-WLG', 'home-care-assistant', '2020-06-15', '2020-06-20', 'GROUPING', business_now())`,
      [reserve],
    );
    await database.asOwner(`UPDATE membership SET valid_until = '2020-06-10' WHERE provider_id = $1`, [leaves]);
    const listId = await publishPeople('home-care-assistant', [leaves]);
    expect(await entitlementOf(leaves)).toMatchObject({ listId, channel: 'GROUPING', organisationId });
  });
});

describe('whoever comes back', () => {
  it('[PUBLISH-02] is told how they come by it: by whom it is brought, or that they book again', async () => {
    const [brought, cancelled, unreached] = [...(await addPeople(2)), ...(await addPeople(1, { withEmail: false }))];
    const stays = await addPeople(1);
    if (!brought || !cancelled || !unreached) throw new Error('nobody');
    const everyone = [brought, cancelled, unreached, ...stays];
    await addGrouping('Example Grouping', [brought]);
    await publishPeople('home-nurse', everyone);
    await book(cancelled);
    await publishPeople('home-nurse', stays);
    await cancelBooking(acting(cancelled), { entitlementId: (await entitlementOf(cancelled)).id });
    await publishPeople('home-nurse', everyone);
    expect(await tellings(brought)).toMatchObject([{ has: 'brought', organisation: 'Example Grouping' }]);
    expect(await tellings(cancelled)).toMatchObject([{ has: 'given', organisation: '' }]);
    expect(await entitlementOf(unreached)).toMatchObject({ status: 'GIVEN' });
  });

  it('[PUBLISH-11] has it again, though an administrator withdraws their booking while the list is published', async () => {
    const [back, stays] = await addPeople(2);
    if (!back || !stays) throw new Error('nobody');
    await publishPeople('dentist', [back, stays]);
    await book(back);
    const listId = await publishPeople('dentist', [stays]);
    const holder = await getPool().connect();
    let settled: ReturnType<typeof settleRemoval> | undefined;
    let published: Promise<string> | undefined;
    try {
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE outbox IN SHARE MODE');
      const reason = 'Left the profession';
      settled = settleRemoval(administrator, { listId, providerId: back, settlement: 'WITHDRAWN', reason });
      await expect.poll(waiting, { timeout: 10_000 }).toBe(1);
      published = publishPeople('dentist', [back, stays]);
      await expect.poll(waiting, { timeout: 10_000 }).toBe(2);
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
    expect(await settled).toMatchObject({ ok: true });
    const later = await published;
    expect(await entitlementOf(back)).toMatchObject({ status: 'GIVEN', listId: later });
    expect(await tellings(back)).toMatchObject([{ has: 'given' }]);
  });

  it('[PUBLISH-02] is told by the answer to their claim alone where that brings them back', async () => {
    const [withdrawn, booked, stays] = await addPeople(3);
    if (!withdrawn || !booked || !stays) throw new Error('nobody');
    await publishPeople('dentist', [withdrawn, booked, stays]);
    await book(booked);
    await publishPeople('dentist', [stays]);
    for (const one of [withdrawn, booked]) {
      const listId = await addAmendment(database, 'dentist', one);
      expect(await entitlementOf(one)).toMatchObject({ listId });
      expect(await tellings(one)).toEqual([]);
    }
    await publishPeople('dentist', [withdrawn, booked, stays], longAfter());
    expect([...(await tellings(withdrawn)), ...(await tellings(booked))]).toEqual([]);
  });

  it.each(locales)('[PUBLISH-02] reads it in %s, whatever they have', async (language) => {
    const common = { programme: 'P', professions: 'dentists', list: 3, page: 'https://portal.test.invalid/provider' };
    const texts = await Promise.all(
      ['booked', 'served', 'brought', 'given'].map(async (has) => {
        const values = { ...common, has, organisation: 'Example Grouping' };
        return (await renderMessage({ template: 'list-returned', language, values })).text;
      }),
    );
    expect(new Set(texts).size).toBe(4);
    expect(texts.map((text) => text.includes('Example Grouping'))).toEqual([false, false, true, false]);
  });
});
