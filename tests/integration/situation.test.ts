import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { UserActor } from '#lib/auth/actor.ts';
import { getWaitingClaims } from '#lib/claims/waiting.ts';
import { changeDomicile } from '#lib/eligibility/change-domicile.ts';
import { declineEntitlement, resumeEntitlement } from '#lib/entitlements/decline.ts';
import { getSituation, type SituationCell } from '#lib/entitlements/situation.ts';
import { rowsBy, sortRows, sumOf } from '#lib/entitlements/situation-figures.ts';
import { bookSlot } from '#lib/pickup/book-slot.ts';
import { cancelBooking } from '#lib/pickup/cancel-booking.ts';
import { handOver } from '#lib/pickup/hand-over.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { setPortalEnvironment } from '../support/people.ts';
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
let administrator: UserActor;
const slots: string[] = [];

beforeAll(async () => {
  setPortalEnvironment();
  database = await createTestDatabase();
  world = await seedPickupWorld(database);
  administrator = { ...world.liege.staff, provinces: [], isAdministrator: true };
  for (const { pickupPointId } of [world.liege, world.antwerp]) {
    slots.push(await seedSlot(database.asOwner, { pickupPointId, capacity: 40, inHours: 30 + slots.length }));
  }
});

/** The same figures, counted from every entitlement there is. */
async function countedAnew(): Promise<readonly SituationCell[]> {
  const rows = await database.asOwner<Omit<SituationCell, 'provinceCode' | 'professionCode'> & Record<string, string>>(
    `SELECT province_code, profession_code, count(*) FILTER (WHERE status <> 'WITHDRAWN') AS entitled,
            count(*) FILTER (WHERE status = 'BOOKED') AS booked, count(*) FILTER (WHERE status = 'SERVED') AS served,
            count(*) FILTER (WHERE status = 'DECLINED') AS declined,
            count(*) FILTER (WHERE status <> 'WITHDRAWN' AND channel IN ('GROUPING', 'ASSOCIATION')) AS through
       FROM entitlement WHERE programme_code = $1 GROUP BY 1, 2`,
    [programmeCode],
  );
  return rows.map((row) => ({
    provinceCode: String(row.province_code),
    professionCode: String(row.profession_code),
    entitled: Number(row.entitled),
    booked: Number(row.booked),
    served: Number(row.served),
    declined: Number(row.declined),
    throughOrganisations: Number(row.through),
  }));
}

const inOrder = (cells: readonly SituationCell[]) =>
  cells
    .filter(({ entitled }) => entitled > 0)
    .toSorted((a, b) => `${a.provinceCode}${a.professionCode}`.localeCompare(`${b.provinceCode}${b.professionCode}`));

type Step = { readonly what: 'book' | 'cancel' | 'decline' | 'resume' | 'hand-over' | 'move' | 'withdraw' | 'fold' };

/** One command by one person; refusals are expected and change nothing. */
async function take({ what }: Step, { actor, entitlementId }: EntitledPerson, slotId: string): Promise<void> {
  switch (what) {
    case 'book':
      await bookSlot(actor, { entitlementId, slotId });
      return;
    case 'cancel':
      await cancelBooking(actor, { entitlementId });
      return;
    case 'decline':
      await declineEntitlement(actor, { entitlementId });
      return;
    case 'resume':
      await resumeEntitlement(actor, { entitlementId });
      return;
    case 'hand-over':
      await handOver(world.liege.staff, {
        entitlementId,
        pickupPointId: world.liege.pickupPointId,
        variantCodes: ['gloves-m'],
      });
      return;
    case 'move':
      await changeDomicile(actor, { street: 'Example Street 2', postcode: '2000', municipality: 'Exampletown' });
      return;
    case 'withdraw':
      await database
        .asApp(`UPDATE entitlement SET status = 'WITHDRAWN' WHERE id = $1 AND status = 'GIVEN'`, [entitlementId])
        .catch(() => undefined);
      return;
    case 'fold':
      await database.asApp('SELECT fold_entitlement_counts()');
  }
}

