import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { UserActor } from '#lib/auth/actor.ts';
import { compareVersions, listDifferences } from '#lib/eligibility/compare-lists.ts';
import { getPublishedList } from '#lib/eligibility/lists.ts';
import { withdrawList } from '#lib/eligibility/withdraw-list.ts';
import { addReviewer, seedClaimWorld } from '../support/claim-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addAmendment, addPeople, longAfter, publishPeople, reserve } from '../support/list-world.ts';

let database: TestDatabase;
let administrator: UserActor;
let country: readonly string[];

beforeAll(async () => {
  database = await createTestDatabase();
  await seedClaimWorld(database);
  administrator = await addReviewer();
  country = await addPeople(6);
});

// A history begins without any list, so each has a profession of its own.
const professions = [
  ...['general-practitioner', 'specialist', 'dentist', 'home-nurse', 'home-care-assistant', 'midwife'],
] as const;

type Step =
  | { readonly full: readonly number[] }
  | { readonly amend: number }
  /** One of those in force, counted around. */
  | { readonly withdraw: number };

const person = fc.nat({ max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ full: fc.uniqueArray(person, { minLength: 1 }) }),
  fc.record({ amend: person }),
  fc.record({ withdraw: fc.nat({ max: 5 }) }),
);

/** Takes the steps; gives who stood on the lists in force when each number was published. */
async function live(profession: string, steps: readonly Step[]): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const inForce = new Map<string, readonly string[]>();
  const stood = new Map<number, ReadonlySet<string>>();
  for (const one of steps) {
    if ('withdraw' in one) {
      const listId = [...inForce.keys()][one.withdraw % inForce.size];
      if (listId === undefined) continue;
      expect(await withdrawList(administrator, { listId, reason: 'By mistake' })).toMatchObject({ ok: true });
      inForce.delete(listId);
      continue;
    }
    const people = ('full' in one ? one.full : [one.amend]).map((index) => country[index] ?? '');
    if ('full' in one) inForce.clear();
    const listId =
      'full' in one
        ? await publishPeople(profession, people, longAfter())
        : await addAmendment(database, profession, people[0] ?? '');
    inForce.set(listId, people);
    const { number } = await getPublishedList(administrator, listId);
    stood.set(number, new Set([...inForce.values()].flat()));
  }
  return stood;
}

it('[PUBLISH-08] the difference of a version with itself is nothing; that of two, applied to one, gives the other, whatever was published, accepted and withdrawn in whatever order', async () => {
  const left = [...professions];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
      const professionCode = left.pop() ?? '';
      const stood = await live(professionCode, steps);
      for (const [from, before] of stood) {
        for (const [to, after] of stood) {
          const versions = { programmeCode: reserve, professionCode, from, to };
          const differences = await listDifferences(administrator, versions, { page: 1, size: 50 });
          const result = new Set(before);
          for (const { kind, providerId } of differences) {
            if (kind === 'added') result.add(providerId);
            else if (kind === 'removed') result.delete(providerId);
          }
          expect([...result].toSorted()).toEqual([...after].toSorted());
          if (from === to) expect(differences).toEqual([]);
          const { counts, ...sizes } = await compareVersions(administrator, versions);
          expect(sizes).toEqual({ before: before.size, after: after.size });
          expect(counts.added + counts.removed + counts.changed).toBe(differences.length);
        }
      }
    }),
    {
      numRuns: professions.length,
      // No profession is left to try something smaller.
      endOnFailure: true,
      // Amendments before any full list.
      examples: [[[{ amend: 2 }, { amend: 3 }, { full: [0, 1, 3] }]]],
    },
  );
});
