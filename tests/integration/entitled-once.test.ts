import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { UserActor } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import { withdrawList } from '#lib/eligibility/withdraw-list.ts';
import { bookSlot } from '#lib/pickup/book-slot.ts';
import { settleRemoval } from '#lib/pickup/settle-removal.ts';
import { addReviewer, setClock } from '../support/claim-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addAmendment, addPeople, longAfter, publishPeople, reserve } from '../support/list-world.ts';
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

type Profession = 'dentist' | 'midwife';
type Status = 'GIVEN' | 'BOOKED' | 'SERVED' | 'WITHDRAWN';
type List = { readonly id: string; readonly people: ReadonlySet<number> };

/** What should be: which lists are in force, and what each person has. */
type Model = {
  readonly lists: Map<Profession, List[]>;
  readonly held: Map<number, Status>;
  /** Whose booking waits for a decision, and the list that left them out. */
  readonly pending: Map<number, string>;
};

/** The people of one sequence, by their number. */
type Real = { readonly people: readonly string[] };

const size = 4;

function standing({ lists }: Model): Set<number> {
  return new Set([...lists.values()].flat().flatMap(({ people }) => [...people]));
}

/** Lists in force are others: who comes is given, who leaves loses what is not booked. */
function change(model: Model, by: string | undefined, profession: Profession, lists: List[]): void {
  const before = standing(model);
  model.lists.set(profession, lists);
  const after = standing(model);
  const named = lists.find(({ id }) => id === by)?.people ?? new Set<number>();
  for (const one of named) {
    const status = model.held.get(one);
    if (status === undefined || status === 'WITHDRAWN') model.held.set(one, 'GIVEN');
    model.pending.delete(one);
  }
  for (const one of before) {
    if (after.has(one)) continue;
    if (model.held.get(one) === 'GIVEN') model.held.set(one, 'WITHDRAWN');
    if (model.held.get(one) === 'BOOKED') model.pending.set(one, by ?? '');
  }
}

async function compare(model: Model, { people }: Real): Promise<void> {
  const held = await getDb().entitlement.findMany({ where: { providerId: { in: [...people] } } });
  expect(new Set(held.map(({ providerId }) => providerId)).size, 'each has one at most').toBe(held.length);
  expect(Object.fromEntries(held.map(({ providerId, status }) => [people.indexOf(providerId), status]))).toEqual(
    Object.fromEntries(model.held),
  );
  const waiting = await getDb().listRemoval.findMany({
    where: { providerId: { in: [...people] }, state: 'PENDING' },
  });
  expect(Object.fromEntries(waiting.map(({ providerId, listId }) => [people.indexOf(providerId), listId]))).toEqual(
    Object.fromEntries(model.pending),
  );
  await expectInForce(model, { people });
}

/** What is held and not served rests on a list in force that names the person, unless they left the lists with it. */
async function expectInForce(model: Model, { people }: Real): Promise<void> {
  const held = await getDb().entitlement.findMany({
    where: { providerId: { in: [...people] }, status: { in: ['GIVEN', 'BOOKED'] } },
    include: { removals: true },
  });
  const listOf = (id: string) => [...model.lists].find(([, lists]) => lists.some((list) => list.id === id));
  for (const { providerId, listId, professionCode, removals } of held) {
    const one = people.indexOf(providerId);
    if (standing(model).has(one)) {
      const [profession, lists = []] = listOf(listId) ?? [];
      expect(profession, `the list of ${one} is in force`).toBe(professionCode);
      expect(lists.find(({ id }) => id === listId)?.people, `and names ${one}`).toContain(one);
    } else {
      expect(removals, `${one} left the lists`).not.toEqual([]);
    }
  }
}

type Step = fc.AsyncCommand<Model, Real>;

const idOf = ({ people }: Real, one: number) => people[one] ?? '';

const publish = (profession: Profession, eligible: readonly number[]): Step => ({
  check: () => true,
  toString: () => `publish ${profession} [${eligible}]`,
  run: async (model, real) => {
    const id = await publishPeople(
      profession,
      eligible.map((one) => idOf(real, one)),
      longAfter(),
    );
    change(model, id, profession, [{ id, people: new Set(eligible) }]);
    await compare(model, real);
  },
});

