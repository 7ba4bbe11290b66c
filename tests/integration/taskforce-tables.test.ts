import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { GET as getProvinceLedger } from '#app/[locale]/province/stock/[depot]/ledger.csv/route.ts';
import { GET as getProvinceStock } from '#app/[locale]/province/stock.csv/route.ts';
import { GET as getTrail } from '#app/[locale]/taskforce/audit.csv/route.ts';
import { GET as getPeople } from '#app/[locale]/taskforce/decisions/[run]/people.csv/route.ts';
import { GET as getComparison } from '#app/[locale]/taskforce/lists/compare.csv/route.ts';
import { GET as getRemovals } from '#app/[locale]/taskforce/lists/removals.csv/route.ts';
import { GET as getUntold } from '#app/[locale]/taskforce/lists/untold.csv/route.ts';
import { GET as getLists } from '#app/[locale]/taskforce/lists.csv/route.ts';
import { GET as getContradictions } from '#app/[locale]/taskforce/registers/contradictions.csv/route.ts';
import { GET as getFiles } from '#app/[locale]/taskforce/registers/files.csv/route.ts';
import { GET as getLedger } from '#app/[locale]/taskforce/stock/[depot]/ledger.csv/route.ts';
import { GET as getStock } from '#app/[locale]/taskforce/stock.csv/route.ts';
import { type AuditView, getAuditTrail } from '#lib/audit/queries.ts';
import { recordAudit } from '#lib/audit/record.ts';
import { auditSearchSchema } from '#lib/audit/schema.ts';
import type { Actor, UserActor } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { listDecidedPeople } from '#lib/eligibility/decided-people.ts';
import { listPendingRemovals } from '#lib/entitlements/removals.ts';
import { listContradictions } from '#lib/registers/contradictions/queries.ts';
import { contradictionFilterSchema } from '#lib/registers/contradictions/schema.ts';
import { listFiles } from '#lib/registers/files/queries.ts';
import { fileFilterSchema } from '#lib/registers/files/schema.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { done } from '#lib/shared/result.ts';
import { announceReceipt } from '#lib/stock/announced-receipts.ts';
import { getLedgerOfDepot } from '#lib/stock/ledger.ts';
import { adjustStock, receiveStock, transferStock } from '#lib/stock/move-stock.ts';
import { ledgerAddressSchema } from '#lib/stock/schema.ts';
import { addReviewer } from '../support/claim-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { publishFilled } from '../support/filled-list.ts';
import { type PickupWorld, programmeCode, seedEntitled, seedPickupWorld } from '../support/pickup-world.ts';

const request = vi.hoisted(() => ({ actor: undefined as unknown }));
vi.mock('#lib/auth/session.ts', () => ({ getActor: async () => request.actor }));
vi.mock('#lib/i18n/navigation.ts', () => ({
  redirect: ({ href }: { href: { pathname: string } }) => {
    throw new Error(`redirected to ${href.pathname}`);
  },
}));
vi.mock('next-intl/server', () => import('../support/words-of-requests.ts'));

type Route<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

let database: TestDatabase;
let world: PickupWorld;
let administrator: UserActor;
let central: { id: string; name: string };
let liege: { id: string; name: string };
let antwerp: { id: string; name: string };

beforeAll(async () => {
  database = await createTestDatabase();
  world = await seedPickupWorld(database);
  administrator = await addReviewer();
  const depot = async (condition: string) => {
    const [found] = await database.asOwner<{ id: string; name: string }>(
      `SELECT id, name FROM depot WHERE ${condition}`,
    );
    if (!found) throw new Error('no such depot');
    return found;
  };
  central = await depot(`kind = 'CENTRAL'`);
  liege = await depot(`kind = 'PROVINCIAL' AND province_code = 'BE-WLG'`);
  antwerp = await depot(`kind = 'PROVINCIAL' AND province_code = 'BE-VAN'`);
});

