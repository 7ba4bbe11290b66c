import { beforeAll, describe, expect, it } from 'vitest';
import { getDb } from '#lib/db/client.ts';
import { dumpSchema } from '#lib/db/dump.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { isDemonstrationLoaded, loadDemonstration } from '#lib/demo/load.ts';
import { findFactsOfProvider } from '#lib/eligibility/facts-of-provider.ts';
import { factsSchema } from '#lib/rules/facts.ts';
import { done } from '#lib/shared/result.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const size = 3_000;
let database: TestDatabase;
let dumpBefore: string;
const parts: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  dumpBefore = await dumpSchema(database.ownerUrl);
  // Broken off near its end, a load leaves nothing: the next one finds the database as it was.
  const broken = loadDemonstration({
    ownerUrl: database.ownerUrl,
    providers: 500,
    onProgress: (part) => {
      if (part === 'claims') throw new Error('broken off');
    },
  });
  await expect(broken).rejects.toThrow('broken off');
  expect(await dumpSchema(database.ownerUrl)).toBe(dumpBefore);
  expect(await isDemonstrationLoaded(database)).toBe(false);
  await loadDemonstration({
    ownerUrl: database.ownerUrl,
    providers: size,
    onProgress: (part) => {
      parts.push(part);
    },
  });
});

const count = async (sql: string) =>
  (await database.asApp<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`))[0]?.n;

describe('the sample', () => {
  it('[SAMPLE-07] is whole, marks the database as a demonstration, and is loaded once', async () => {
    expect(await isDemonstrationLoaded(database)).toBe(true);
    expect(parts).toEqual(['registers', 'decisions', 'lists', 'pickup', 'claims', 'statistics']);
    expect(await count('provider')).toBe(size);
    expect(await count('provider_identifier')).toBe(size);
    expect(await count('pickup_point')).toBe(60);
    expect(await count('claim')).toBeGreaterThan(30);
    expect(await count(`published_list WHERE published_at IS NULL`)).toBe(0);
    expect(await count(`published_list WHERE kind = 'AMENDMENT'`)).toBeGreaterThan(0);
    expect(await count('handover')).toBeGreaterThan(0);
    await expect(loadDemonstration({ ownerUrl: database.ownerUrl, providers: 10 })).rejects.toThrow(/empty database/);
    const [clock] = await database.asApp<{ now: Date }>('SELECT business_now() AS now');
    expect(clock?.now.getTime()).toBeGreaterThanOrEqual(Date.parse('2020-06-16T09:00:00+02:00'));
    expect(clock?.now.getTime()).toBeLessThan(Date.parse('2020-06-16T10:00:00+02:00'));
  });

  it('[SAMPLE-07] leaves every key, index, trigger and right as the migrations made them', async () => {
    expect(await dumpSchema(database.ownerUrl)).toBe(dumpBefore);
    expect(await count(`pg_constraint WHERE NOT convalidated`)).toBe(0);
  });

  it('[SAMPLE-08] holds a true ledger: balances are the sums of movements, served entitlements have their debit', async () => {
    const wrong = await database.asApp(`
      SELECT depot_id, lot_id FROM (
        SELECT depot_id, lot_id, quantity FROM stock_balance
        UNION ALL SELECT from_depot_id, lot_id, quantity FROM stock_movement
        UNION ALL SELECT to_depot_id, lot_id, -quantity FROM stock_movement) moves
        JOIN depot d ON d.id = moves.depot_id AND d.kind IN ('CENTRAL', 'PROVINCIAL', 'LOCAL')
       GROUP BY depot_id, lot_id HAVING sum(quantity) <> 0`);
    expect(wrong).toEqual([]);
    expect(
      await count(`entitlement e LEFT JOIN entitlement_debit d ON d.entitlement_id = e.id
                    WHERE (e.status = 'SERVED') <> (d.entitlement_id IS NOT NULL)`),
    ).toBe(0);
    const [counts] = await database.asApp<{ kept: number; real: number }>(
      'SELECT (SELECT sum(quantity)::int FROM entitlement_count) AS kept, (SELECT count(*)::int FROM entitlement) AS real',
    );
    expect(counts?.kept).toBe(counts?.real);
  });

  it('[SAMPLE-08] has one province short of something and one point out of a size', async () => {
    const [aprons] = await database.asApp<{ enough: boolean }>(`
      SELECT b.quantity >= 50 * (SELECT count(*) FROM entitlement
                                  WHERE province_code = 'BE-WLX' AND programme_code = 'strategic-reserve-2020') AS enough
        FROM stock_balance b JOIN depot d ON d.id = b.depot_id JOIN lot l ON l.id = b.lot_id
       WHERE d.kind = 'PROVINCIAL' AND d.province_code = 'BE-WLX' AND l.variant_code = 'aprons'`);
    expect(aprons?.enough).toBe(false);
    const sizes = await database.asApp<{ variant_code: string }>(`
      SELECT l.variant_code FROM pickup_point p JOIN stock_balance b ON b.depot_id = p.depot_id JOIN lot l ON l.id = b.lot_id
       WHERE p.postcode = '4000' AND l.variant_code LIKE 'gloves-%' AND b.quantity > 0 ORDER BY 1`);
    expect(sizes.map(({ variant_code }) => variant_code)).toEqual(['gloves-l', 'gloves-m', 'gloves-s']);
  });

  it('[SAMPLE-09] was decided on the very facts that the portal reads from its tables', async () => {
    const decisions = await getDb().decision.findMany({
      // Those served at the pilot's counter since have another fact today.
      where: {
        asOf: new Date('2020-06-11T00:00:00Z'),
        provider: { entitlements: { none: { handover: { isNot: null } } } },
      },
      orderBy: { id: 'asc' },
      take: 400,
    });
    expect(decisions.length).toBe(400);
    const result = await inTransaction<number, never>(async (tx) => {
      let compared = 0;
      for (const { providerId, professionCode, facts, outcome } of decisions) {
        // What an accepted claim has established since is not in the decision of 11 June.
        if (outcome === 'UNDETERMINED') continue;
        const read = await findFactsOfProvider(tx, { providerId, professionCode, asOf: '2020-06-11' });
        expect(read).toEqual(factsSchema.parse(facts));
        compared += 1;
      }
      return done(compared);
    });
    expect(result.ok && result.value).toBeGreaterThan(350);
  });
});