describe('the situation', () => {
  it('[SITUATION-01] equals a count of every entitlement after any commands, side by side', async () => {
    const step = fc.record({
      what: fc.constantFrom<Step['what']>(
        ...(['book', 'book', 'book', 'cancel', 'decline', 'resume', 'hand-over', 'move', 'withdraw', 'fold'] as const),
      ),
      who: fc.nat({ max: 7 }),
      where: fc.nat({ max: slots.length - 1 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 16 }), async (steps) => {
        const people = [
          ...(await seedEntitled(database.asOwner, world, { count: 6, provinceCode: 'BE-WLG' })),
          ...(await seedEntitled(database.asOwner, world, { count: 2, provinceCode: 'BE-VAN' })),
        ];
        await Promise.all(
          steps.map(({ what, who, where }) => {
            const person = people[who];
            return person && take({ what }, person, slots[where] ?? '');
          }),
        );
        expect(inOrder(await getSituation(administrator, programmeCode))).toEqual(inOrder(await countedAnew()));
      }),
      { numRuns: 15 },
    );
    const after = sumOf(await getSituation(administrator, programmeCode));
    // The commands did something, each of its kind.
    for (const figure of ['entitled', 'booked', 'served', 'declined'] as const)
      expect(after[figure]).toBeGreaterThan(0);
  });

  it('[SITUATION-02] is the whole country for administrators, the own province for its staff, nothing for others', async () => {
    await seedEntitled(database.asOwner, world, { count: 1, provinceCode: 'BE-WLG' });
    await seedEntitled(database.asOwner, world, { count: 1, provinceCode: 'BE-VAN' });
    const provincesSeen = async (actor: UserActor) =>
      new Set((await getSituation(actor, programmeCode)).map(({ provinceCode }) => provinceCode));
    expect(await provincesSeen(administrator)).toEqual(new Set(['BE-WLG', 'BE-VAN']));
    expect(await provincesSeen(world.liege.staff)).toEqual(new Set(['BE-WLG']));
    const nobody = { ...world.liege.staff, provinces: [] };
    await expect(getSituation(nobody, programmeCode)).rejects.toThrow(NotAllowed);
    await expect(getSituation({ kind: 'person' }, programmeCode)).rejects.toThrow(NotAllowed);
    await expect(getWaitingClaims(world.liege.staff, { programmeCode })).rejects.toThrow(NotAllowed);
  });

  it('[SITUATION-03] reads kept counts, a few hundred rows, never the entitlements themselves', async () => {
    await database.asApp('SELECT fold_entitlement_counts()');
    const [kept] = await database.asOwner<{ rows: number }>('SELECT count(*)::int AS rows FROM entitlement_count');
    expect(kept?.rows).toBeLessThan(300);
    const before = await getSituation(administrator, programmeCode);
    await database.asOwner('REVOKE SELECT ON entitlement FROM portal_app');
    try {
      expect(await getSituation(administrator, programmeCode)).toEqual(before);
    } finally {
      await database.asOwner('GRANT SELECT ON entitlement TO portal_app');
    }
  });
});

describe('figures made from it', () => {
  const cell = (provinceCode: string, served: number): SituationCell => ({
    provinceCode,
    professionCode: 'dentist',
    entitled: 10,
    booked: 1,
    served,
    declined: 0,
    throughOrganisations: 2,
  });

  it('[SITUATION-04] add up, keep provinces without anyone, and sort by any column both ways', () => {
    const cells = [cell('BE-WLG', 5), cell('BE-VAN', 10)];
    expect(sumOf(cells)).toEqual({
      entitled: 20,
      booked: 2,
      served: 15,
      declined: 0,
      throughOrganisations: 4,
      share: 0.75,
    });
    const rows = rowsBy(cells, 'provinceCode', ['BE-BRU', 'BE-WLG', 'BE-VAN']);
    expect(rows.map(({ code, share }) => [code, share])).toEqual([
      ['BE-BRU', 0],
      ['BE-WLG', 0.5],
      ['BE-VAN', 1],
    ]);
    expect(sortRows(rows, 'served', 'descending').map(({ code }) => code)).toEqual(['BE-VAN', 'BE-WLG', 'BE-BRU']);
    expect(sortRows(rows, 'code', 'descending').map(({ code }) => code)).toEqual(['BE-VAN', 'BE-WLG', 'BE-BRU']);
  });
});