/** A download as the browser of somebody asks for it: its answer, and its lines with their heads. */
async function download<Params extends { locale: string }>(
  route: Route<Params>,
  actor: Actor,
  params: Omit<Params, 'locale'>,
  query: Record<string, string> = {},
) {
  request.actor = actor;
  const response = await route(new Request(`https://portal.test/x.csv?${new URLSearchParams(query)}`), {
    params: Promise.resolve({ ...params, locale: 'en' } as Params),
  });
  const [heads = [], ...rows] = (await response.text())
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\n')
    .map((line) => line.split(';'));
  return { response, lines: rows.map((row) => Object.fromEntries(heads.map((head, index) => [head, row[index]]))) };
}

/** Sent on like any page that is not theirs. */
async function refusesOthers<Params extends { locale: string }>(route: Route<Params>, params: Omit<Params, 'locale'>) {
  await expect(download(route, world.liege.staff, params)).rejects.toThrow('redirected to /sign-in/error');
  await expect(download(route, { kind: 'person' }, params)).rejects.toThrow('redirected to /sign-in');
}

function isCsv(response: Response, fileName: string) {
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(response.headers.get('content-disposition')).toContain(`filename="${fileName}"`);
}

describe('the ledger of a depot', () => {
  beforeAll(async () => {
    for (const quantity of [11, 12, 13]) {
      await receiveStock(administrator, { toDepotId: liege.id, variantCode: 'aprons', quantity });
    }
    await receiveStock(administrator, { toDepotId: liege.id, variantCode: 'gloves-m', quantity: 500 });
    await transferStock(administrator, {
      fromDepotId: liege.id,
      toDepotId: antwerp.id,
      variantCode: 'gloves-m',
      quantity: 40,
    });
    await adjustStock(administrator, {
      depotId: liege.id,
      variantCode: 'gloves-m',
      direction: 'lost',
      quantity: 3,
      reason: 'Box damaged by 100% rain',
    });
  });

  const quantities = async (address: Record<string, string>, size = 50) => {
    const { depot, before, ...filter } = ledgerAddressSchema.parse({ ...address, depot: liege.id });
    const { entries } = await getLedgerOfDepot(world.liege.staff, depot, { filter, before, size });
    return entries.map(({ quantity }) => quantity);
  };

  it('[STOCK-14] is searched by movement, item, day, reason and other place, and paged as it is searched', async () => {
    const today = await businessToday();
    const mine = await quantities({});
    expect(mine.slice(0, 6)).toEqual([3, 40, 500, 13, 12, 11]);
    expect(await quantities({ kind: 'ADJUSTMENT' })).toEqual([3]);
    expect((await quantities({ item: 'gloves-m' })).slice(0, 3)).toEqual([3, 40, 500]);
    expect((await quantities({ kind: 'RECEIPT', item: 'aprons' })).slice(0, 3)).toEqual([13, 12, 11]);
    expect(await quantities({ q: '100% RAIN' })).toEqual([3]);
    expect(await quantities({ q: antwerp.name.toUpperCase() })).toEqual([40]);
    expect(await quantities({ q: 'nobody says this' })).toEqual([]);
    expect(await quantities({ from: today, until: today })).toEqual(mine);
    expect(await quantities({ until: '2019-12-31' })).toEqual([]);
    expect(await quantities({ from: '2999-01-01' })).toEqual([]);
    expect(await quantities({ kind: 'THEFT', item: '%', from: 'yesterday', before: 'x' })).toEqual(mine);
    const aprons = { filter: { kind: 'RECEIPT', item: 'aprons' }, size: 2 } as const;
    const first = await getLedgerOfDepot(administrator, liege.id, aprons);
    const second = await getLedgerOfDepot(administrator, liege.id, { ...aprons, before: first.next });
    expect([...first.entries, ...second.entries].map(({ quantity }) => quantity).slice(0, 3)).toEqual([13, 12, 11]);
  });

  it('[STOCK-14] is no ledger of what all providers received', async () => {
    const [recipient] = await database.asOwner<{ id: string }>(`SELECT id FROM depot WHERE kind = 'RECIPIENT'`);
    await expect(getLedgerOfDepot(administrator, recipient?.id ?? '', { size: 1 })).rejects.toThrow(NotAllowed);
  });

  it('[STOCK-14] is not read at all by those who may not see it', async () => {
    const query = vi.spyOn(getPool(), 'query');
    try {
      await expect(getLedgerOfDepot(world.liege.staff, antwerp.id, { size: 1 })).rejects.toThrow(NotAllowed);
      expect(query.mock.calls.map(([asked]) => Reflect.get(Object(asked), 'name'))).toEqual(['depot-in-scope']);
    } finally {
      query.mockRestore();
    }
  });

  it('[STOCK-15] is taken along as it is searched, by those who may see it', async () => {
    const { response, lines } = await download(getLedger, administrator, { depot: liege.id }, { q: 'rain' });
    isCsv(response, `${liege.name.replaceAll(/[^\w.-]/g, '_')}_ledger.csv`);
    expect(lines).toEqual([
      {
        When: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
        Movement: 'adjustment',
        From: liege.name,
        To: 'count',
        Item: 'gloves, size M',
        Pieces: '3',
        Reason: 'Box damaged by 100% rain',
      },
    ]);
    expect((await download(getProvinceLedger, world.liege.staff, { depot: liege.id })).lines).toHaveLength(
      (await quantities({}, 1_000)).length,
    );
    await expect(download(getProvinceLedger, world.liege.staff, { depot: antwerp.id })).rejects.toThrow(/404/);
    await expect(download(getLedger, administrator, { depot: 'nonsense' })).rejects.toThrow(/404/);
    await refusesOthers(getLedger, { depot: liege.id });
  });
});

