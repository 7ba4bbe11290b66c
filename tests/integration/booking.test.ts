import pg from 'pg';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closeConnections } from '#lib/db/client.ts';
import { declineEntitlement, resumeEntitlement } from '#lib/entitlements/decline.ts';
import { bookSlot } from '#lib/pickup/book-slot.ts';
import { cancelBooking } from '#lib/pickup/cancel-booking.ts';
import { closeSlot, reopenSlot } from '#lib/pickup/close-slot.ts';
import { closePickupPoint } from '#lib/pickup/keep-pickup-point.ts';
import { moveBooking } from '#lib/pickup/move-booking.ts';
import { findOwnBooking, findSlotChoice } from '#lib/pickup/queries.ts';
import { forgetKeptFacts } from '#lib/shared/kept-for.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  type EntitledPerson,
  type PickupWorld,
  programmeCode,
  seedEntitled,
  seedPickupWorld,
  seedSlot,
} from '../support/pickup-world.ts';

const crowd = 200;

let database: TestDatabase;
let world: PickupWorld;

beforeAll(async () => {
  process.env.NEXTAUTH_URL = 'https://portal.test';
  // Many connections, so that people truly meet in the database: half of what its server takes in all.
  process.env.DATABASE_POOL = '100';
  database = await createTestDatabase();
  world = await seedPickupWorld(database);
});

const people = (count: number, provinceCode = 'BE-WLG', withEmail = true) =>
  seedEntitled(database.asOwner, world, { count, provinceCode, withEmail });
const slot = (capacity: number, inHours = 24) =>
  seedSlot(database.asOwner, { pickupPointId: world.liege.pickupPointId, capacity, inHours });

let hours = 100;
/** Slots of one point differ in when they start. */
const freshSlot = (capacity: number) => {
  hours += 1;
  return slot(capacity, hours);
};

async function person(provinceCode?: string): Promise<EntitledPerson> {
  const [one] = await people(1, provinceCode);
  if (!one) throw new Error('nobody was seeded');
  return one;
}

async function liveOn(slotId: string): Promise<{ live: number; booked: number }> {
  const [row] = await database.asOwner<{ live: number; booked: number }>(
    `SELECT (SELECT count(*)::int FROM booking WHERE slot_id = s.id AND cancelled_at IS NULL) AS live, booked
       FROM slot s WHERE id = $1`,
    [slotId],
  );
  return row ?? { live: -1, booked: -1 };
}

/** Kept counts and statuses agree with the bookings themselves, for everybody. */
async function expectBooksToAgree(): Promise<void> {
  const [row] = await database.asOwner(
    `SELECT (SELECT count(*)::int FROM slot s WHERE booked <> (SELECT count(*) FROM booking b WHERE b.slot_id = s.id AND b.cancelled_at IS NULL)) AS slots,
            (SELECT count(*)::int FROM entitlement e WHERE (status = 'BOOKED') <> EXISTS (SELECT FROM booking b WHERE b.entitlement_id = e.id AND b.cancelled_at IS NULL)) AS statuses,
            (SELECT count(*)::int FROM (SELECT province_code, status, sum(quantity) AS n FROM entitlement_count WHERE programme_code = $1 GROUP BY 1, 2 HAVING sum(quantity) <> 0) k
               FULL JOIN (SELECT province_code, status, count(*) AS n FROM entitlement GROUP BY 1, 2) e USING (province_code, status) WHERE k.n IS DISTINCT FROM e.n) AS counts`,
    [programmeCode],
  );
  expect(row).toEqual({ slots: 0, statuses: 0, counts: 0 });
}

const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code);

