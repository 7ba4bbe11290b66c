import { Temporal } from 'temporal-polyfill';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { GET as getDay } from '#app/[locale]/province/day.csv/route.ts';
import { GET as getPoints } from '#app/[locale]/province/points.csv/route.ts';
import { GET as getReports } from '#app/[locale]/province/reports.csv/route.ts';
import { GET as getSchedule } from '#app/[locale]/province/schedule.csv/route.ts';
import { GET as getUnreachable } from '#app/[locale]/province/slots/invitations/unreachable.csv/route.ts';
import { GET as getSlots } from '#app/[locale]/province/slots.csv/route.ts';
import { GET as getDeliveries } from '#app/[locale]/taskforce/programmes/[code]/schedule.csv/route.ts';
import type { UserActor } from '#lib/auth/actor.ts';
import { checkIn } from '#lib/pickup/check-in.ts';
import { findExpected } from '#lib/pickup/day.ts';
import { daySearchSchema } from '#lib/pickup/day-schema.ts';
import { downloadDay } from '#lib/pickup/download-people.ts';
import { handOver } from '#lib/pickup/hand-over.ts';
import {
  findPoints,
  listAllSlots,
  listProblemReports,
  listSlots,
  listUnreachable,
} from '#lib/pickup/province-queries.ts';
import { reportProblem } from '#lib/pickup/report-problem.ts';
import { slotListSchema } from '#lib/pickup/schema.ts';
import { findDeliveriesOf } from '#lib/programmes/delivery-schedule.ts';
import { publishSchedule } from '#lib/programmes/publish-schedule.ts';
import { findScheduleLines } from '#lib/programmes/schedule-queries.ts';
import { stepBusinessClock } from '#lib/shared/clock.ts';
import { addReviewer } from '../support/claim-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type PickupWorld, programmeCode, seedEntitled, seedPickupWorld } from '../support/pickup-world.ts';

const request = vi.hoisted(() => ({ actor: undefined as unknown }));
vi.mock('#lib/auth/session.ts', () => ({ getActor: async () => request.actor }));
vi.mock('#lib/i18n/navigation.ts', () => ({
  redirect: ({ href }: { href: { pathname: string } }) => {
    throw new Error(`redirected to ${href.pathname}`);
  },
}));
vi.mock('next-intl/server', () => import('../support/words-of-requests.ts'));

type Route = (request: Request, context: { params: Promise<{ locale: string }> }) => Promise<Response>;

let database: TestDatabase;
let world: PickupWorld;
let liegePoint: string;
let antwerpPoint: string;

/** Liège on 6 July: Zorba waits, Adam is here, Mira is served; at 9, 10 and 11 o'clock, in slots of 5, 2 and 8 places. */
beforeAll(async () => {
  process.env.NEXTAUTH_URL = 'https://portal.test';
  process.env.NEXTAUTH_SECRET = 'a secret of the tests, long enough for its schema';
  database = await createTestDatabase();
  world = await seedPickupWorld(database);
  liegePoint = world.liege.pickupPointId;
  antwerpPoint = world.antwerp.pickupPointId;
  await stepBusinessClock(Temporal.Instant.from('2020-07-06T08:00:00+02:00'));
  const guests = await seedEntitled(database.asOwner, world, { count: 3, provinceCode: 'BE-WLG' });
  const plan = [
    ['Zorba', '09:00', 5],
    ['Adam', '10:00', 2],
    ['Mira', '11:00', 8],
  ] as const;
  for (const [index, [familyName, time, capacity]] of plan.entries()) {
    const one = guests[index];
    const [slot] = await database.asOwner<{ id: string }>(
      `INSERT INTO slot (pickup_point_id, starts_at, ends_at, capacity)
       SELECT $1, t, t + interval '20 minutes', $3 FROM (SELECT $2::timestamptz AS t) x RETURNING id`,
      [liegePoint, `2020-07-06T${time}+02:00`, capacity],
    );
    await database.asOwner(`UPDATE provider SET family_name = $2 WHERE id = $1`, [one?.actor.providerId, familyName]);
    await database.asApp(
      `INSERT INTO booking (entitlement_id, slot_id, code, booked_at) VALUES ($1, $2, $3, business_now())`,
      [one?.entitlementId, slot?.id, `AAAA-BBBB-CCC${index}`],
    );
  }
  await checkIn(world.liege.staff, { code: 'AAAA-BBBB-CCC1' });
  const served = guests[2];
  if (!served) throw new Error('nobody was seeded');
  const handed = await handOver(world.liege.staff, {
    entitlementId: served.entitlementId,
    pickupPointId: liegePoint,
    variantCodes: ['gloves-m'],
  });
  if (!handed.ok) throw new Error(handed.refusal.code);
  await reportProblem(served.actor, {
    entitlementId: served.entitlementId,
    kind: 'DAMAGED',
    itemCode: 'goggles',
    text: 'Cracked',
  });
  await database.asOwner(
    `INSERT INTO slot (pickup_point_id, starts_at, ends_at, capacity, closed_at)
     VALUES ($1, '2020-07-07T09:00+02:00', '2020-07-07T09:20+02:00', 9, '2020-07-01T09:00+02:00')`,
    [liegePoint],
  );
});