describe('the stock', () => {
  it('[STOCK-15] is taken along by depot, item and size, with what is on the way', async () => {
    const expectedOn = await businessToday();
    const announced = { depotId: liege.id, variantCode: 'goggles', quantity: 70, expectedOn };
    for (const quantity of [70, 5]) await announceReceipt(administrator, { ...announced, quantity });
    const { response, lines } = await download(getProvinceStock, world.liege.staff, {});
    isCsv(response, `stock_BE-WLG_${expectedOn}.csv`);
    const provincial = lines.filter(({ Depot }) => Depot === liege.name);
    expect(provincial.find(({ Item }) => Item === 'goggles')).toMatchObject({
      'Kind of depot': 'provincial',
      Province: 'Liège',
      Size: '',
      'On the way': '75',
      'Expected on': expectedOn,
    });
    expect(provincial.find(({ Item, Size }) => Item === 'gloves' && Size === 'M')).toMatchObject({
      'On the way': '0',
      'Expected on': '',
    });
    expect(new Set(lines.map(({ Province }) => Province))).toEqual(new Set(['Liège']));
    const country = await download(getStock, administrator, {});
    expect(new Set(country.lines.map(({ Depot }) => Depot)).has(central.name)).toBe(true);
    const narrowed = await download(getStock, administrator, {}, { province: 'BE-VAN' });
    expect(new Set(narrowed.lines.map(({ Province }) => Province))).toEqual(new Set(['Antwerp']));
    await refusesOthers(getStock, {});
    await expect(download(getProvinceStock, administrator, {})).rejects.toThrow('redirected to /sign-in/error');
  });
});