const accept = (profession: Profession, one: number): Step => ({
  check: (model) => !standing(model).has(one),
  toString: () => `accept ${one} as ${profession}`,
  run: async (model, real) => {
    const id = await addAmendment(database, profession, idOf(real, one));
    change(model, id, profession, [...(model.lists.get(profession) ?? []), { id, people: new Set([one]) }]);
    await compare(model, real);
  },
});

const withdraw = (profession: Profession, index: number): Step => ({
  check: (model) => (model.lists.get(profession) ?? []).length > index,
  toString: () => `withdraw ${profession} ${index}`,
  run: async (model, real) => {
    const lists = model.lists.get(profession) ?? [];
    const listId = lists[index]?.id ?? '';
    expect((await withdrawList(administrator, { listId, reason: 'Faulty file' })).ok).toBe(true);
    change(model, listId, profession, lists.toSpliced(index, 1));
    await compare(model, real);
  },
});

let hoursAway = 24;

const book = (one: number, serve: boolean): Step => ({
  check: (model) => model.held.get(one) === 'GIVEN',
  toString: () => `${serve ? 'serve' : 'book'} ${one}`,
  run: async (model, real) => {
    const providerId = idOf(real, one);
    const { id: entitlementId } = await getDb().entitlement.findFirstOrThrow({ where: { providerId } });
    hoursAway += 1;
    const place = { pickupPointId: world.liege.pickupPointId, capacity: 1, inHours: hoursAway };
    const slotId = await seedSlot(database.asOwner, place);
    const actor = { ...administrator, isAdministrator: false, providerId };
    expect((await bookSlot(actor, { entitlementId, slotId })).ok).toBe(true);
    if (serve) {
      await database.asOwner(
        `INSERT INTO entitlement_debit (entitlement_id, channel, debited_at) VALUES ($1, 'PROVINCE_PICKUP', business_now())`,
        [entitlementId],
      );
    }
    model.held.set(one, serve ? 'SERVED' : 'BOOKED');
    await compare(model, real);
  },
});

const settle = (one: number, settlement: 'KEPT' | 'WITHDRAWN'): Step => ({
  check: (model) => model.pending.has(one),
  toString: () => `settle ${one} ${settlement}`,
  run: async (model, real) => {
    const listId = model.pending.get(one) ?? '';
    const input = { listId, providerId: idOf(real, one), settlement, reason: 'Looked into' };
    expect((await settleRemoval(administrator, input)).ok).toBe(true);
    model.pending.delete(one);
    if (settlement === 'WITHDRAWN') model.held.set(one, 'WITHDRAWN');
    await compare(model, real);
  },
});

it('[PUBLISH-11] nobody has two entitlements of one programme, and each has what their lists give, after whatever is published, accepted, withdrawn, booked and settled', {
  timeout: 240_000,
}, async () => {
  const profession = fc.constantFrom<Profession>('dentist', 'midwife');
  const everyone = Array.from({ length: size }, (_, one) => one);
  const someone = fc.nat(size - 1);
  const steps = fc.commands(
    [
      fc.tuple(profession, fc.subarray(everyone, { minLength: 1 })).map(([a, b]) => publish(a, b)),
      fc.tuple(profession, fc.subarray(everyone, { minLength: 1, maxLength: 2 })).map(([a, b]) => publish(a, b)),
      fc.tuple(profession, someone).map(([a, b]) => accept(a, b)),
      fc.tuple(profession, fc.nat(1)).map(([a, b]) => withdraw(a, b)),
      fc.tuple(someone, fc.constantFrom(false, false, true)).map(([a, b]) => book(a, b)),
      fc.tuple(someone, fc.constantFrom<'KEPT' | 'WITHDRAWN'>('KEPT', 'WITHDRAWN')).map(([a, b]) => settle(a, b)),
    ],
    { maxCommands: 25 },
  );
  await fc.assert(
    fc.asyncProperty(steps, async (commands) => {
      await endAllLists();
      const real = { people: await addPeople(size) };
      await fc.asyncModelRun(
        () => ({ model: { lists: new Map(), held: new Map(), pending: new Map() }, real }),
        commands,
      );
    }),
    { numRuns: 25 },
  );
});

/** Each sequence has people of its own, and begins without a list in force. */
async function endAllLists(): Promise<void> {
  const lists = await getDb().publishedList.findMany({
    where: { programmeCode: reserve, publishedAt: { not: null }, endedAt: null },
  });
  for (const { id } of lists) await withdrawList(administrator, { listId: id, reason: 'Another sequence' });
}
