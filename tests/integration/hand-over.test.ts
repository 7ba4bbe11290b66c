import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkIn } from '#lib/pickup/check-in.ts';
import { findAtCounter, getCounter, getDayOverview } from '#lib/pickup/day.ts';
import { handOver } from '#lib/pickup/hand-over.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { getDepotStocks } from '#lib/stock/queries.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  type EntitledPerson,
  type PickupWorld,
  programmeCode,
  seedEntitled,
  seedPickupWorld,
  seedSlot,
} from '../support/pickup-world.ts';

let database: TestDatabase;
let world: PickupWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await seedPickupWorld(database);
});

async function somebody(): Promise<EntitledPerson> {
  const [one] = await seedEntitled(database.asOwner, world, { count: 1, provinceCode: 'BE-WLG' });
  if (!one) throw new Error('nobody was made');
  return one;
}

async function bookedFor(person: EntitledPerson, code: string): Promise<void> {
  const slotId = await seedSlot(database.asOwner, {
    pickupPointId: world.liege.pickupPointId,
    capacity: 5,
    inHours: 24 + Math.random() * 100,
  });
  await database.asApp(
    `INSERT INTO booking (entitlement_id, slot_id, code, booked_at) VALUES ($1, $2, $3, business_now())`,
    [person.entitlementId, slotId, code],
  );
}

async function balance(variantCode: string): Promise<number> {
  const depots = await getDepotStocks(world.liege.staff);
  return depots.flatMap(({ variants }) => variants).find((one) => one.variantCode === variantCode)?.quantity ?? 0;
}

const atLiege = (entitlementId: string, size = 'gloves-m') => ({
  entitlementId,
  pickupPointId: world.liege.pickupPointId,
  variantCodes: [size],
});

