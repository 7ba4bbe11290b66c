import { beforeAll, describe, expect, it } from 'vitest';
import { GET } from '#app/api/v1/schedule/[province]/calendar/route.ts';
import { findProvinceSchedule, loadPublicSchedule } from '#lib/pickup/public-schedule.ts';
import { seedCheckWorld } from '../support/check-world.ts';
import { createTestDatabase } from '../support/database.ts';
import { setPortalEnvironment } from '../support/people.ts';

/** A point in Liège with two times on 6 July, one of them full and one closed, and one on 5 June, which is over. */
const slots = `
  WITH depot AS (SELECT id FROM depot WHERE kind = 'PROVINCIAL' AND province_code = 'BE-WLG'),
  point AS (
    INSERT INTO pickup_point (province_code, depot_id, name, street, postcode, municipality, access)
    SELECT 'BE-WLG', id, 'Example Hall', 'Example Street 1', '4000', 'Exampletown', '{"fr": "Par la cour."}' FROM depot
    RETURNING id)
  INSERT INTO slot (pickup_point_id, starts_at, ends_at, capacity, closed_at)
  SELECT point.id, start::timestamptz, start::timestamptz + interval '30 minutes', places, closed::timestamptz
    FROM point, (VALUES ('2020-07-06T09:00+02:00', 4, NULL), ('2020-07-06T16:30+02:00', 6, NULL),
                        ('2020-07-06T12:00+02:00', 9, '2020-06-15T12:00Z'), ('2020-06-05T09:00+02:00', 8, NULL))
                 AS given (start, places, closed)`;

beforeAll(async () => {
  const database = await createTestDatabase();
  setPortalEnvironment();
  await seedCheckWorld(database);
  await database.asOwner(slots);
  const add = (
    province: string,
    profession: string | null,
    from: string,
    last: string,
    way: string,
    programme = 'strategic-reserve-2020',
  ) =>
    database.asOwner(
      `INSERT INTO delivery_schedule (programme_code, province_code, profession_code, from_on, last_on, way, published_at, note)
       VALUES ($6, $1, $2, $3, $4, $5::"DeliveryWay", '2020-06-15T12:00:00Z', '{"nl": "Op afspraak."}')`,
      [province, profession, from, last, way, programme],
    );
  await add('BE-VAN', 'home-nurse', '2020-07-01', '2020-07-03', 'GROUPING');
  await add('BE-VAN', 'home-care-assistant', '2020-07-01', '2020-07-03', 'GROUPING');
  for (const programme of ['strategic-reserve-2020', 'emergency-masks-2020']) {
    await add('BE-WNA', null, '2020-06-01', '2020-06-05', 'HOME_DELIVERY', programme);
  }
  await add('BE-WLX', null, '2020-06-01', '2020-06-05', 'HOME_DELIVERY', 'emergency-masks-2020');
});

describe('when and where', () => {
  it('[SCHEDULE-02] shows for each province whether times are open, planned, over or not yet announced', async () => {
    const states = new Map((await loadPublicSchedule()).map(({ province, state }) => [province, state]));
    expect(states.size).toBe(11);
    expect(states.get('BE-WLG')).toBe('open');
    expect(states.get('BE-VAN')).toBe('planned');
    expect(states.get('BE-WNA')).toBe('over');
    expect(states.get('BE-BRU')).toBe('nothing');
    expect(states.get('BE-WLX')).toBe('nothing');
  });

  it('[SCHEDULE-02] counts the places of times that are ahead and not closed, by day', async () => {
    const liege = await findProvinceSchedule('BE-WLG');
    expect(liege?.points).toEqual([
      expect.objectContaining({
        name: 'Example Hall',
        access: { fr: 'Par la cour.' },
        days: [
          {
            on: '2020-07-06',
            startsAt: new Date('2020-07-06T07:00:00Z'),
            endsAt: new Date('2020-07-06T15:00:00Z'),
            places: 10,
            free: 10,
          },
        ],
      }),
    ]);
  });

  it('[SCHEDULE-02] says once what holds for several professions', async () => {
    const antwerp = await findProvinceSchedule('BE-VAN');
    expect(antwerp?.deliveries.map(({ professions }) => professions.toSorted())).toEqual([
      ['home-care-assistant', 'home-nurse'],
    ]);
  });
});

describe('the calendar file', () => {
  const get = async (province: string, locale: string) => {
    const url = `http://localhost/api/v1/schedule/${province}/calendar?locale=${locale}`;
    return GET(new Request(url), { params: Promise.resolve({ province }) });
  };

  it('[SCHEDULE-03] holds the deliveries as whole days and the pickup days by the hour, in UTC', async () => {
    const response = await get('BE-WLG', 'nl');
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const text = (await response.text()).replace(/\r\n /g, '');
    expect(text).toContain('DTSTART;VALUE=DATE:20200706');
    expect(text).toContain('DTEND;VALUE=DATE:20200718');
    expect(text).toContain('DTSTART:20200706T070000Z');
    expect(text).toContain('DTEND:20200706T150000Z');
    expect(text).toContain('Strategische voorraad 2020');
  });

  it('[SCHEDULE-03] keeps the identity of each entry from one download to the next', async () => {
    const uids = async () => (await (await get('BE-WLG', 'fr')).text()).match(/^UID:.*$/gm);
    const first = await uids();
    expect(new Set(first).size).toBe(2);
    expect(await uids()).toEqual(first);
  });

  it('[SCHEDULE-03] answers 404 for what is no province', async () => {
    expect((await get('BE-XXX', 'fr')).status).toBe(404);
  });
});