describe('the last places of a slot', () => {
  it('go to as many people as there are places, whoever asks at the same moment [BOOKING-02]', async () => {
    const slotId = await freshSlot(20);
    const asking = await people(crowd);
    // All connections are open before anyone asks.
    await closeConnections();
    const results = await Promise.all(
      asking.map(({ actor, entitlementId }) => bookSlot(actor, { entitlementId, slotId })),
    );
    const codes = results.map(codeOf);
    expect(codes.filter((code) => code === 'ok')).toHaveLength(20);
    expect(codes.filter((code) => code === 'slot-full')).toHaveLength(crowd - 20);
    expect(await liveOn(slotId)).toEqual({ live: 20, booked: 20 });
    await expectBooksToAgree();
  });

  it('are each booked with their trace and their message, and nothing is left of a refusal', async () => {
    const slotId = await freshSlot(1);
    const [one, other] = await people(2);
    if (!one || !other) throw new Error('nobody was seeded');
    const booked = await bookSlot(one.actor, { entitlementId: one.entitlementId, slotId });
    expect(codeOf(booked)).toBe('ok');
    expect(codeOf(await bookSlot(other.actor, { entitlementId: other.entitlementId, slotId }))).toBe('slot-full');
    const traces = await database.asOwner(
      `SELECT action, actor_kind, province_code FROM audit_entry WHERE user_id = ANY ($1)`,
      [[one.actor.userId, other.actor.userId]],
    );
    expect(traces).toEqual([{ action: 'booking.book', actor_kind: 'user', province_code: 'BE-WLG' }]);
    const messages = await database.asOwner<{ template: string; link: string }>(
      `SELECT template, params ->> 'link' AS link FROM outbox WHERE to_email = ANY ($1)`,
      [[one.actor.email, other.actor.email]],
    );
    expect(messages).toEqual([
      {
        template: 'booking-confirmed',
        link: `https://portal.test/fr/provider/entitlements/${one.entitlementId}/ticket`,
      },
    ]);
  });
});

describe('one person', () => {
  it('who books twice at once has one booking [BOOKING-03]', async () => {
    const one = await person();
    const slots = await Promise.all(Array.from({ length: 10 }, () => freshSlot(50)));
    const results = await Promise.all(
      slots.map((slotId) => bookSlot(one.actor, { entitlementId: one.entitlementId, slotId })),
    );
    const codes = results.map(codeOf);
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['ok', 'already-booked']));
    await expectBooksToAgree();
  });

  it('who presses the button twice gets the same booking twice [BOOKING-07]', async () => {
    const one = await person();
    const slotId = await freshSlot(5);
    const press = () => bookSlot(one.actor, { entitlementId: one.entitlementId, slotId });
    const results = [...(await Promise.all([press(), press(), press()])), await press()];
    expect(new Set(results.map((result) => (result.ok ? result.value.bookingId : codeOf(result)))).size).toBe(1);
    expect(await liveOn(slotId)).toEqual({ live: 1, booked: 1 });
  });

  it('may act on nobody else’s entitlement, and a stranger is told the same as of one that does not exist [BOOKING-08]', async () => {
    const [one, other] = await people(2);
    if (!one || !other) throw new Error('nobody was seeded');
    const slotId = await freshSlot(5);
    const input = { entitlementId: one.entitlementId, slotId };
    for (const actor of [other.actor, world.liege.staff, { kind: 'person' } as const]) {
      expect(codeOf(await bookSlot(actor, input))).toBe('entitlement-unknown');
      expect(codeOf(await moveBooking(actor, input))).toBe('entitlement-unknown');
      expect(codeOf(await cancelBooking(actor, input))).toBe('not-booked');
      expect(codeOf(await declineEntitlement(actor, input))).toBe('unknown');
    }
  });

  it('is refused a slot of another province, one that is over, closed or unknown [BOOKING-09]', async () => {
    const one = await person();
    const antwerp = await seedSlot(database.asOwner, { pickupPointId: world.antwerp.pickupPointId, capacity: 5 });
    const closed = await freshSlot(5);
    await closeSlot(world.liege.staff, { slotId: closed });
    const book = async (slotId: string) =>
      codeOf(await bookSlot(one.actor, { entitlementId: one.entitlementId, slotId }));
    expect(await book(antwerp)).toBe('slot-unknown');
    expect(await book(one.entitlementId)).toBe('slot-unknown');
    expect(await book(await slot(5, -1))).toBe('slot-past');
    expect(await book(closed)).toBe('slot-closed');
    await reopenSlot(world.liege.staff, { slotId: closed });
    expect(await book(closed)).toBe('ok');
  });

  it('declines and takes it back, but not while a time is booked [ENTITLEMENT-01]', async () => {
    const one = await person();
    const slotId = await freshSlot(5);
    const input = { entitlementId: one.entitlementId, slotId };
    expect(codeOf(await declineEntitlement(one.actor, input))).toBe('ok');
    expect(codeOf(await declineEntitlement(one.actor, input))).toBe('ok');
    expect(codeOf(await bookSlot(one.actor, input))).toBe('entitlement-not-open');
    expect(codeOf(await resumeEntitlement(one.actor, input))).toBe('ok');
    expect(codeOf(await bookSlot(one.actor, input))).toBe('ok');
    expect(codeOf(await declineEntitlement(one.actor, input))).toBe('booked');
    expect(codeOf(await cancelBooking(one.actor, input))).toBe('ok');
    expect(codeOf(await declineEntitlement(one.actor, input))).toBe('ok');
    await expectBooksToAgree();
  });
});

