import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { UserActor } from '#lib/auth/actor.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { getLedgerOfDepot } from '#lib/stock/ledger.ts';
import { adjustStock, receiveStock, transferStock } from '#lib/stock/move-stock.ts';
import { getDepotStocks, getNeedAgainstStock } from '#lib/stock/queries.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type PickupWorld, programmeCode, seedEntitled, seedPickupWorld } from '../support/pickup-world.ts';

let database: TestDatabase;
let world: PickupWorld;
let administrator: UserActor;
let central: string;
let liege: string;
let antwerp: string;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await seedPickupWorld(database);
  const depot = async (sql: string) => (await database.asOwner<{ id: string }>(sql))[0]?.id ?? '';
  central = await depot(`SELECT id FROM depot WHERE kind = 'CENTRAL'`);
  liege = await depot(`SELECT id FROM depot WHERE kind = 'PROVINCIAL' AND province_code = 'BE-WLG'`);
  antwerp = await depot(`SELECT id FROM depot WHERE kind = 'PROVINCIAL' AND province_code = 'BE-VAN'`);
  const [user] = await database.asOwner<{ id: string }>(
    `INSERT INTO app_user (email) VALUES ('administrator@test.invalid') RETURNING id`,
  );
  administrator = { ...world.liege.staff, userId: user?.id ?? '', provinces: [], isAdministrator: true };
});

/** Balances as they are kept, and as the ledger adds up. */
async function balances() {
  const kept = await database.asOwner(
    `SELECT depot_id, lot_id, quantity FROM stock_balance WHERE quantity <> 0 ORDER BY 1, 2`,
  );
  const summed = await database.asOwner(`
    SELECT d.id AS depot_id, m.lot_id, sum(CASE WHEN m.to_depot_id = d.id THEN m.quantity ELSE -m.quantity END)::int AS quantity
      FROM depot d JOIN stock_movement m ON d.id IN (m.from_depot_id, m.to_depot_id)
     WHERE d.kind IN ('CENTRAL', 'PROVINCIAL', 'LOCAL')
     GROUP BY 1, 2 HAVING sum(CASE WHEN m.to_depot_id = d.id THEN m.quantity ELSE -m.quantity END) <> 0 ORDER BY 1, 2`);
  return { kept, summed };
}

describe('the ledger', () => {
  it('[STOCK-01] balances equal the sum of movements after any sequence of commands', async () => {
    const depots = fc.constantFrom(
      () => central,
      () => liege,
      () => antwerp,
    );
    const quantity = fc.integer({ min: 1, max: 700_000 });
    const command = fc.oneof(
      fc.record({ kind: fc.constant('receive' as const), to: depots, quantity }),
      fc.record({ kind: fc.constant('transfer' as const), from: depots, to: depots, quantity }),
      fc.record({ kind: fc.constant('adjust' as const), from: depots, found: fc.boolean(), quantity }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 12 }), async (commands) => {
        await Promise.all(
          commands.map((one) => {
            if (one.kind === 'receive') {
              return receiveStock(administrator, {
                toDepotId: one.to(),
                variantCode: 'aprons',
                quantity: one.quantity,
              });
            }
            if (one.kind === 'adjust') {
              const direction = one.found ? 'found' : 'lost';
              return adjustStock(administrator, {
                depotId: one.from(),
                variantCode: 'aprons',
                direction,
                quantity: one.quantity,
                reason: 'count',
              });
            }
            if (one.from() === one.to()) return undefined;
            return transferStock(administrator, {
              fromDepotId: one.from(),
              toDepotId: one.to(),
              variantCode: 'aprons',
              quantity: one.quantity,
            });
          }),
        );
        const { kept, summed } = await balances();
        expect(kept).toEqual(summed);
      }),
      { numRuns: 12 },
    );
  });

  it('[STOCK-02] never more leaves than lies there', async () => {
    const before = await balances();
    const result = await transferStock(administrator, {
      fromDepotId: liege,
      toDepotId: central,
      variantCode: 'gloves-s',
      quantity: 99_000_000,
    });
    expect(result).toEqual({ ok: false, refusal: { code: 'not-enough' } });
    expect(await balances()).toEqual(before);
  });

  it('[STOCK-03] opposite transfers at once neither deadlock nor lose a piece', async () => {
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, turn) =>
        transferStock(administrator, {
          fromDepotId: turn % 2 ? liege : antwerp,
          toDepotId: turn % 2 ? antwerp : liege,
          variantCode: 'gloves-m',
          quantity: 10,
        }),
      ),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    const { kept, summed } = await balances();
    expect(kept).toEqual(summed);
  });
});

