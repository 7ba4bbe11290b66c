import { deepStrictEqual } from 'node:assert';
import pg from 'pg';
import type { UserActor } from '#lib/auth/actor.ts';
import { closeConnections, getPool, getSidePool } from '#lib/db/client.ts';
import type { Language } from '#lib/i18n/locales.ts';
import { appointmentParams } from '#lib/pickup/appointment-message.ts';
import { bookSlot } from '#lib/pickup/book-slot.ts';
import { loadHomeDeliveries, type PickupOf } from '#lib/programmes/delivery-schedule.ts';
import { newCode } from '#lib/shared/secrets.ts';
import { type Contender, compare, type Measurement } from './measurement.ts';
import type { BenchedPortal } from './portal.ts';

const connections = 16;

/** Somebody entitled, with an address on file, and a time with places in their province. */
type Wish = { readonly entitlementId: string; readonly providerId: string; readonly slotId: string };

/**
 * The command in process, with sixteen connections, against the statements that it sends, sent by `pg` with as many. The
 * baseline has their texts from a recorded booking and puts their values together by hand; it decides nothing.
 */
export async function booking(portal: BenchedPortal): Promise<Measurement> {
  process.env.DATABASE_URL = portal.applicationUrl;
  process.env.DATABASE_POOL = String(connections);
  process.env.NEXTAUTH_URL ??= 'http://localhost:3000';
  const { wishes, actorOf } = await prepare(portal.ownerUrl);
  const pool = new pg.Pool({ connectionString: portal.applicationUrl, max: connections });
  // The database is stopped right after; a connection that hears of it while it closes is no error.
  for (const used of [pool, getPool(), getSidePool()]) {
    used.on('connect', (client) => client.on('error', () => {}));
  }
  try {
    const ours: Book = async (wish) => {
      const result = await bookSlot(actorOf(wish), wish);
      if (!result.ok) throw new Error(`A booking was refused: ${result.refusal.code}`);
    };
    // The first has pg-boss read its queue, once a process; the second is what every booking is.
    await ours(next(wishes));
    const baseline = await replaying(pool, ours, next(wishes), actorOf);
    return await compare('booking', 'bookings/s', bookingAll(wishes, ours), bookingAll(wishes, baseline));
  } finally {
    await pool.end();
    await closeConnections();
  }
}

type Book = (wish: Wish) => Promise<void>;

function bookingAll(wishes: Wish[], book: Book): Contender {
  return async (milliseconds) => {
    const begun = performance.now();
    let booked = 0;
    const work = async () => {
      while (performance.now() - begun < milliseconds) {
        await book(next(wishes));
        booked += 1;
      }
    };
    // All have ended when one has failed: the next round begins with every connection free.
    const ends = await Promise.allSettled(Array.from({ length: connections }, work));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return (booked * 1_000) / (performance.now() - begun);
  };
}

function next(wishes: Wish[]): Wish {
  const wish = wishes.pop();
  if (!wish) throw new Error('The sample has too few people for a machine this quick: shorten the rounds');
  return wish;
}

type Statement = { readonly name: string; readonly text: string; readonly values: readonly unknown[] };

type Place = {
  readonly booking_id: string;
  readonly entitlement_id: string;
  readonly code: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly point: string;
  readonly street: string;
  readonly postcode: string;
  readonly municipality: string;
  readonly province_code: string;
  readonly email: string;
  readonly language: Language;
};

/** Records one booking of ours, and gives what sends the same for any other. */
async function replaying(pool: pg.Pool, ours: Book, recorded: Wish, actorOf: (wish: Wish) => UserActor): Promise<Book> {
  const { statements, place } = await record(() => ours(recorded));
  const [take, audit, message, job] = statements;
  if (!take || !audit || !message || !job || statements.length !== 4) {
    throw new Error(`A booking sends ${statements.length} statements and no longer four: bring the baseline along`);
  }
  const { userId } = actorOf(recorded);
  const auditValues = (booked: Place, { slotId }: Wish) => [
    userId,
    'user',
    'booking.book',
    'booking',
    booked.booking_id,
    booked.province_code,
    JSON.stringify({ slot: slotId }),
  ];
  const messageValues = (booked: Place) => [
    'booking-confirmed',
    booked.language,
    booked.email,
    JSON.stringify(appointmentParams(booked)),
    null,
    `booking-confirmed:${booked.booking_id}`,
  ];
  deepStrictEqual(auditValues(place, recorded), audit.values);
  deepStrictEqual(messageValues(place), message.values);

  return async (wish) => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<Place>({
        name: take.name,
        text: take.text,
        values: [wish.slotId, wish.entitlementId, wish.providerId, newCode(3)],
      });
      const booked = rows[0];
      if (!booked?.booking_id) throw new Error('The baseline could not book');
      await client.query({ name: audit.name, text: audit.text, values: auditValues(booked, wish) });
      await client.query({ name: message.name, text: message.text, values: messageValues(booked) });
      await client.query({ name: job.name, text: job.text, values: [...job.values] });
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  };
}