describe('moving', () => {
  it('gives the old place back and takes the new one', async () => {
    const one = await person();
    const [from, to] = [await freshSlot(1), await freshSlot(1)];
    await bookSlot(one.actor, { entitlementId: one.entitlementId, slotId: from });
    const before = await findOwnBooking(one.actor, one.entitlementId);
    const move = () => moveBooking(one.actor, { entitlementId: one.entitlementId, slotId: to });
    expect(codeOf(await move())).toBe('ok');
    expect(await liveOn(from)).toEqual({ live: 0, booked: 0 });
    expect(await liveOn(to)).toEqual({ live: 1, booked: 1 });
    const after = await findOwnBooking(one.actor, one.entitlementId);
    expect(after?.code).not.toBe(before?.code);
    // A second press finds it done.
    const again = await move();
    expect(again.ok && again.value.bookingId).toBe(after?.bookingId);
    await expectBooksToAgree();
  });

  it('to a full slot keeps the old place [BOOKING-04]', async () => {
    const [one, other] = await people(2);
    if (!one || !other) throw new Error('nobody was seeded');
    const [from, full] = [await freshSlot(1), await freshSlot(1)];
    await bookSlot(one.actor, { entitlementId: one.entitlementId, slotId: from });
    await bookSlot(other.actor, { entitlementId: other.entitlementId, slotId: full });
    expect(codeOf(await moveBooking(one.actor, { entitlementId: one.entitlementId, slotId: full }))).toBe('slot-full');
    expect((await findOwnBooking(one.actor, one.entitlementId))?.slotId).toBe(from);
    await expectBooksToAgree();
  });

  it('across each other ends for all, without a deadlock [BOOKING-05]', async () => {
    const [a, b] = [await freshSlot(100), await freshSlot(100)];
    const movers = await people(40);
    await Promise.all(
      movers.map(({ actor, entitlementId }, index) =>
        bookSlot(actor, { entitlementId, slotId: index % 2 === 0 ? a : b }),
      ),
    );
    const [before] = await database.asOwner<{ deadlocks: string }>(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    );
    const results = await Promise.all(
      movers.map(({ actor, entitlementId }, index) =>
        moveBooking(actor, { entitlementId, slotId: index % 2 === 0 ? b : a }),
      ),
    );
    expect(results.map(codeOf)).toEqual(movers.map(() => 'ok'));
    const [after] = await database.asOwner<{ deadlocks: string }>(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    );
    expect(after).toEqual(before);
    expect(await liveOn(a)).toEqual({ live: 20, booked: 20 });
    expect(await liveOn(b)).toEqual({ live: 20, booked: 20 });
    await expectBooksToAgree();
  });

  it('many to the last place lets one in and leaves the others where they were', async () => {
    const movers = await people(20);
    const target = await freshSlot(1);
    const from = await freshSlot(20);
    await Promise.all(movers.map(({ actor, entitlementId }) => bookSlot(actor, { entitlementId, slotId: from })));
    const codes = (
      await Promise.all(movers.map(({ actor, entitlementId }) => moveBooking(actor, { entitlementId, slotId: target })))
    ).map(codeOf);
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1);
    expect(await liveOn(from)).toEqual({ live: 19, booked: 19 });
    await expectBooksToAgree();
  });

  it('while cancelling ends in one of the two, without a deadlock', async () => {
    const one = await person();
    const [from, to] = [await freshSlot(1), await freshSlot(1)];
    await bookSlot(one.actor, { entitlementId: one.entitlementId, slotId: from });
    const [moved, cancelled] = await Promise.all([
      moveBooking(one.actor, { entitlementId: one.entitlementId, slotId: to }),
      cancelBooking(one.actor, { entitlementId: one.entitlementId }),
    ]);
    expect(['ok', 'not-booked']).toContain(codeOf(moved));
    expect(['ok', 'not-booked']).toContain(codeOf(cancelled));
    await expectBooksToAgree();
  });
});