describe('the trail', () => {
  const subjectId = randomUUID();
  let other: UserActor;
  let visitor: UserActor;

  beforeAll(async () => {
    other = await addReviewer();
    await database.asOwner(`UPDATE app_user SET name = 'Ada Example' WHERE id = $1`, [other.userId]);
    const [one] = await seedEntitled(database.asOwner, world, { count: 1, provinceCode: 'BE-WLG' });
    if (!one) throw new Error('nobody was seeded');
    visitor = one.actor;
    await inTransaction(async (tx) => {
      const slot = { type: 'slot', id: subjectId };
      await recordAudit(tx, other, { action: 'slot.close', subject: slot, provinceCode: 'BE-WLG' });
      await recordAudit(tx, other, { action: 'slot.reopen', subject: slot, provinceCode: 'BE-VAN' });
      await recordAudit(tx, visitor, {
        action: 'booking.book',
        subject: { type: 'booking', id: randomUUID() },
        details: { programme: programmeCode },
      });
      return done(null);
    });
    await database.asOwner(
      `INSERT INTO audit_entry (business_at, actor_kind, action, subject_type, subject_id)
       SELECT t, 'system', 'session.sign-in', 'session', 'old-' || n
         FROM unnest(ARRAY['2020-02-01T23:30:00Z', '2020-02-02T22:30:00Z', '2020-02-02T23:30:00Z']::timestamptz[])
              WITH ORDINALITY AS x (t, n)`,
    );
  });

  const actions = (entries: readonly AuditView[]) => entries.map(({ action }) => action);
  const found = async (address: Record<string, string>) =>
    (await getAuditTrail(administrator, { ...auditSearchSchema.parse(address), size: 50 })).entries;

  it('[AUDIT-05] is searched by who acted: staff by a part of a name or address, others by the end of their login', async () => {
    expect(actions(await found({ who: 'ada ex' }))).toEqual(['slot.reopen', 'slot.close']);
    expect(actions(await found({ who: other.email.slice(0, -4) }))).toEqual(['slot.reopen', 'slot.close']);
    for (const who of [visitor.userId, visitor.userId.slice(-8), visitor.userId.slice(-8).toUpperCase()]) {
      expect(await found({ who })).toMatchObject([
        { action: 'booking.book', actorName: null, loginEnd: visitor.userId.slice(-8) },
      ]);
    }
    for (const who of [
      visitor.email,
      visitor.email.slice(0, 10),
      visitor.userId.slice(-7),
      visitor.userId.slice(0, 8),
    ]) {
      expect(await found({ who })).toEqual([]);
    }
  });

  it('[AUDIT-05] is searched by province and day, in Brussels, and paged as it is searched', async () => {
    expect(actions(await found({ who: 'ada', province: 'BE-WLG' }))).toEqual(['slot.close']);
    const day = { from: '2020-02-02', until: '2020-02-02' };
    expect((await found(day)).map(({ subjectId: id }) => id)).toEqual(['old-2', 'old-1']);
    expect((await found({ until: '2020-02-02' })).map(({ subjectId: id }) => id)).toEqual(['old-2', 'old-1']);
    const first = await getAuditTrail(administrator, { ...day, size: 1 });
    const second = await getAuditTrail(administrator, { ...day, before: first.next, size: 1 });
    expect([...first.entries, ...second.entries].map(({ subjectId: id }) => id)).toEqual(['old-2', 'old-1']);
    expect(second.next).toBeUndefined();
    expect(await found({ from: 'x', who: '', province: 'nowhere', before: '-1' })).toEqual(await found({}));
  });

  it('[AUDIT-05] is searched by what it is about: an identifier or its end, a reference, a name', async () => {
    for (const subject of [subjectId, subjectId.slice(-8), subjectId.toUpperCase()]) {
      expect(actions(await found({ subject }))).toEqual(['slot.reopen', 'slot.close']);
    }
    await database.asOwner(`UPDATE programme SET claims_last_on = '2999-12-31' WHERE code = $1`, [programmeCode]);
    const [claim] = await database.asOwner<{ id: string }>(
      `INSERT INTO claim (reference, programme_code, profession_code, status, received_at, received_by, identifier_scheme,
                          identifier_value, stated_number, given_name, family_name, postcode, municipality, province_code,
                          workplace, active_since_on, language, email, access_token_hash)
       VALUES ('M-7F3K-92QD', $1, 'general-practitioner', 'UNCONFIRMED', business_now(), 'WEB', 'nihdi', '10000001',
               '10000001', 'Given', 'Family', '4000', 'Exampletown', 'BE-WLG', 'Here', '2020-01-01', 'fr', 'a@test.invalid',
               decode(repeat('ab', 32), 'hex')) RETURNING id`,
      [programmeCode],
    );
    await inTransaction(async (tx) => {
      await recordAudit(tx, visitor, { action: 'claim.submit', subject: { type: 'claim', id: claim?.id ?? '' } });
      return done(null);
    });
    expect(actions(await found({ subject: 'm-7f3k-92qd' }))).toEqual(['claim.submit']);
    expect((await found({ subject: liege.name })).map(({ subjectName }) => subjectName)).toContain(liege.name);
    expect(await found({ subject: 'nothing is called so' })).toEqual([]);
  });

  it('[AUDIT-06] is taken along as it is searched, saying what the page says', async () => {
    const { response, lines } = await download(getTrail, administrator, {}, { who: 'Ada' });
    isCsv(response, `audit_${await businessToday()}.csv`);
    expect(lines).toEqual([
      {
        What: 'Slot opened again',
        When: expect.stringMatching(/^\d{4}-/),
        Who: 'Ada Example',
        About: 'slot',
        Name: subjectId.slice(-8),
        Province: 'Antwerp',
        Details: '',
      },
      expect.objectContaining({ Province: 'Liège' }),
    ]);
    const booked = await download(getTrail, administrator, {}, { action: 'booking.book' });
    expect(booked.lines.at(0)?.Details).toMatch(/^programme: [^-]+$/);
    expect(booked.lines.at(0)?.Who).toBe(`login ${visitor.userId.slice(-8)}`);
    const all = await download(getTrail, administrator, {});
    const [count] = await database.asOwner<{ count: number }>('SELECT count(*)::int AS count FROM audit_entry');
    expect(all.lines).toHaveLength(count?.count ?? 0);
    await refusesOthers(getTrail, {});
  });

  it('[AUDIT-06] leaves a trace of who took it, which says how it was narrowed but not whom it was searched for', async () => {
    const traces = () =>
      database.asOwner<{ user_id: string; details: unknown }>(
        `SELECT user_id, details FROM audit_entry WHERE action = 'audit.download' ORDER BY id DESC`,
      );
    const before = (await traces()).length;
    const { lines } = await download(
      getTrail,
      administrator,
      {},
      {
        who: 'Ada',
        subject: 'm-7f3k-92qd',
        action: 'slot.close',
        province: 'BE-WLG',
        from: '2020-01-01',
        until: '2020-02-01',
      },
    );
    expect(lines).toEqual([]);
    await expect(download(getTrail, world.liege.staff, {})).rejects.toThrow('redirected to /sign-in/error');
    const after = await traces();
    expect(after).toHaveLength(before + 1);
    expect(after[0]).toEqual({
      user_id: administrator.userId,
      details: { action: 'slot.close', province: 'BE-WLG', from: '2020-01-01', last: '2020-02-01' },
    });
    const own = await download(getTrail, administrator, {}, { action: 'audit.download' });
    expect(own.lines[0]).toMatchObject({
      What: 'Audit trail downloaded',
      About: 'trail',
      Details: 'action: Audit trail downloaded',
    });
  });
});