/** The prepared statements that some work sends, and the row that the first of them returned. */
async function record(work: () => Promise<void>): Promise<{ statements: readonly Statement[]; place: Place }> {
  const statements: Statement[] = [];
  const rows: Place[] = [];
  const original = pg.Client.prototype.query;
  Reflect.set(pg.Client.prototype, 'query', async function (this: pg.Client, ...given: unknown[]) {
    const [query] = given;
    const result: unknown = await Reflect.apply(original, this, given);
    if (isStatement(query)) {
      statements.push(query);
      const [row]: unknown[] = Reflect.get(Object(result), 'rows');
      if (isPlace(row)) rows.push(row);
    }
    return result;
  });
  try {
    await work();
  } finally {
    Reflect.set(pg.Client.prototype, 'query', original);
  }
  const [place] = rows;
  if (!place) throw new Error('No statement of a booking returned it');
  return { statements, place };
}

function isStatement(value: unknown): value is Statement {
  return typeof value === 'object' && value !== null && 'name' in value && 'text' in value && 'values' in value;
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'booking_id' in value && 'starts_at' in value;
}

/** A new point in each province with a hundred times of a thousand places, so that places are not what is measured. */
async function prepare(ownerUrl: string): Promise<{ wishes: Wish[]; actorOf: (wish: Wish) => UserActor }> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows: users } = await client.query<{ id: string }>(
      `INSERT INTO app_user (email) VALUES ('bench@test.invalid') RETURNING id`,
    );
    await client.query(`
      WITH point AS (
        INSERT INTO pickup_point (province_code, depot_id, name, street, postcode, municipality)
        SELECT province_code, id, 'Bench', 'Example Street 1', '1000', 'Exampletown' FROM depot WHERE kind = 'PROVINCIAL'
        RETURNING id)
      INSERT INTO slot (pickup_point_id, starts_at, ends_at, capacity)
      SELECT id, at, at + interval '10 minutes', 1000
        FROM point, generate_series(business_now() + interval '30 days', business_now() + interval '30 days 16 hours 30 minutes',
                                    interval '10 minutes') AS at`);
    const { rows } = await client.query<Wish & PickupOf>(`
      WITH place AS (
        SELECT province_code, array_agg(slot.id) AS slots
          FROM slot JOIN pickup_point point ON point.id = slot.pickup_point_id WHERE point.name = 'Bench' GROUP BY 1)
      SELECT e.id AS "entitlementId", e.provider_id AS "providerId", e.programme_code, e.province_code, e.profession_code,
             slots[1 + (row_number() OVER (PARTITION BY e.province_code)) % cardinality(slots)] AS "slotId"
        FROM entitlement e JOIN place USING (province_code) JOIN provider p ON p.id = e.provider_id
       WHERE e.status = 'GIVEN' AND e.channel = 'PROVINCE_PICKUP' AND p.email IS NOT NULL
       ORDER BY md5(e.id::text)`);
    await client.query('VACUUM ANALYZE slot, entitlement, provider, booking');
    const userId = users[0]?.id ?? '';
    const isDeliveredAtHome = await loadHomeDeliveries();
    const wishes = rows.filter((row) => !isDeliveredAtHome(row));
    return { wishes, actorOf: ({ providerId }) => actorFor(userId, providerId) };
  } finally {
    await client.end();
  }
}

function actorFor(userId: string, providerId: string): UserActor {
  return {
    kind: 'user',
    userId,
    email: 'bench@test.invalid',
    name: null,
    language: 'fr',
    isAdministrator: false,
    provinces: [],
    organisations: [],
    providerId,
  };
}