describe('who may', () => {
  it('[STOCK-04] staff move and adjust what lies in their province; receipts and other provinces are the taskforce’s', async () => {
    const staff = world.liege.staff;
    const move = { variantCode: 'gloves-m', quantity: 1 };
    expect(await receiveStock(staff, { toDepotId: liege, ...move })).toMatchObject({
      refusal: { code: 'not-allowed' },
    });
    expect(await transferStock(staff, { fromDepotId: antwerp, toDepotId: liege, ...move })).toMatchObject({
      refusal: { code: 'not-allowed' },
    });
    expect(await adjustStock(staff, { depotId: antwerp, direction: 'lost', reason: 'count', ...move })).toMatchObject({
      refusal: { code: 'not-allowed' },
    });
    expect((await adjustStock(staff, { depotId: liege, direction: 'lost', reason: 'count', ...move })).ok).toBe(true);
    const person = { ...staff, provinces: [] };
    expect(await adjustStock(person, { depotId: liege, direction: 'lost', reason: 'count', ...move })).toMatchObject({
      refusal: { code: 'not-allowed' },
    });
  });

  it('[STOCK-05] staff see their own province’s depots and ledgers alone', async () => {
    const seen = await getDepotStocks(world.liege.staff);
    expect(new Set(seen.map(({ provinceCode }) => provinceCode))).toEqual(new Set(['BE-WLG']));
    expect(await getDepotStocks(world.liege.staff, 'BE-VAN')).toEqual([]);
    await expect(getLedgerOfDepot(world.liege.staff, antwerp, { size: 5 })).rejects.toThrow(NotAllowed);
    const { entries, next } = await getLedgerOfDepot(world.liege.staff, liege, { size: 2 });
    expect(entries).toHaveLength(2);
    const older = await getLedgerOfDepot(world.liege.staff, liege, { size: 2, before: next });
    expect(Number(older.entries[0]?.id)).toBeLessThan(Number(entries[1]?.id));
  });

  it('[STOCK-06] need is what open entitlements call for, from kept counts', async () => {
    const before = await getNeedAgainstStock(administrator, programmeCode, 'BE-VAN');
    await seedEntitled(database.asOwner, world, { count: 7, provinceCode: 'BE-VAN' });
    const after = await getNeedAgainstStock(administrator, programmeCode, 'BE-VAN');
    expect(after.map(({ need }, index) => need - (before[index]?.need ?? 0))).toEqual([
      7 * 400,
      7 * 50,
      7 * 1,
      7 * 1000,
    ]);
    await database.asApp('SELECT fold_entitlement_counts()');
    expect(await getNeedAgainstStock(administrator, programmeCode, 'BE-VAN')).toEqual(after);
  });
});

describe('guarantees of the database, as the application role', () => {
  const insert = (values: string) =>
    database.asApp(
      `INSERT INTO stock_movement (kind, from_depot_id, to_depot_id, lot_id, quantity, reason, moved_at)
       SELECT ${values}, now() FROM (SELECT
         (SELECT id FROM depot WHERE kind = 'SUPPLIER') AS supplier, (SELECT id FROM depot WHERE kind = 'RECIPIENT') AS recipient,
         (SELECT id FROM depot WHERE kind = 'ADJUSTMENT') AS adjustment, (SELECT id FROM depot WHERE kind = 'CENTRAL') AS central,
         (SELECT id FROM lot WHERE variant_code = 'gloves-s') AS lot) known`,
    );

  it.each([
    ['a quantity of nothing', `'RECEIPT', supplier, central, lot, 0, NULL`, 'stock_movement_quantity_positive'],
    ['a movement to where it was', `'TRANSFER', central, central, lot, 1, NULL`, 'stock_movement_goes_elsewhere'],
    [
      'a handover without its handover',
      `'HANDOVER', central, recipient, lot, 1, NULL`,
      'stock_movement_handover_named',
    ],
    [
      'an adjustment without a reason',
      `'ADJUSTMENT', adjustment, central, lot, 1, ' '`,
      'stock_movement_adjustment_has_reason',
    ],
    ['more than there is', `'TRANSFER', central, recipient, lot, 2000000000, NULL`, 'stock_balance_not_negative'],
    ['stock back to a supplier', `'TRANSFER', central, supplier, lot, 1, NULL`, 'stock_movement_direction'],
    ['stock from a recipient', `'TRANSFER', recipient, central, lot, 1, NULL`, 'stock_movement_direction'],
  ])('[GUARD-STOCK-01] refuses %s', async (_what, values, constraint) => {
    await receiveStock(administrator, { toDepotId: central, variantCode: 'gloves-s', quantity: 5 });
    await expect(insert(values)).rejects.toThrow(constraint);
  });

  it.each([
    `UPDATE stock_movement SET quantity = 1`,
    `DELETE FROM stock_movement`,
    `UPDATE stock_balance SET quantity = 0`,
    `INSERT INTO stock_balance (depot_id, lot_id, quantity) SELECT depot_id, lot_id, 1 FROM stock_balance`,
    `ALTER TABLE stock_movement DISABLE TRIGGER stock_movement_is_final`,
    `SET session_replication_role = replica`,
  ])('[GUARD-STOCK-02] the application role may not: %s', async (statement) => {
    await expect(database.asApp(statement)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('[GUARD-STOCK-03] nor may the owner change what the ledger says', async () => {
    await expect(database.asOwner(`UPDATE stock_movement SET quantity = 1`)).rejects.toThrow('stock_movement_is_final');
    await expect(database.asOwner(`DELETE FROM stock_movement`)).rejects.toThrow('stock_movement_is_final');
    await expect(database.asOwner(`TRUNCATE stock_movement`)).rejects.toThrow('stock_movement_is_final');
  });
});