describe('cancelling', () => {
  it('gives the place to someone else, once [BOOKING-10]', async () => {
    const [one, other] = await people(2);
    if (!one || !other) throw new Error('nobody was seeded');
    const slotId = await freshSlot(1);
    await bookSlot(one.actor, { entitlementId: one.entitlementId, slotId });
    const results = await Promise.all([
      cancelBooking(one.actor, { entitlementId: one.entitlementId }),
      cancelBooking(one.actor, { entitlementId: one.entitlementId }),
    ]);
    expect(results.map(codeOf).sort()).toEqual(['not-booked', 'ok']);
    expect(codeOf(await bookSlot(other.actor, { entitlementId: other.entitlementId, slotId }))).toBe('ok');
    await expectBooksToAgree();
  });

  it('is refused once the person is checked in [BOOKING-11]', async () => {
    const one = await person();
    const slotId = await freshSlot(1);
    await bookSlot(one.actor, { entitlementId: one.entitlementId, slotId });
    await database.asApp('UPDATE booking SET checked_in_at = now() WHERE entitlement_id = $1', [one.entitlementId]);
    expect(codeOf(await cancelBooking(one.actor, { entitlementId: one.entitlementId }))).toBe('already-arrived');
    expect(codeOf(await moveBooking(one.actor, { entitlementId: one.entitlementId, slotId: await freshSlot(1) }))).toBe(
      'already-arrived',
    );
  });
});

describe('what staff close', () => {
  it('is refused while someone has booked it', async () => {
    const one = await person();
    const slotId = await freshSlot(3);
    await bookSlot(one.actor, { entitlementId: one.entitlementId, slotId });
    expect(codeOf(await closeSlot(world.liege.staff, { slotId }))).toBe('slot-booked');
    expect(codeOf(await closeSlot(world.antwerp.staff, { slotId }))).toBe('slot-unknown');
    expect(codeOf(await closePickupPoint(world.liege.staff, { pickupPointId: world.liege.pickupPointId }))).toBe(
      'point-booked',
    );
  });

  it('and what people book at the same moment never both happen [SLOT-02]', async () => {
    const asking = await people(20);
    const slots = await Promise.all(asking.map(() => freshSlot(1)));
    await Promise.all(
      asking.flatMap(({ actor, entitlementId }, index) => {
        const slotId = slots[index] ?? '';
        return [bookSlot(actor, { entitlementId, slotId }), closeSlot(world.liege.staff, { slotId })];
      }),
    );
    const [row] = await database.asOwner(
      'SELECT count(*)::int AS both FROM slot WHERE id = ANY ($1) AND closed_at IS NOT NULL AND booked > 0',
      [slots],
    );
    expect(row).toEqual({ both: 0 });
    await expectBooksToAgree();
  });
});

