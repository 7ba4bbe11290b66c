import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { person, type UserActor } from '#lib/auth/actor.ts';
import { findOnLists, getListEntries } from '#lib/eligibility/list-entries.ts';
import { findOnListSchema, listSearchSchema } from '#lib/eligibility/list-schema.ts';
import { countEntriesByProvince, getPublishedList, getPublishedLists } from '#lib/eligibility/lists.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { publishFilled } from '../support/filled-list.ts';
import { type PickupWorld, programmeCode, seedEntitled, seedPickupWorld } from '../support/pickup-world.ts';

let database: TestDatabase;
let world: PickupWorld;
let administrator: UserActor;
let replaced: string;
let draft: string;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await seedPickupWorld(database);
  administrator = { ...world.liege.staff, provinces: [], isAdministrator: true };
  const [first] = await seedEntitled(database.asOwner, world, { count: 5, provinceCode: 'BE-WLG' });
  await seedEntitled(database.asOwner, world, { count: 3, provinceCode: 'BE-VAN' });
  await database.asApp(
    `INSERT INTO provider_identifier (scheme, value, provider_id) VALUES ('nihdi', '19000122', $1)`,
    [first?.actor.providerId],
  );
  await publishFilled(database.asApp, world.listId);
  replaced = await makeList(2);
  await database.asApp(
    `INSERT INTO list_entry (list_id, provider_id, decision_id)
     SELECT $1, provider_id, id FROM decision WHERE provider_id = $2`,
    [replaced, first?.actor.providerId],
  );
  await publishFilled(database.asApp, replaced, `business_now() - interval '1 day'`);
  await database.asApp(
    `UPDATE published_list SET ended_at = business_now(), ended_reason = 'replaced-by-list' WHERE id = $1`,
    [replaced],
  );
  draft = await makeList(3);
});

async function makeList(number: number): Promise<string> {
  const id = randomUUID();
  await database.asApp(
    `INSERT INTO published_list (id, programme_code, profession_code, number, kind, as_of)
     VALUES ($1, $2, 'general-practitioner', $3, 'FULL', '2020-06-12')`,
    [id, programmeCode, number],
  );
  return id;
}

/** A number as the form reads it. */
function read(typed: string) {
  const parsed = findOnListSchema.safeParse({ listId: world.listId, number: typed });
  return parsed.success ? parsed.data.number : parsed.error.issues[0]?.message;
}

const page = { page: 1, size: 50 };

describe('published lists', () => {
  it('[LISTS-01] are shown newest first, filtered and paged; one that is being filled is not there', async () => {
    const { lists, total } = await getPublishedLists(administrator, page);
    expect(lists.map(({ number }) => number)).toEqual([1, 2]);
    expect(total).toBe(2);
    expect(lists.map(({ endedReason }) => endedReason)).toEqual([null, 'replaced-by-list']);
    const second = await getPublishedLists(administrator, { page: 2, size: 1 });
    expect(second.lists.map(({ number }) => number)).toEqual([2]);
    expect(second.total).toBe(2);
    const filtered = async (filter: object) => (await getPublishedLists(administrator, { ...page, ...filter })).total;
    expect(await filtered({ number: 2 })).toBe(1);
    expect(await filtered({ professionCode: 'dentist' })).toBe(0);
    expect(await filtered({ kind: 'AMENDMENT' })).toBe(0);
    expect(await filtered({ programmeCode })).toBe(2);
    await expect(getPublishedList(administrator, draft)).rejects.toThrow(NotAllowed);
  });

  it('[LISTS-02] show whom they name, by name, province and page', async () => {
    expect(await countEntriesByProvince(administrator, world.listId)).toEqual([
      { provinceCode: 'BE-VAN', entries: 3 },
      { provinceCode: 'BE-WLG', entries: 5 },
    ]);
    const entries = (more: object) => getListEntries(administrator, { listId: world.listId, ...page, ...more });
    expect(await entries({})).toHaveLength(8);
    expect(await entries({ provinceCode: 'BE-VAN' })).toHaveLength(3);
    const pages = await Promise.all([1, 2, 3].map((number) => entries({ page: number, size: 3 })));
    expect(new Set(pages.flat().map(({ providerId }) => providerId)).size).toBe(8);
    const postcodes = async (order: 'ascending' | 'descending') =>
      (await entries({ sort: 'postcode', order })).map(({ postcode }) => postcode);
    await database.asOwner(`UPDATE provider SET postcode = '9999' WHERE id = $1`, [pages[0]?.[0]?.providerId]);
    expect((await postcodes('ascending')).at(-1)).toBe('9999');
    expect((await postcodes('descending'))[0]).toBe('9999');
    await database.asOwner(`UPDATE provider SET family_name = 'Zorba' WHERE id = $1`, [pages[0]?.[0]?.providerId]);
    expect((await entries({})).at(-1)?.familyName).toBe('Zorba');
    expect((await entries({ order: 'descending' }))[0]?.familyName).toBe('Zorba');
  });

  it('[LISTS-03] are searched by a registered number, which says on which other lists its holder stands', async () => {
    const number = read('1-90001-22-003');
    if (typeof number !== 'object') throw new Error(`${number}`);
    const found = await findOnLists(administrator, { listId: world.listId, number });
    expect(found).toMatchObject({
      ok: true,
      value: { onThisList: true, others: [{ id: replaced, number: 2 }], provider: { provinceCode: 'BE-WLG' } },
    });
    const stranger = read('39000334001');
    if (typeof stranger !== 'object') throw new Error(`${stranger}`);
    expect(await findOnLists(administrator, { listId: world.listId, number: stranger })).toEqual({
      ok: false,
      refusal: { code: 'unknown-number' },
    });
    expect(read('12')).toBe('lists.errors.wrong-length');
    expect(read('hello')).toMatch(/^lists\.errors\./);
  });

  it('[LISTS-04] are for administrators alone', async () => {
    const number = read('19000122003');
    if (typeof number !== 'object') throw new Error(`${number}`);
    for (const actor of [world.liege.staff, person]) {
      await expect(getPublishedLists(actor, page)).rejects.toThrow(NotAllowed);
      await expect(getPublishedList(actor, world.listId)).rejects.toThrow(NotAllowed);
      await expect(getListEntries(actor, { listId: world.listId, ...page })).rejects.toThrow(NotAllowed);
      await expect(countEntriesByProvince(actor, world.listId)).rejects.toThrow(NotAllowed);
      await expect(findOnLists(actor, { listId: world.listId, number })).rejects.toThrow(NotAllowed);
    }
  });

  it('[LISTS-05] take any address: what it says and can’t be read is left out', () => {
    expect(listSearchSchema.parse({ programme: 'x', profession: 'y', number: '-1', kind: 'z', page: 'p' })).toEqual({
      page: 1,
    });
    expect(listSearchSchema.parse({ profession: 'dentist', number: '3', page: '2' })).toEqual({
      profession: 'dentist',
      number: 3,
      page: 2,
    });
  });
});
