import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { handOver } from '#lib/pickup/hand-over.ts';
import { listProblemReports } from '#lib/pickup/province-queries.ts';
import { listOwnDeliveryReports } from '#lib/pickup/queries.ts';
import { reportDelivery } from '#lib/pickup/report-delivery.ts';
import { deliveryProblemSchema } from '#lib/pickup/schema.ts';
import { stepBusinessClock } from '#lib/shared/clock.ts';
import { forgetKeptFacts } from '#lib/shared/kept-for.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { setPortalEnvironment } from '../support/people.ts';
import {
  type EntitledPerson,
  type PickupWorld,
  programmeCode,
  seedEntitled,
  seedPickupWorld,
} from '../support/pickup-world.ts';

let database: TestDatabase;
let world: PickupWorld;

beforeAll(async () => {
  setPortalEnvironment();
  database = await createTestDatabase();
  world = await seedPickupWorld(database);
  await stepBusinessClock(Temporal.Instant.from('2020-07-06T09:00:00+02:00'));
});

afterEach(async () => {
  await database.asOwner('DELETE FROM delivery_schedule');
  forgetKeptFacts();
});

const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code);

async function person(): Promise<EntitledPerson> {
  const [one] = await seedEntitled(database.asOwner, world, { count: 1, provinceCode: 'BE-WLG' });
  if (!one) throw new Error('nobody was seeded');
  return one;
}

async function plan(way: string, fromOn: string): Promise<void> {
  await database.asOwner(
    `INSERT INTO delivery_schedule (programme_code, province_code, from_on, last_on, way, published_at)
     VALUES ($1, 'BE-WLG', $2, $2::date + 14, $3::"DeliveryWay", business_now() - interval '1 day')`,
    [programmeCode, fromOn, way],
  );
  forgetKeptFacts();
}

async function throughGrouping({ entitlementId }: EntitledPerson): Promise<void> {
  await database.asOwner(
    `WITH made AS (INSERT INTO organisation (kind, name, province_code) VALUES ('GROUPING', 'Example Grouping', 'BE-WLG') RETURNING id)
     UPDATE entitlement SET channel = 'GROUPING', organisation_id = (SELECT id FROM made) WHERE id = $1`,
    [entitlementId],
  );
}

const notArrived = ({ entitlementId }: EntitledPerson, text = '') =>
  ({ entitlementId, kind: 'NOT_ARRIVED', itemCode: '', text }) as const;
const missing = ({ entitlementId }: EntitledPerson, itemCode = 'goggles') =>
  ({ entitlementId, kind: 'MISSING', itemCode, text: 'None in the box' }) as const;
const reportsOf = (province: 'liege' | 'antwerp') =>
  listProblemReports(world[province].staff, { provinceCode: world[province].provinceCode, page: 1, size: 50 });