/** A download as the browser of somebody asks for it: its answer, and its lines with their heads. */
async function download(route: Route, actor: UserActor, query: Record<string, string>, locale = 'en') {
  request.actor = actor;
  const response = await route(new Request(`https://portal.test/x.csv?${new URLSearchParams(query)}`), {
    params: Promise.resolve({ locale }),
  });
  const [heads = [], ...rows] = (await response.text())
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\n')
    .map((line) => line.split(';'));
  return { response, lines: rows.map((row) => Object.fromEntries(heads.map((head, index) => [head, row[index]]))) };
}

const slots = (address: Record<string, string>) =>
  listSlots(world.liege.staff, { provinceCode: 'BE-WLG', ...slotListSchema.parse(address), size: 50 });

describe('the slots of a province', () => {
  it('[SLOT-07] are sorted by time, places booked and free places, closed ones last', async () => {
    const capacities = async (address: Record<string, string>) =>
      (await slots(address)).slots.map(({ capacity }) => capacity);
    expect(await capacities({})).toEqual([5, 2, 8, 9]);
    expect(await capacities({ sort: 'time', order: 'descending' })).toEqual([9, 8, 2, 5]);
    expect(await capacities({ sort: 'free', order: 'descending' })).toEqual([8, 5, 2, 9]);
    expect(await capacities({ sort: 'free', order: 'ascending' })).toEqual([2, 5, 8, 9]);
    expect(await capacities({ sort: 'booked', order: 'ascending' })).toEqual([9, 5, 2, 8]);
    expect(await capacities({ sort: 'nonsense', order: 'up' })).toEqual([5, 2, 8, 9]);
  });

  it('[SLOT-07] are taken along as they are filtered and sorted, those of one’s own province alone', async () => {
    const { response, lines } = await download(getSlots, world.liege.staff, { state: 'free', sort: 'free' });
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="slots_BE-WLG_2020-07-06.csv"');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(lines.map(({ Free }) => Free)).toEqual(['1', '4', '7']);
    expect(lines[0]).toEqual({
      Day: '2020-07-06',
      From: '10:00',
      Until: '10:20',
      'Pickup point': 'Point BE-WLG',
      Places: '2',
      Booked: '1',
      Free: '1',
      State: 'Open',
    });
    expect((await download(getSlots, world.antwerp.staff, { point: liegePoint })).lines).toEqual([]);
    await expect(
      listAllSlots(world.antwerp.staff, { provinceCode: 'BE-WLG', ...slotListSchema.parse({}) }),
    ).rejects.toThrow('BE-WLG');
    const administrator = { ...world.liege.staff, provinces: [], isAdministrator: true };
    await expect(download(getSlots, administrator, {})).rejects.toThrow('redirected to /sign-in/error');
  });
});