describe('the contradictions', () => {
  const side = (familyName: string, postcode: string, municipality: string) => ({
    key: postcode,
    register: 'registrations',
    fileId: null,
    line: 2,
    providerId: null,
    tag: null,
    says: { givenName: 'Jo', familyName, postcode, municipality, number: '10000001' },
  });

  beforeAll(async () => {
    for (const [index, [name, settled]] of (
      [
        ['Sample', false],
        ['Other', false],
        ['Sample', true],
      ] as const
    ).entries()) {
      const sides = [side(name, '4000', 'Exampletown'), side(name, '2000', 'Elsewhere')];
      await database.asOwner(
        `INSERT INTO contradiction (kind, subject, fingerprint, sides, seen_at, settled_at, settled_by_id, settlement, reason)
         VALUES ('TWO_DOMICILES', $1, 'x', $2, business_now(), CASE WHEN $3 THEN business_now() END,
                 CASE WHEN $3 THEN $4::uuid END, CASE WHEN $3 THEN '{"choice": "4000"}'::jsonb END,
                 CASE WHEN $3 THEN 'Asked them' END)`,
        [`s${index}`, JSON.stringify(sides), settled, administrator.userId],
      );
    }
  });

  it('[LINK-17] are searched by name and place, paged, and taken along as they are searched', async () => {
    const total = async (query: Record<string, string>) =>
      (await listContradictions(administrator, contradictionFilterSchema.parse(query), 1)).total;
    expect(await total({})).toBe(2);
    expect(await total({ q: 'sample jo' })).toBe(1);
    expect(await total({ q: 'ELSEWHERE' })).toBe(2);
    expect(await total({ q: '2000 else', kind: 'NUMBER_ON_TWO_PEOPLE' })).toBe(0);
    expect(await total({ q: '10000001' })).toBe(0);
    const { rows } = await listContradictions(administrator, { state: 'settled', q: 'Sample' }, 1);
    expect(rows).toMatchObject([{ state: 'settled', settled: { choice: '4000' } }]);

    const { response, lines } = await download(getContradictions, administrator, {}, { q: 'other' });
    isCsv(response, `contradictions_open_${await businessToday()}.csv`);
    expect(lines).toMatchObject([
      { 'What it is about': '4000 Exampletown or 2000 Elsewhere', Kind: 'Two domiciles', State: 'to settle' },
    ]);
    const settled = await download(getContradictions, administrator, {}, { state: 'settled' });
    expect(settled.lines).toMatchObject([{ State: 'settled', Reason: 'Asked them' }]);
    const { entries } = await getAuditTrail(administrator, { action: 'contradiction.download', size: 2 });
    expect(entries).toMatchObject([{ subjectId: 'settled' }, { subjectId: 'open', details: { searched: 'true' } }]);
    expect(entries[0]?.details).not.toHaveProperty('searched');
    expect(JSON.stringify(entries)).not.toContain('other');
    await refusesOthers(getContradictions, {});
  });
});