describe('what is brought', () => {
  it.each(['HOME_DELIVERY', 'GROUPING'])(
    'is reported from the first planned day on, once (%s) [RECEIPT-04]',
    async (way) => {
      const one = await person();
      if (way === 'GROUPING') await throughGrouping(one);
      expect(codeOf(await reportDelivery(one.actor, notArrived(one)))).toBe('not-begun');
      await plan(way, '2020-07-07');
      expect(codeOf(await reportDelivery(one.actor, notArrived(one)))).toBe('not-begun');
      await database.asOwner('DELETE FROM delivery_schedule');
      await plan(way, '2020-07-06');
      const twice = await Promise.all([1, 2].map(() => reportDelivery(one.actor, notArrived(one))));
      expect(twice.map(codeOf)).toEqual(['ok', 'ok']);
      expect(codeOf(await reportDelivery(one.actor, notArrived(one, 'Still not')))).toBe('already-reported');
      // It came after all, with something missing.
      expect(codeOf(await reportDelivery(one.actor, missing(one)))).toBe('ok');
      expect(codeOf(await reportDelivery(one.actor, missing(one, 'ffp2-masks')))).toBe('not-in-parcel');
      expect(await listOwnDeliveryReports(one.actor)).toMatchObject([
        { kind: 'NOT_ARRIVED', itemCode: null },
        { kind: 'MISSING', itemCode: 'goggles', text: 'None in the box' },
      ]);
      const trail = await database.asOwner(
        `SELECT province_code FROM audit_entry WHERE action = 'delivery.report' AND subject_id = $1`,
        [one.entitlementId],
      );
      expect(trail).toEqual([{ province_code: 'BE-WLG' }, { province_code: 'BE-WLG' }]);
    },
  );

  it('is read by staff of the province alone, with the way, also after the person moves [RECEIPT-04]', async () => {
    const [home, member] = [await person(), await person()];
    await throughGrouping(member);
    await plan('HOME_DELIVERY', '2020-07-01');
    await plan('GROUPING', '2020-07-01');
    for (const one of [home, member]) expect(codeOf(await reportDelivery(one.actor, notArrived(one)))).toBe('ok');
    await database.asOwner(`UPDATE entitlement SET province_code = 'BE-VAN' WHERE id = $1`, [home.entitlementId]);
    const { reports } = await reportsOf('liege');
    const by = ({ actor }: EntitledPerson) => reports.find(({ email }) => email === actor.email);
    expect(by(home)).toMatchObject({
      kind: 'NOT_ARRIVED',
      itemCode: null,
      way: 'home-delivery',
      organisationName: null,
    });
    expect(by(member)).toMatchObject({ way: 'grouping', organisationName: 'Example Grouping', handoverId: null });
    expect((await reportsOf('antwerp')).reports).toEqual([]);
    const found = await listProblemReports(world.liege.staff, {
      provinceCode: 'BE-WLG',
      kind: 'NOT_ARRIVED',
      page: 1,
      size: 50,
    });
    expect(found.reports.every(({ kind }) => kind === 'NOT_ARRIVED')).toBe(true);
  });

  it('is nobody else’s to report, nor is what one collects, declined or received at a counter [RECEIPT-04]', async () => {
    const [one, other, declined] = [await person(), await person(), await person()];
    await plan('PICKUP', '2020-07-01');
    expect(codeOf(await reportDelivery(one.actor, notArrived(one)))).toBe('not-begun');
    await database.asOwner('DELETE FROM delivery_schedule');
    await plan('HOME_DELIVERY', '2020-07-01');
    expect(codeOf(await reportDelivery(other.actor, notArrived(one)))).toBe('unknown');
    await database.asOwner(`UPDATE entitlement SET status = 'DECLINED' WHERE id = $1`, [declined.entitlementId]);
    expect(codeOf(await reportDelivery(declined.actor, notArrived(declined)))).toBe('not-begun');
    const handed = await handOver(world.liege.staff, {
      entitlementId: one.entitlementId,
      pickupPointId: world.liege.pickupPointId,
      variantCodes: ['gloves-m'],
    });
    expect(codeOf(handed)).toBe('ok');
    expect(codeOf(await reportDelivery(one.actor, notArrived(one)))).toBe('handed-over');
  });

  it('needs an item and words, unless nothing came [RECEIPT-04]', () => {
    const entitlementId = '00000000-0000-4000-8000-000000000001';
    expect(deliveryProblemSchema.safeParse({ entitlementId, kind: 'NOT_ARRIVED' }).success).toBe(true);
    const refused = deliveryProblemSchema.safeParse({ entitlementId, kind: 'DAMAGED' });
    expect(refused.error?.issues.map(({ path }) => path[0])).toEqual(['itemCode', 'text']);
  });
});

describe('the database itself', () => {
  const insert = (one: EntitledPerson, kind: string, item: string | null, way = 'HOME_DELIVERY', text = 'Text') =>
    database.asApp(
      `INSERT INTO delivery_report (entitlement_id, kind, item_code, text, way, province_code, reported_at)
       VALUES ($1, $2::"DeliveryReportKind", $3, $4, $5::"DeliveryWay", 'BE-WLG', now())`,
      [one.entitlementId, kind, item, text, way],
    );

  it('[GUARD-DELIVERY-01] keeps one report, whole, and as it was written', async () => {
    const one = await person();
    await insert(one, 'NOT_ARRIVED', null);
    await expect(insert(one, 'NOT_ARRIVED', null)).rejects.toThrow('delivery_report_not_arrived_once');
    await insert(one, 'DAMAGED', 'gloves');
    await expect(insert(one, 'DAMAGED', 'gloves')).rejects.toThrow('delivery_report_item_once');
    await expect(insert(one, 'MISSING', null)).rejects.toThrow('delivery_report_names_an_item');
    await expect(insert(one, 'MISSING', 'goggles', 'GROUPING', ' ')).rejects.toThrow('delivery_report_says_what');
    await expect(insert(one, 'MISSING', 'goggles', 'PICKUP')).rejects.toThrow('delivery_report_is_of_a_delivery');
    for (const sql of ['UPDATE delivery_report SET text = text', 'DELETE FROM delivery_report']) {
      await expect(database.asApp(sql)).rejects.toThrow('permission denied for table delivery_report');
      await expect(database.asOwner(sql)).rejects.toThrow('delivery_report_is_final');
    }
  });
});