describe('the day of a point', () => {
  const names = async (address: Record<string, string>) => {
    const search = daySearchSchema.parse(address);
    const found = await findExpected(world.liege.staff, {
      ...search,
      pointId: liegePoint,
      day: '2020-07-06',
      text: search.q,
      size: 50,
    });
    return found.people.map(({ familyName }) => familyName);
  };

  it('[DAY-01] is sorted by time or name and narrowed to who is awaited, here or served', async () => {
    expect(await names({})).toEqual(['Zorba', 'Adam', 'Mira']);
    expect(await names({ order: 'descending' })).toEqual(['Mira', 'Adam', 'Zorba']);
    expect(await names({ sort: 'name' })).toEqual(['Adam', 'Mira', 'Zorba']);
    expect(await names({ sort: 'name', order: 'descending' })).toEqual(['Zorba', 'Mira', 'Adam']);
    expect(await names({ state: 'expected' })).toEqual(['Zorba']);
    expect(await names({ state: 'here' })).toEqual(['Adam']);
    expect(await names({ state: 'served' })).toEqual(['Mira']);
    expect(await names({ state: 'nonsense', q: 'mir' })).toEqual(['Mira']);
    for (const q of ['given mir', 'mira giv']) expect(await names({ q })).toEqual(['Mira']);
    expect(await names({ q: 'aaaabbbbccc1' })).toEqual(['Adam']);
    expect(await names({ q: '%' })).toEqual([]);
  });

  it('[DAY-02] is taken along with no more than a counter needs, by staff of the province alone, and leaves a trace', async () => {
    const query = { point: liegePoint, day: '2020-07-06', sort: 'name' };
    const { response, lines } = await download(getDay, world.liege.staff, query, 'fr');
    expect(response.headers.get('content-disposition')).toContain('filename="2020-07-06_Point_BE-WLG.csv"');
    expect(lines).toEqual([
      {
        Heure: '10:00',
        Nom: 'Adam Given',
        Profession: expect.any(String),
        'Code du ticket': 'AAAA-BBBB-CCC1',
        État: 'sur place',
      },
      {
        Heure: '11:00',
        Nom: 'Mira Given',
        Profession: expect.any(String),
        'Code du ticket': 'AAAA-BBBB-CCC2',
        État: 'remis',
      },
      {
        Heure: '09:00',
        Nom: 'Zorba Given',
        Profession: expect.any(String),
        'Code du ticket': 'AAAA-BBBB-CCC0',
        État: 'attendu',
      },
    ]);
    const traces = () =>
      database.asOwner(
        `SELECT user_id AS "userId", subject_id AS "subjectId", province_code AS "provinceCode", details
           FROM audit_entry WHERE action = 'booking.download'`,
      );
    const trace = {
      userId: world.liege.staff.userId,
      subjectId: liegePoint,
      provinceCode: 'BE-WLG',
      details: { day: '2020-07-06', entries: 3 },
    };
    expect(await traces()).toEqual([trace]);
    const elsewhere = await download(getDay, world.antwerp.staff, query);
    expect(elsewhere.response.status).toBe(404);
    await expect(downloadDay(world.antwerp.staff, { pointId: liegePoint, day: '2020-07-06' })).rejects.toThrow();
    expect(await traces()).toEqual([trace]);
  });
});

describe('the pickup points of a province', () => {
  it('[POINT-03] are searched and taken along, those of one’s own province alone', async () => {
    const find = async (text: string) =>
      (await findPoints(world.liege.staff, { provinceCode: 'BE-WLG', text, page: 1, size: 50 })).total;
    expect(await find('')).toBe(1);
    expect(await find('point be-w')).toBe(1);
    expect(await find('4000')).toBe(1);
    expect(await find('400')).toBe(0);
    const { lines } = await download(getPoints, world.liege.staff, {});
    expect(lines).toEqual([
      {
        'Pickup point': 'Point BE-WLG',
        'Street and number': 'Example Street 1',
        Postcode: '4000',
        Municipality: 'Exampletown',
        'Upcoming time slots': '3',
        Places: '15',
        Booked: '3',
        Free: '12',
        State: 'Open',
      },
    ]);
    await expect(findPoints(world.antwerp.staff, { provinceCode: 'BE-WLG', page: 1, size: 50 })).rejects.toThrow(
      'BE-WLG',
    );
    expect((await download(getPoints, world.antwerp.staff, {})).lines).toMatchObject([
      { 'Pickup point': 'Point BE-VAN' },
    ]);
  });
});