describe('what one can choose', () => {
  it('is free, open, to come and in the province, by point and day', async () => {
    const one = await person('BE-VAN');
    const { points, slots } = await findSlotChoice(one.actor, { entitlementId: one.entitlementId });
    expect(points.map(({ name }) => name)).toEqual(['Point BE-VAN']);
    expect(slots).toHaveLength(1);
    await database.asOwner('UPDATE slot SET closed_at = now() WHERE pickup_point_id = $1', [
      world.antwerp.pickupPointId,
    ]);
    expect((await findSlotChoice(one.actor, { entitlementId: one.entitlementId })).points).toEqual([]);
  });
});

describe('what the province delivers at home', () => {
  const plan = async (way: string, professionCode: string | null, lastOn: string) => {
    const [row] = await database.asOwner<{ id: string }>(
      `INSERT INTO delivery_schedule (programme_code, province_code, profession_code, from_on, last_on, way, published_at)
       VALUES ($1, 'BE-WLG', $2, $3::date - 7, $3, $4::"DeliveryWay", business_now() - interval '1 minute') RETURNING id`,
      [programmeCode, professionCode, lastOn, way],
    );
    forgetKeptFacts();
    return row?.id ?? '';
  };
  const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

  afterEach(async () => {
    await database.asOwner(`DELETE FROM delivery_schedule`);
    forgetKeptFacts();
  });

  it.each([
    ['to come', 30],
    ['over', -30],
  ])('leaves nothing to choose and takes no place, whether %s [BOOKING-12]', async (_, days) => {
    const one = await person();
    const slotId = await freshSlot(5);
    const choice = () => findSlotChoice(one.actor, { entitlementId: one.entitlementId });
    const book = async () => codeOf(await bookSlot(one.actor, { entitlementId: one.entitlementId, slotId }));
    expect(await choice()).toMatchObject({ deliveredAtHome: false, points: [{ name: 'Point BE-WLG' }] });
    await plan('HOME_DELIVERY', null, dayFromNow(days));
    expect(await choice()).toEqual({
      deliveredAtHome: true,
      points: [],
      pointId: null,
      days: [],
      day: null,
      slots: [],
    });
    expect(await book()).toBe('delivered-at-home');
    expect(await liveOn(slotId)).toEqual({ live: 0, booked: 0 });
    await expectBooksToAgree();
    // A pickup for the profession goes before a delivery for all.
    await plan('PICKUP', 'general-practitioner', dayFromNow(40));
    expect(await choice()).toMatchObject({ deliveredAtHome: false });
    expect(await book()).toBe('ok');
  });

  it('leaves what was booked before to be seen and cancelled, not moved [BOOKING-12]', async () => {
    const one = await person();
    const [from, to] = [await freshSlot(1), await freshSlot(1)];
    await bookSlot(one.actor, { entitlementId: one.entitlementId, slotId: from });
    await plan('HOME_DELIVERY', null, dayFromNow(30));
    const press = (slotId: string) => bookSlot(one.actor, { entitlementId: one.entitlementId, slotId });
    expect(codeOf(await press(from))).toBe('ok');
    expect(codeOf(await moveBooking(one.actor, { entitlementId: one.entitlementId, slotId: to }))).toBe(
      'delivered-at-home',
    );
    expect((await findOwnBooking(one.actor, one.entitlementId))?.slotId).toBe(from);
    expect(codeOf(await cancelBooking(one.actor, { entitlementId: one.entitlementId }))).toBe('ok');
    expect(codeOf(await press(from))).toBe('delivered-at-home');
    await expectBooksToAgree();
  });
});