describe('the files of the registers', () => {
  beforeAll(async () => {
    await database.asOwner(
      `INSERT INTO source_file (register, file_name, state, received_at, good_rows, doubtful_rows, refused_rows,
                                withdrawn_at, withdrawn_reason)
       VALUES ('registrations', 'b_100%.csv', 'WITHDRAWN', '2020-05-01T10:00Z', 7, 2, 1, '2020-05-04T10:00Z', 'Old'),
              ('inami-activity', 'A.csv', 'WITHDRAWN', '2020-05-02T10:00Z', 5, 9, 0, '2020-05-04T10:00Z', 'Old'),
              ('registrations', 'c.csv', 'RECEIVING', '2020-05-03T10:00Z', 0, 0, 3, NULL, NULL)`,
    );
  });

  it('[IMPORT-23] are searched by name, register and state, sorted, and taken along so', async () => {
    const names = async (query: Record<string, string>) =>
      (await listFiles(administrator, fileFilterSchema.parse(query), 1)).files.map(({ fileName }) => fileName);
    expect(await names({})).toEqual(['c.csv', 'A.csv', 'b_100%.csv']);
    expect(await names({ sort: 'receivedAt', order: 'ascending' })).toEqual(['b_100%.csv', 'A.csv', 'c.csv']);
    expect(await names({ sort: 'wrong' })).toEqual(['c.csv', 'b_100%.csv', 'A.csv']);
    expect(await names({ register: 'registrations', state: 'RECEIVING' })).toEqual(['c.csv']);
    expect(await names({ q: '100%' })).toEqual(['b_100%.csv']);
    expect(await names({ q: 'a.CSV' })).toEqual(['A.csv']);
    expect(await names({ sort: 'nonsense', register: 'none', state: 'gone' })).toHaveLength(3);

    const { response, lines } = await download(getFiles, administrator, {}, { state: 'WITHDRAWN', sort: 'wrong' });
    isCsv(response, `register-files_${await businessToday()}.csv`);
    expect(lines.map(({ File, Rows, State }) => [File, Rows, State])).toEqual([
      ['b_100%.csv', '10', 'withdrawn'],
      ['A.csv', '14', 'withdrawn'],
    ]);
    await refusesOthers(getFiles, {});
  });
});