describe('the delivery schedule of a province', () => {
  it('[SCHEDULE-05] is narrowed to a profession and taken along, with what holds for all', async () => {
    const line = { programmeCode, provinceCode: 'BE-WLG', fromOn: '2020-07-06', lastOn: '2020-07-17' };
    for (const [professionCode, fr] of [
      [undefined, 'Pour tous'],
      ['dentist', 'Dentistes'],
      ['midwife', 'Sages-femmes'],
    ] as const) {
      const published = await publishSchedule(world.liege.staff, {
        ...line,
        professionCode,
        way: 'PICKUP',
        note: { fr },
      });
      expect(published.ok).toBe(true);
    }
    const { lines } = await download(getSchedule, world.liege.staff, { profession: 'dentist' });
    expect(lines.map((one) => one['Note, in French']).toSorted()).toEqual(['Dentistes', 'Pour tous']);
    expect(lines[0]).toMatchObject({ 'First day': '2020-07-06', 'Last day (included)': '2020-07-17' });
    expect((await download(getSchedule, world.liege.staff, {})).lines).toHaveLength(3);
    expect((await download(getSchedule, world.antwerp.staff, {})).lines).toEqual([]);
    await expect(findScheduleLines(world.antwerp.staff, { provinceCode: 'BE-WLG', page: 1, size: 50 })).rejects.toThrow(
      'BE-WLG',
    );
  });

  it('[SCHEDULE-05] stands with those of all provinces at its programme, paged and taken along by the taskforce', async () => {
    const published = await publishSchedule(world.antwerp.staff, {
      programmeCode,
      provinceCode: 'BE-VAN',
      fromOn: '2020-07-20',
      lastOn: '2020-07-24',
      way: 'PICKUP',
      note: {},
    });
    expect(published.ok).toBe(true);
    const first = await findDeliveriesOf(programmeCode, { page: 1, size: 3 });
    const beyond = await findDeliveriesOf(programmeCode, { page: 9, size: 3 });
    expect(first).toMatchObject({ page: 1, pageCount: 2, total: 4 });
    expect(beyond).toMatchObject({ page: 2, pageCount: 2, total: 4 });
    const all = [...first.rows, ...beyond.rows];
    expect(all.map(({ province }) => province)).toEqual(['BE-VAN', 'BE-WLG', 'BE-WLG', 'BE-WLG']);
    expect((await findDeliveriesOf('no-such-programme', { page: 1, size: 3 })).total).toBe(0);

    request.actor = await addReviewer();
    const ask = (code: string) =>
      getDeliveries(new Request('https://portal.test/x.csv'), { params: Promise.resolve({ locale: 'en', code }) });
    const lines = (await (await ask(programmeCode)).text()).trim().split('\n');
    expect(lines.slice(1).map((line) => line.split(';')[0])).toEqual(['Antwerp', 'Liège', 'Liège', 'Liège']);
    expect(lines[1]).toBe('Antwerp;all;2020-07-20;2020-07-24;pickup');
    await expect(ask('no-such-programme')).rejects.toThrow(/404/);
    request.actor = world.liege.staff;
    await expect(ask(programmeCode)).rejects.toThrow('redirected to /sign-in/error');
  });
});