describe('the database itself', () => {
  let one: EntitledPerson;
  let other: EntitledPerson;
  let slotId: string;

  beforeAll(async () => {
    [one, other] = (await people(2)) as [EntitledPerson, EntitledPerson];
    slotId = await freshSlot(1);
    await bookSlot(one.actor, { entitlementId: one.entitlementId, slotId });
  });

  const insert = `INSERT INTO booking (entitlement_id, slot_id, code, booked_at) VALUES ($1, $2, gen_random_uuid()::text, now())`;

  it.each([
    ['more bookings than places', 'slot_not_overbooked', insert, () => [other.entitlementId, slotId]],
    [
      'fewer places than bookings',
      'slot_closed_only_when_empty|slot_not_overbooked|slot_capacity_positive',
      'UPDATE slot SET capacity = 0 WHERE id = $1',
      () => [slotId],
    ],
    ['a second live booking', 'booking_one_live_per_entitlement', insert, () => [one.entitlementId, slotId]],
    [
      'closing a slot that is booked',
      'slot_closed_only_when_empty',
      'UPDATE slot SET closed_at = now() WHERE id = $1',
      () => [slotId],
    ],
    [
      'a slot that ends before it starts',
      'slot_times_in_order',
      `INSERT INTO slot (pickup_point_id, starts_at, ends_at, capacity) VALUES ($1, now(), now(), 1)`,
      () => [world.liege.pickupPointId],
    ],
    [
      'a slot without places',
      'slot_capacity_positive',
      `INSERT INTO slot (pickup_point_id, starts_at, ends_at, capacity) VALUES ($1, now(), now() + interval '1 hour', 0)`,
      () => [world.liege.pickupPointId],
    ],
    [
      'a cancelled booking that is checked in',
      'booking_check_in_is_live',
      'UPDATE booking SET cancelled_at = now(), checked_in_at = now() WHERE entitlement_id = $1',
      () => [one.entitlementId],
    ],
    [
      'a status that belies its booking',
      'entitlement_status_follows_booking',
      `UPDATE entitlement SET status = 'GIVEN' WHERE id = $1`,
      () => [one.entitlementId],
    ],
  ] as const)('refuses %s, to the application role too [GUARD-BOOKING-01]', async (_, constraint, sql, values) => {
    await expect(database.asApp(sql, [...values()])).rejects.toThrow(new RegExp(`"(${constraint})"`));
  });

  it('refuses a booking in another province, of a declined parcel, and to bring a cancelled one back [GUARD-BOOKING-02]', async () => {
    const [antwerp] = await people(1, 'BE-VAN');
    const free = await freshSlot(5);
    await expect(database.asApp(insert, [antwerp?.entitlementId, free])).rejects.toThrow('booking_entitlement_open');
    await declineEntitlement(other.actor, other);
    await expect(database.asApp(insert, [other.entitlementId, free])).rejects.toThrow('booking_entitlement_open');
    await cancelBooking(one.actor, one);
    await expect(
      database.asApp('UPDATE booking SET cancelled_at = NULL WHERE entitlement_id = $1', [one.entitlementId]),
    ).rejects.toThrow('booking_cancelled_is_final');
  });

  it.each([
    ['write the count of a slot', 'UPDATE slot SET booked = 0'],
    ['move a slot', 'UPDATE slot SET starts_at = now()'],
    ['remove a booking', 'DELETE FROM booking'],
    ['move a booking', 'UPDATE booking SET slot_id = slot_id'],
  ])('gives the application role no right to %s [GUARD-BOOKING-03]', async (_, sql) => {
    await expect(database.asApp(sql)).rejects.toThrow('permission denied');
  });

  it('lets one of two connections take the last place, and the other wait for it', async () => {
    const [first, second] = [await person(), await person()];
    const last = await freshSlot(1);
    const [a, b] = [new pg.Client(database.appUrl), new pg.Client(database.appUrl)];
    await Promise.all([a.connect(), b.connect()]);
    await a.query('BEGIN');
    await b.query('BEGIN');
    await a.query(insert, [first.entitlementId, last]);
    const waiting = b.query(insert, [second.entitlementId, last]);
    await a.query('COMMIT');
    await expect(waiting).rejects.toThrow('slot_not_overbooked');
    await Promise.all([a.end(), b.end()]);
  });
});