describe('people of lists and decisions', () => {
  let runId: string;

  beforeEach(async () => {
    const people = await seedEntitled(database.asOwner, world, { count: 2, provinceCode: 'BE-WLG' });
    const [other] = await seedEntitled(database.asOwner, world, { count: 1, provinceCode: 'BE-VAN' });
    const ids = [...people, other].map((one) => one?.actor.providerId);
    for (const [index, name] of ['Aerts', 'Baert', 'Claes'].entries()) {
      await database.asOwner('UPDATE provider SET family_name = $2 WHERE id = $1', [ids[index], name]);
    }
    await database.asOwner('DELETE FROM list_removal');
    await database.asOwner(
      `INSERT INTO list_removal (list_id, provider_id, entitlement_id, state, removed_at)
       SELECT $1, e.provider_id, e.id, 'PENDING', business_now() FROM entitlement e WHERE e.provider_id = ANY ($2::uuid[])`,
      [world.listId, ids],
    );
    const [run] = await database.asOwner<{ id: string }>(
      `INSERT INTO run (kind, state, input, finished_at)
       VALUES ('DECIDE', 'DONE', $1, business_now()) RETURNING id`,
      [JSON.stringify({ programmeCode, asOf: '2020-06-12' })],
    );
    runId = run?.id ?? '';
    const held = { code: 'right-to-practise-held', rule: 'right-to-practise', status: 'met', params: {} };
    await database.asOwner(
      `INSERT INTO decision (programme_code, provider_id, profession_code, rule_set_code, rule_set_version, as_of, outcome,
                             facts, reasons, missing, run_id)
       SELECT $1, p, 'general-practitioner', $1, 1, '2020-06-12', 'ELIGIBLE', '{}', $2::jsonb, '{}', $4
         FROM unnest($3::uuid[]) AS x (p)`,
      [programmeCode, JSON.stringify([held]), ids, runId],
    );
  });

  it('[LISTS-06] who left the lists with something booked are searched by name and province, and taken along', async () => {
    const names = async (filter: { q?: string; province?: string }) => {
      const { removals, total } = await listPendingRemovals(administrator, { ...filter, page: 1, size: 10 });
      expect(total).toBe(removals.length);
      return removals.map(({ familyName }) => familyName).toSorted();
    };
    expect(await names({})).toEqual(['Aerts', 'Baert', 'Claes']);
    expect(await names({ q: 'baert giv' })).toEqual(['Baert']);
    expect(await names({ province: 'BE-VAN' })).toEqual(['Claes']);
    expect(await names({ q: 'aert', province: 'BE-VAN' })).toEqual([]);
    await expect(listPendingRemovals(world.liege.staff, { page: 1, size: 10 })).rejects.toThrow(NotAllowed);

    const { response, lines } = await download(getRemovals, administrator, {}, { q: 'claes' });
    isCsv(response, `removals_${await businessToday()}.csv`);
    expect(lines).toMatchObject([{ 'Family name': 'Claes', Province: 'Antwerp' }]);
    const { entries } = await getAuditTrail(administrator, { action: 'list.download-removals', size: 1 });
    expect(entries).toMatchObject([{ details: { entries: '1' } }]);
    await refusesOthers(getRemovals, {});
  });

  it('[LISTS-09] who is to be told is taken along as it is searched, with a trace', async () => {
    const { response, lines } = await download(getUntold, administrator, {}, { q: 'claes' });
    isCsv(response, `untold_${await businessToday()}.csv`);
    expect(lines).toMatchObject([{ 'Family name': 'Claes', Parcel: 'Appointment waits for a decision' }]);
    const { entries } = await getAuditTrail(administrator, { action: 'list.download-untold', size: 1 });
    expect(entries).toMatchObject([{ subjectId: 'ALL', details: { entries: '1', searched: 'true' } }]);
    await refusesOthers(getUntold, {});
  });

  it('[DECIDE-21] who comes in or goes out are searched by name and province, paged so, and taken along', async () => {
    const of = { runId, professionCode: 'general-practitioner', way: 'in' } as const;
    const names = async (filter: { q?: string; province?: string; size?: number; after?: string | undefined }) => {
      const { people, next } = await listDecidedPeople(administrator, { ...of, size: 50, ...filter });
      return { names: people.map(({ familyName }) => familyName).toSorted(), next };
    };
    expect((await names({})).names).toEqual(['Aerts', 'Baert', 'Claes']);
    expect((await names({ q: 'given AERTS' })).names).toEqual(['Aerts']);
    expect((await names({ province: 'BE-VAN' })).names).toEqual(['Claes']);
    const first = await names({ province: 'BE-WLG', size: 1 });
    const second = await names({ province: 'BE-WLG', size: 1, after: first.next });
    expect([...first.names, ...second.names].toSorted()).toEqual(['Aerts', 'Baert']);
    expect(second.next).toBeUndefined();

    const query = { way: 'in', profession: 'general-practitioner', province: 'BE-WLG' };
    const { response, lines } = await download(getPeople, administrator, { run: runId }, query);
    isCsv(response, 'decided_general-practitioner_in.csv');
    expect(lines.map((line) => line['Family name']).toSorted()).toEqual(['Aerts', 'Baert']);
    expect(lines[0]).toMatchObject({ Province: 'Liège', 'Why they come on': 'First list of the profession' });
    const { entries } = await getAuditTrail(administrator, { action: 'decision.download', size: 1 });
    expect(entries).toMatchObject([{ subjectId: runId, details: { direction: 'in', province: 'BE-WLG' } }]);
    expect(entries[0]?.details).not.toHaveProperty('searched');
    await download(getPeople, administrator, { run: runId }, { ...query, q: 'aerts' });
    const { entries: searched } = await getAuditTrail(administrator, { action: 'decision.download', size: 1 });
    expect(searched).toMatchObject([{ details: { searched: 'true' } }]);
    expect(JSON.stringify(searched)).not.toContain('aerts');
    await expect(download(getPeople, administrator, { run: randomUUID() }, query)).rejects.toThrow(/404/);
    await expect(download(getPeople, administrator, { run: runId }, {})).rejects.toThrow(/404/);
    await refusesOthers(getPeople, { run: runId });
  });

  // Last, as nobody is added to a list that is published.
  it('[LISTS-09] the lists and the comparison of two versions are taken along as they are filtered', async () => {
    const profession = 'general-practitioner';
    await publishFilled(database.asOwner, world.listId);
    const [{ id: empty, number: to } = { id: '', number: 0 }] = await database.asOwner<{ id: string; number: number }>(
      `INSERT INTO published_list (programme_code, profession_code, number, kind, as_of)
       SELECT programme_code, profession_code, number + 1, kind, as_of FROM published_list WHERE id = $1
       RETURNING id, number`,
      [world.listId],
    );
    for (const change of [
      `published_at = business_now()`,
      `ended_at = business_now(), ended_reason = 'replaced-by-list'`,
    ]) {
      await database.asOwner(`UPDATE published_list SET ${change} WHERE id = $1`, [empty]);
    }
    const { response, lines } = await download(getLists, administrator, {}, { profession, number: String(to) });
    isCsv(response, `lists_${await businessToday()}.csv`);
    expect(lines).toMatchObject([
      { 'Number of the list': String(to), State: 'ended', 'Why it ended': 'A newer full list has replaced it.' },
    ]);
    await refusesOthers(getLists, {});

    await database.asOwner(
      `UPDATE provider SET family_name = 'Wouters' WHERE id = (SELECT provider_id FROM list_removal LIMIT 1)`,
    );
    await database.asOwner(
      `INSERT INTO practice (provider_id, profession_code, registered_number)
       SELECT id, $1, '19000122004' FROM provider WHERE family_name = 'Wouters'`,
      [profession],
    );
    const query = { programme: programmeCode, profession, from: String(to - 1), to: String(to), q: 'wouters' };
    const compared = await download(getComparison, administrator, {}, query);
    isCsv(compared.response, `compared_${profession}_${to - 1}_${to}.csv`);
    expect(compared.lines).toMatchObject([
      {
        ...{ Number: '19000122004', 'Family name': 'Wouters', Difference: 'removed' },
        ...{ Before: 'meets the conditions', After: 'not decided on' },
      },
    ]);
    expect((await download(getComparison, administrator, {}, { ...query, kind: 'added' })).lines).toEqual([]);
    const { entries } = await getAuditTrail(administrator, { action: 'list.download-differences', size: 2 });
    expect(entries.map(({ subjectId }) => subjectId)).toEqual([empty, empty]);
    expect(entries[1]).toMatchObject({ details: { profession, to: String(to), searched: 'true' } });
    await expect(download(getComparison, administrator, {}, { ...query, to: '999' })).rejects.toThrow(/404/);
    await expect(download(getComparison, administrator, {}, { profession })).rejects.toThrow(/404/);
    await refusesOthers(getComparison, {});
  });
});
