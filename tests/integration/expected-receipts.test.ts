import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { person, systemActor, type UserActor } from '#lib/auth/actor.ts';
import { businessNow, dayOf } from '#lib/shared/clock.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { announceReceipt, callOffReceipt, receiveAnnounced } from '#lib/stock/announced-receipts.ts';
import { getLedgerOfDepot } from '#lib/stock/ledger.ts';
import { receiveStock } from '#lib/stock/move-stock.ts';
import { findExpected, getStockByProvince, listExpected } from '#lib/stock/queries.ts';
import { announceReceiptSchema } from '#lib/stock/schema.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type PickupWorld, seedPickupWorld } from '../support/pickup-world.ts';

let database: TestDatabase;
let world: PickupWorld;
let administrator: UserActor;
let central: string;
let liege: string;
let antwerp: string;
let atPoint: string;
let soon: string;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await seedPickupWorld(database);
  const depot = async (where: string) =>
    (await database.asOwner<{ id: string }>(`SELECT id FROM depot WHERE ${where}`))[0]?.id ?? '';
  central = await depot(`kind = 'CENTRAL'`);
  liege = await depot(`kind = 'PROVINCIAL' AND province_code = 'BE-WLG'`);
  antwerp = await depot(`kind = 'PROVINCIAL' AND province_code = 'BE-VAN'`);
  const [local] = await database.asOwner<{ id: string }>(
    `INSERT INTO depot (kind, name, province_code) VALUES ('LOCAL', 'Example point', 'BE-WLG') RETURNING id`,
  );
  atPoint = local?.id ?? '';
  const [user] = await database.asOwner<{ id: string }>(
    `INSERT INTO app_user (email) VALUES ('administrator@test.invalid') RETURNING id`,
  );
  administrator = { ...world.liege.staff, userId: user?.id ?? '', provinces: [], isAdministrator: true };
  soon = await dayIn(3);
});

beforeEach(async () => {
  await database.asOwner('DELETE FROM expected_receipt');
});

async function dayIn(days: number): Promise<string> {
  return dayOf((await businessNow()).add({ hours: days * 24 }));
}

async function announced(depotId: string, quantity = 1_000, variantCode = 'aprons'): Promise<string> {
  const result = await announceReceipt(administrator, { depotId, variantCode, quantity, expectedOn: soon });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.id;
}

const receiptsOf = (depotId: string) =>
  database.asOwner(`SELECT quantity FROM stock_movement WHERE kind = 'RECEIPT' AND to_depot_id = $1`, [depotId]);

const trail = (action: string, id: string) =>
  database.asOwner<{ subject_id: string; province_code: string | null; details: Record<string, unknown> }>(
    `SELECT subject_id, province_code, details FROM audit_entry WHERE action = $1 AND details ->> 'announcement' = $2`,
    [action, id],
  );

const refusal = (code: string) => ({ ok: false, refusal: { code } });