describe('handing a parcel over', () => {
  it('[HANDOVER-01] debits the entitlement and the kit from the stock of the point, and sends a receipt', async () => {
    const person = await somebody();
    const gloves = await balance('gloves-m');
    const aprons = await balance('aprons');
    const result = await handOver(world.liege.staff, atLiege(person.entitlementId));
    expect(result.ok).toBe(true);
    expect(await balance('gloves-m')).toBe(gloves - 400);
    expect(await balance('aprons')).toBe(aprons - 50);
    const [row] = await database.asOwner(
      `SELECT e.status, d.channel, (SELECT count(*)::int FROM outbox WHERE template = 'handover-receipt' AND to_email = $2) AS receipts,
              (SELECT count(*)::int FROM audit_entry WHERE action = 'handover.hand-over' AND subject_id = $1) AS traces
         FROM entitlement e JOIN entitlement_debit d ON d.entitlement_id = e.id WHERE e.id = $1::uuid`,
      [person.entitlementId, person.actor.email],
    );
    expect(row).toEqual({ status: 'SERVED', channel: 'PROVINCE_PICKUP', receipts: 1, traces: 1 });
  });

  it('[HANDOVER-02] two counters at once: one handover, one debit', async () => {
    const person = await somebody();
    const before = await balance('gloves-s');
    const results = await Promise.all(
      Array.from({ length: 8 }, () => handOver(world.liege.staff, atLiege(person.entitlementId, 'gloves-s'))),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.refusal.code).toBe('already-served');
    expect(await balance('gloves-s')).toBe(before - 400);
    const [counts] = await database.asOwner(
      `SELECT (SELECT count(*)::int FROM handover WHERE entitlement_id = $1) AS handovers,
              (SELECT count(*)::int FROM entitlement_debit WHERE entitlement_id = $1) AS debits`,
      [person.entitlementId],
    );
    expect(counts).toEqual({ handovers: 1, debits: 1 });
  });

  it('[HANDOVER-03] many people at one counter do not block each other for good', async () => {
    const people = await seedEntitled(database.asOwner, world, { count: 30, provinceCode: 'BE-WLG' });
    const before = await balance('gloves-m');
    const results = await Promise.all(
      people.map(({ entitlementId }) => handOver(world.liege.staff, atLiege(entitlementId))),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(await balance('gloves-m')).toBe(before - 30 * 400);
  });

  it('[HANDOVER-04] a size that has run out is refused and nothing is debited', async () => {
    const person = await somebody();
    const [depot] = await database.asOwner<{ depot_id: string }>(`SELECT depot_id FROM pickup_point WHERE id = $1`, [
      world.antwerp.pickupPointId,
    ]);
    // All but 399 gloves of the size go elsewhere.
    await database.asOwner(
      `INSERT INTO stock_movement (kind, from_depot_id, to_depot_id, lot_id, quantity, moved_at)
       SELECT 'TRANSFER', p.depot_id, $2, b.lot_id, b.quantity - 399, now()
         FROM pickup_point p JOIN stock_balance b ON b.depot_id = p.depot_id
         JOIN lot l ON l.id = b.lot_id AND l.variant_code = 'gloves-s' WHERE p.id = $1`,
      [world.liege.pickupPointId, depot?.depot_id],
    );
    const result = await handOver(world.liege.staff, atLiege(person.entitlementId, 'gloves-s'));
    expect(result).toEqual({
      ok: false,
      refusal: { code: 'out-of-stock', params: { item: 'gloves', variant: 'gloves-s' } },
    });
    const counter = await getCounter(world.liege.staff, {
      entitlementId: person.entitlementId,
      pointId: world.liege.pickupPointId,
    });
    expect(counter.status).toBe('GIVEN');
    expect((await handOver(world.liege.staff, atLiege(person.entitlementId, 'gloves-m'))).ok).toBe(true);
  });

  it('[HANDOVER-05] a size is needed, one only, and of this kit', async () => {
    const person = await somebody();
    for (const variantCodes of [[], ['gloves-s', 'gloves-m'], ['aprons']]) {
      const result = await handOver(world.liege.staff, { ...atLiege(person.entitlementId), variantCodes });
      expect(result.ok ? 'done' : result.refusal.code).toMatch(/size-needed|out-of-stock/);
    }
  });

  it('[HANDOVER-06] staff serve their own province only', async () => {
    const person = await somebody();
    const byAntwerp = await handOver(world.antwerp.staff, atLiege(person.entitlementId));
    expect(byAntwerp).toEqual({ ok: false, refusal: { code: 'not-allowed' } });
    const atAntwerp = await handOver(world.antwerp.staff, {
      ...atLiege(person.entitlementId),
      pickupPointId: world.antwerp.pickupPointId,
    });
    expect(atAntwerp).toEqual({ ok: false, refusal: { code: 'other-province', params: { province: 'BE-WLG' } } });
    await expect(
      getCounter(world.antwerp.staff, { entitlementId: person.entitlementId, pointId: world.antwerp.pickupPointId }),
    ).rejects.toThrow(NotAllowed);
    await expect(
      getDayOverview(world.antwerp.staff, { pointId: world.liege.pickupPointId, day: '2020-07-06', programmeCode }),
    ).rejects.toThrow(NotAllowed);
  });

  it('[HANDOVER-07] what was declined or withdrawn is not handed over', async () => {
    for (const status of ['DECLINED', 'WITHDRAWN']) {
      const person = await somebody();
      await database.asApp(`UPDATE entitlement SET status = $2::"EntitlementStatus" WHERE id = $1`, [
        person.entitlementId,
        status,
      ]);
      const result = await handOver(world.liege.staff, atLiege(person.entitlementId));
      expect(result).toEqual({ ok: false, refusal: { code: status.toLowerCase() } });
    }
  });
});

describe('checking in', () => {
  it('[CHECKIN-01] reads the code in any spelling; a second scan is the same arrival', async () => {
    const person = await somebody();
    await bookedFor(person, 'ABCD-1230-WXYZ');
    const first = await checkIn(world.liege.staff, { code: ' abcd i23o wxyz ' });
    expect(first).toEqual({ ok: true, value: { entitlementId: person.entitlementId } });
    const [one] = await database.asOwner(`SELECT checked_in_at FROM booking WHERE code = 'ABCD-1230-WXYZ'`);
    await checkIn(world.liege.staff, { code: 'ABCD-1230-WXYZ' });
    const [two] = await database.asOwner(`SELECT checked_in_at FROM booking WHERE code = 'ABCD-1230-WXYZ'`);
    expect(two).toEqual(one);
  });

  it('[CHECKIN-02] unknown, cancelled, of another province, already served: each is said', async () => {
    expect(await checkIn(world.liege.staff, { code: 'XXXX' })).toMatchObject({ refusal: { code: 'unknown-code' } });
    const person = await somebody();
    await bookedFor(person, 'CCCC-CCCC-CCCC');
    expect(await checkIn(world.antwerp.staff, { code: 'CCCC-CCCC-CCCC' })).toMatchObject({
      refusal: { code: 'other-province', params: { province: 'BE-WLG' } },
    });
    await database.asApp(`UPDATE booking SET cancelled_at = now() WHERE code = 'CCCC-CCCC-CCCC'`);
    expect(await checkIn(world.liege.staff, { code: 'CCCC-CCCC-CCCC' })).toMatchObject({
      refusal: { code: 'cancelled' },
    });
    const other = await somebody();
    await bookedFor(other, 'DDDD-DDDD-DDDD');
    await handOver(world.liege.staff, atLiege(other.entitlementId));
    expect(await checkIn(world.liege.staff, { code: 'DDDD-DDDD-DDDD' })).toMatchObject({
      refusal: { code: 'already-served' },
    });
  });

  it('[CHECKIN-03] someone without an appointment is found by number, and sent to where the parcel is', async () => {
    const person = await somebody();
    await database.asOwner(
      `INSERT INTO provider_identifier (scheme, value, provider_id) VALUES ('nihdi', '19000122', $1)`,
      [person.actor.providerId],
    );
    const find = (staff = world.liege.staff, provinceCode = 'BE-WLG', number = '1-90001-22-003') =>
      findAtCounter(staff, { provinceCode, programmeCode, number });
    expect(await find()).toEqual({ ok: true, value: { entitlementId: person.entitlementId } });
    expect(await find(world.antwerp.staff, 'BE-VAN')).toMatchObject({
      refusal: { code: 'other-province', params: { province: 'BE-WLG' } },
    });
    expect(await find(world.liege.staff, 'BE-WLG', '29000228001')).toMatchObject({ refusal: { code: 'unknown' } });
    await expect(find(world.antwerp.staff, 'BE-WLG')).rejects.toThrow(NotAllowed);
  });

  it('[CHECKIN-03] a number whose check digits do not agree is looked up all the same', async () => {
    const person = await somebody();
    await database.asOwner(
      `INSERT INTO provider_identifier (scheme, value, provider_id) VALUES ('nihdi', '19000134', $1)`,
      [person.actor.providerId],
    );
    const find = (number: string) =>
      findAtCounter(world.liege.staff, { provinceCode: 'BE-WLG', programmeCode, number });
    expect(await find('1-90001-34-003')).toEqual({ ok: true, value: { entitlementId: person.entitlementId } });
    // Nobody has it: more likely miscopied than unknown.
    expect(await find('1-90001-35-003')).toMatchObject({ refusal: { code: 'check-failed' } });
    expect(await find('1-90001')).toMatchObject({ refusal: { code: 'unknown' } });
  });
});

describe('guarantees of the database, as the application role', () => {
  it('[GUARD-HANDOVER-01] a handover that moves less than its kit does not commit', async () => {
    const person = await somebody();
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query(
        `INSERT INTO entitlement_debit (entitlement_id, channel, debited_at) VALUES ($1, 'PROVINCE_PICKUP', now())`,
        [person.entitlementId],
      );
      await client.query(
        `INSERT INTO handover (entitlement_id, pickup_point_id, handed_over_at) VALUES ($1, $2, now())`,
        [person.entitlementId, world.liege.pickupPointId],
      );
      await expect(client.query('COMMIT')).rejects.toThrow('handover_debits_its_kit');
    } finally {
      await client.end();
    }
  });

  it('[GUARD-HANDOVER-02] an entitlement is debited once, by its own channel, and only while it is open', async () => {
    const debit = (id: string, channel = 'PROVINCE_PICKUP') =>
      database.asApp(
        `INSERT INTO entitlement_debit (entitlement_id, channel, debited_at) VALUES ($1, $2::"Channel", now())`,
        [id, channel],
      );
    const person = await somebody();
    await expect(debit(person.entitlementId, 'GROUPING')).rejects.toThrow('entitlement_debit_open');
    await debit(person.entitlementId);
    await expect(debit(person.entitlementId)).rejects.toThrow('entitlement_debit_pkey');
    const declined = await somebody();
    await database.asApp(`UPDATE entitlement SET status = 'DECLINED' WHERE id = $1`, [declined.entitlementId]);
    await expect(debit(declined.entitlementId)).rejects.toThrow('entitlement_debit_open');
  });

  it('[GUARD-HANDOVER-03] served is final, and reached by a debit only', async () => {
    const person = await somebody();
    const set = (status: string) =>
      database.asApp(`UPDATE entitlement SET status = $2::"EntitlementStatus" WHERE id = $1`, [
        person.entitlementId,
        status,
      ]);
    await expect(set('SERVED')).rejects.toThrow('entitlement_served_by_debit');
    await handOver(world.liege.staff, atLiege(person.entitlementId));
    await expect(set('GIVEN')).rejects.toThrow('entitlement_served_is_final');
  });
});