describe('people whom a province reaches by letter or telephone', () => {
  it('[INVITE-04] are taken along as they are searched, by staff of the province alone, and leave a trace', async () => {
    const [one] = await seedEntitled(database.asOwner, world, { count: 3, provinceCode: 'BE-VAN', withEmail: false });
    await database.asOwner(`UPDATE provider SET family_name = 'Unreached', phone = '0470 00 00 00' WHERE id = $1`, [
      one?.actor.providerId,
    ]);
    const { lines } = await download(getUnreachable, world.antwerp.staff, { q: 'unrea' });
    expect(lines).toMatchObject([
      { Name: 'Unreached Given', Postcode: '4000', Municipality: 'Exampletown', Telephone: '0470 00 00 00' },
    ]);
    expect((await download(getUnreachable, world.antwerp.staff, {})).lines).toHaveLength(3);
    for (const text of ['given unreached', 'unreached given']) {
      const asked = { provinceCode: 'BE-VAN', programmeCode, text, page: 1, size: 50 };
      expect((await listUnreachable(world.antwerp.staff, asked)).total).toBe(1);
    }
    expect((await download(getUnreachable, world.liege.staff, { q: 'unrea' })).lines).toEqual([]);
    const traces = await database.asOwner(
      `SELECT details FROM audit_entry WHERE action = 'entitlement.download' AND province_code = 'BE-VAN' ORDER BY id`,
    );
    expect(traces).toEqual([1, 3].map((entries) => ({ details: { programme: programmeCode, entries } })));
  });
});

describe('what was missing or damaged', () => {
  it('[RECEIPT-05] is found by kind, name and receipt, and taken along with a trace, by staff of the province alone', async () => {
    const find = (query: { kind?: 'MISSING' | 'DAMAGED'; text?: string }) =>
      listProblemReports(world.liege.staff, { provinceCode: 'BE-WLG', ...query, page: 1, size: 10 });
    const [report] = (await find({})).reports;
    expect((await find({ kind: 'DAMAGED', text: 'mira' })).total).toBe(1);
    for (const text of ['given mira', 'Mira Given']) expect((await find({ text })).total).toBe(1);
    expect((await find({ kind: 'MISSING' })).total).toBe(0);
    expect((await find({ text: 'zorba' })).total).toBe(0);
    expect((await find({ text: ` ${report?.handoverId?.toUpperCase()} ` })).total).toBe(1);
    const { lines } = await download(getReports, world.liege.staff, { kind: 'DAMAGED' });
    expect(lines).toMatchObject([
      { Name: 'Mira Given', Message: 'Cracked', 'Pickup point': 'Point BE-WLG', Reference: report?.handoverId },
    ]);
    expect((await download(getReports, world.antwerp.staff, {})).lines).toEqual([]);
    const traces = await database.asOwner(
      `SELECT details FROM audit_entry WHERE action = 'handover.download-reports' AND province_code = 'BE-WLG'`,
    );
    expect(traces).toEqual([{ details: { count: 1 } }]);
  });
});

describe('a page beyond the last', () => {
  it('[TABLES-01] shows the last one, whatever the table', async () => {
    const paged = { provinceCode: 'BE-WLG', page: 99, size: 3 };
    const found = await listSlots(world.liege.staff, { ...paged, state: 'all' });
    expect(found).toMatchObject({ page: 2, pageCount: 2, total: 4 });
    expect(found.slots).toHaveLength(1);
    const day = await findExpected(world.liege.staff, { pointId: liegePoint, day: '2020-07-06', page: 99, size: 2 });
    expect(day).toMatchObject({ page: 2, pageCount: 2, total: 3, people: [{ familyName: 'Mira' }] });
    expect(await findPoints(world.liege.staff, paged)).toMatchObject({ page: 1, pageCount: 1, total: 1 });
    expect(await listProblemReports(world.liege.staff, paged)).toMatchObject({ page: 1, total: 1, reports: [{}] });
    const unreachable = await listUnreachable(world.liege.staff, { ...paged, programmeCode, text: '' });
    expect(unreachable).toEqual({ people: [], page: 1, pageCount: 1, total: 0 });
    const elsewhere = await findExpected(world.antwerp.staff, {
      pointId: antwerpPoint,
      day: '2020-07-06',
      page: 2,
      size: 50,
    });
    expect(elsewhere).toMatchObject({ page: 1, total: 0 });
  });
});