describe('what is on the way', () => {
  it('[STOCK-07] is announced with its day, shown until it is booked in, and is no stock before', async () => {
    const before = await receiptsOf(liege);
    const id = await announced(liege, 2_500, 'gloves-m');
    expect(await receiptsOf(liege)).toEqual(before);
    expect(await listExpected(administrator)).toMatchObject([
      {
        id,
        depotId: liege,
        depotKind: 'PROVINCIAL',
        provinceCode: 'BE-WLG',
        variantCode: 'gloves-m',
        itemCode: 'gloves',
        quantity: 2_500,
        expectedOn: soon,
        note: null,
        overdue: false,
      },
    ]);
    expect(await trail('stock.announce', id)).toMatchObject([
      {
        subject_id: liege,
        province_code: 'BE-WLG',
        details: { quantity: 2_500, variant: 'gloves-m', expectedOn: soon },
      },
    ]);

    expect(await receiveAnnounced(administrator, { id })).toEqual({ ok: true, value: null });
    expect(await listExpected(administrator)).toEqual([]);
    const { entries } = await getLedgerOfDepot(administrator, liege, { size: 1 });
    expect(entries).toMatchObject([
      { kind: 'RECEIPT', fromKind: 'SUPPLIER', variantCode: 'gloves-m', quantity: 2_500 },
    ]);
    expect(await trail('stock.receive', id)).toHaveLength(1);
    expect(await receiveAnnounced(administrator, { id })).toEqual(refusal('already-received'));
    expect(await callOffReceipt(administrator, { id })).toEqual(refusal('already-received'));
  });

  it('[STOCK-08] is booked in once, however many say at once that it has arrived', async () => {
    const id = await announced(central, 77);
    const results = await Promise.all(Array.from({ length: 8 }, () => receiveAnnounced(administrator, { id })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter(({ ok }) => !ok)).toEqual(Array.from({ length: 7 }, () => refusal('already-received')));
    expect(await trail('stock.receive', id)).toHaveLength(1);
    expect((await receiptsOf(central)).filter(({ quantity }) => quantity === 77)).toHaveLength(1);
  });

  it('[STOCK-08] either arrives or is called off, whichever is said first', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const id = await announced(antwerp, 500 + turn);
      const [received, calledOff] = await Promise.all([
        receiveAnnounced(administrator, { id }),
        callOffReceipt(administrator, { id }),
      ]);
      expect([received.ok, calledOff.ok].filter(Boolean)).toHaveLength(1);
      expect(received.ok ? calledOff : received).toEqual(
        refusal(received.ok ? 'already-received' : 'already-called-off'),
      );
      const moved = (await receiptsOf(antwerp)).filter(({ quantity }) => quantity === 500 + turn);
      expect(moved).toHaveLength(received.ok ? 1 : 0);
      expect(await trail('stock.call-off', id)).toHaveLength(calledOff.ok ? 1 : 0);
    }
  });

  it('[STOCK-07] is said to be overdue from the day after its day', async () => {
    const id = await announced(central);
    await announced(antwerp);
    const today = await dayIn(0);
    await database.asOwner('UPDATE expected_receipt SET expected_on = $2 WHERE id = $1', [id, today]);
    expect((await listExpected(administrator)).map(({ overdue }) => overdue)).toEqual([false, false]);
    await database.asOwner('UPDATE expected_receipt SET expected_on = $2::date - 1 WHERE id = $1', [id, today]);
    expect((await listExpected(administrator)).map((one) => [one.id === id, one.overdue])).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it('[STOCK-09] is refused with its reason where it cannot be', async () => {
    const wanted = { depotId: central, variantCode: 'aprons', quantity: 10, expectedOn: soon };
    const announce = (change: Partial<typeof wanted>) => announceReceipt(administrator, { ...wanted, ...change });
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect(await announce({ depotId: unknown })).toEqual(refusal('unknown-depot'));
    expect(await announce({ depotId: atPoint })).toEqual(refusal('not-supplied-directly'));
    expect(await announce({ variantCode: 'nothing-like-it' })).toEqual(refusal('unknown-variant'));
    expect(await announce({ expectedOn: await dayIn(-1) })).toEqual(refusal('day-past'));
    expect(await announce({ expectedOn: await dayIn(366) })).toEqual(refusal('day-far'));
    expect((await announce({ expectedOn: await dayIn(0) })).ok).toBe(true);
    expect((await announce({ expectedOn: await dayIn(365) })).ok).toBe(true);
    expect(await receiveAnnounced(administrator, { id: unknown })).toEqual(refusal('unknown-announcement'));
    expect(await callOffReceipt(administrator, { id: unknown })).toEqual(refusal('unknown-announcement'));
    for (const wrong of [{ quantity: 0 }, { quantity: 1.5 }, { expectedOn: '2020-02-30' }, { note: 'x'.repeat(201) }]) {
      expect(announceReceiptSchema.safeParse({ ...wanted, ...wrong }).success).toBe(false);
    }
  });

  it('[STOCK-10] is the taskforce’s to keep; a province’s staff see what comes to their own depots', async () => {
    const { staff } = world.liege;
    const own = await announced(liege);
    const other = await announced(antwerp);
    const input = { depotId: liege, variantCode: 'aprons', quantity: 5, expectedOn: soon };
    for (const actor of [staff, person, systemActor('test')]) {
      expect(await announceReceipt(actor, input)).toEqual(refusal('not-allowed'));
      expect(await receiveAnnounced(actor, { id: own })).toEqual(refusal('not-allowed'));
      expect(await callOffReceipt(actor, { id: own })).toEqual(refusal('not-allowed'));
    }
    expect((await listExpected(staff)).map(({ id }) => id)).toEqual([own]);
    expect(await listExpected(staff, { provinceCode: 'BE-VAN' })).toEqual([]);
    expect(await findExpected(staff, { page: 2, size: 1 })).toMatchObject({ page: 1, total: 1, rows: [{ id: own }] });
    const all = await listExpected(administrator);
    const last = await findExpected(administrator, { page: 99, size: 1 });
    expect(last).toMatchObject({ page: all.length, pageCount: all.length, total: all.length });
    expect(last.rows).toEqual(all.slice(-1));
    expect(await listExpected(staff, { depotId: antwerp })).toEqual([]);
    expect((await listExpected(administrator, { depotId: antwerp })).map(({ id }) => id)).toEqual([other]);
    expect((await listExpected(administrator, { provinceCode: 'BE-WLG' })).map(({ id }) => id)).toEqual([own]);
    await expect(listExpected(person)).rejects.toThrow(NotAllowed);
    await expect(getStockByProvince(person)).rejects.toThrow(NotAllowed);
    expect(new Set((await getStockByProvince(staff)).map(({ provinceCode }) => provinceCode))).toEqual(
      new Set(['BE-WLG']),
    );
  });

  it('[STOCK-11] stands by province beside what is on hand, points and sizes together', async () => {
    const of = async (province: string | null, item: string) => {
      const all = await getStockByProvince(administrator);
      const found = all.filter((one) => one.provinceCode === province && one.itemCode === item);
      expect(found).toHaveLength(1);
      return { onHand: found[0]?.onHand ?? 0, onTheWay: found[0]?.onTheWay ?? 0 };
    };
    const [before, country] = [await of('BE-WLG', 'gloves'), await of(null, 'gloves')];
    expect(before.onTheWay).toBe(0);
    await receiveStock(administrator, { toDepotId: liege, variantCode: 'gloves-s', quantity: 300 });
    await receiveStock(administrator, { toDepotId: atPoint, variantCode: 'gloves-l', quantity: 40 });
    const arriving = await announced(liege, 1_000, 'gloves-m');
    const calledOff = await announced(liege, 500, 'gloves-xl');
    await announced(liege, 7, 'gloves-s');
    await announced(central, 9, 'gloves-s');
    expect(await of('BE-WLG', 'gloves')).toEqual({ onHand: before.onHand + 340, onTheWay: 1_507 });
    await receiveAnnounced(administrator, { id: arriving });
    await callOffReceipt(administrator, { id: calledOff });
    expect(await of('BE-WLG', 'gloves')).toEqual({ onHand: before.onHand + 1_340, onTheWay: 7 });
    expect(await of(null, 'gloves')).toEqual({ onHand: country.onHand, onTheWay: 9 });
    expect(await of('BE-VAN', 'gloves')).toMatchObject({ onTheWay: 0 });

    const all = await getStockByProvince(administrator);
    const places = [...new Set(all.map(({ provinceCode }) => provinceCode))];
    expect(places[0]).toBeNull();
    expect(places).toHaveLength(12);
    expect(all).toHaveLength(12 * new Set(all.map(({ itemCode }) => itemCode)).size);
  });
});

describe('guarantees of the database', () => {
  const insert = (quantity: number) =>
    database.asApp(
      `INSERT INTO expected_receipt (depot_id, variant_code, quantity, expected_on, announced_at)
       VALUES ($1, 'aprons', $2, $3, business_now())`,
      [central, quantity, soon],
    );

  it.each([0, -5])('[GUARD-STOCK-04] refuses an announcement of %i pieces', async (quantity) => {
    await expect(insert(quantity)).rejects.toThrow('expected_receipt_quantity_positive');
  });

  it('[GUARD-STOCK-04] refuses that one both arrived and was called off, also when both are said at once', async () => {
    const id = await announced(central);
    const receive = 'UPDATE expected_receipt SET received_at = business_now() WHERE id = $1';
    const callOff = 'UPDATE expected_receipt SET cancelled_at = business_now() WHERE id = $1';
    const raced = await Promise.allSettled([database.asApp(receive, [id]), database.asApp(callOff, [id])]);
    const failed = raced.filter((one) => one.status === 'rejected');
    expect(failed.map(({ reason }) => String(reason))).toEqual([
      expect.stringContaining('expected_receipt_ended_is_final'),
    ]);
    const reopen = 'UPDATE expected_receipt SET received_at = NULL, cancelled_at = NULL WHERE id = $1';
    await expect(database.asApp(reopen, [id])).rejects.toThrow('expected_receipt_ended_is_final');
    const both = 'UPDATE expected_receipt SET received_at = now(), cancelled_at = now() WHERE id = $1';
    await expect(database.asApp(both, [await announced(central)])).rejects.toThrow('expected_receipt_ends_once');
  });

  it.each([
    'UPDATE expected_receipt SET quantity = 1',
    `UPDATE expected_receipt SET expected_on = '2020-01-01'`,
    'DELETE FROM expected_receipt',
  ])('[GUARD-STOCK-05] the application role may not: %s', async (statement) => {
    await expect(database.asApp(statement)).rejects.toThrow(/permission denied/);
  });
});
