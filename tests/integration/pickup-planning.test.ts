import { Temporal } from 'temporal-polyfill';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#lib/auth/actor.ts';
import { findInvitation, openInvitation } from '#lib/auth/open-invitation.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { changeDomicile } from '#lib/eligibility/change-domicile.ts';
import { listOwnUnlisted } from '#lib/eligibility/own-unlisted.ts';
import { listOwnEntitlements } from '#lib/entitlements/queries.ts';
import { renderMessage } from '#lib/notifications/render-message.ts';
import { bookSlot } from '#lib/pickup/book-slot.ts';
import { handOver } from '#lib/pickup/hand-over.ts';
import { inviteEntitled, requestInvitations } from '#lib/pickup/invite-entitled.ts';
import {
  changePickupPoint,
  closePickupPoint,
  openPickupPoint,
  reopenPickupPoint,
} from '#lib/pickup/keep-pickup-point.ts';
import {
  getInvitationState,
  listPoints,
  listProblemReports,
  listSlots,
  listUnreachable,
} from '#lib/pickup/province-queries.ts';
import { previewSlots, publishSlots } from '#lib/pickup/publish-slots.ts';
import { findOwnReceipt } from '#lib/pickup/queries.ts';
import { remindBooked } from '#lib/pickup/remind-booked.ts';
import { reportProblem } from '#lib/pickup/report-problem.ts';
import type { SlotPattern } from '#lib/pickup/slot-pattern.ts';
import { publishSchedule, withdrawSchedule } from '#lib/programmes/publish-schedule.ts';
import { listProvinceSchedule } from '#lib/programmes/schedule-queries.ts';
import { changeContact } from '#lib/registers/change-contact.ts';
import { getOwnDetails } from '#lib/registers/queries.ts';
import { recordVerifiedContact } from '#lib/registers/record-evidence.ts';
import { stepBusinessClock } from '#lib/shared/clock.ts';
import { forgetKeptFacts } from '#lib/shared/kept-for.ts';
import { done } from '#lib/shared/result.ts';
import { hashToken } from '#lib/shared/secrets.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type PickupWorld, programmeCode, seedEntitled, seedPickupWorld, seedSlot } from '../support/pickup-world.ts';

let database: TestDatabase;
let world: PickupWorld;

beforeAll(async () => {
  process.env.NEXTAUTH_URL = 'https://portal.test';
  process.env.NEXTAUTH_SECRET = 'a secret of the tests, long enough for its schema';
  database = await createTestDatabase();
  world = await seedPickupWorld(database);
  await stepBusinessClock(Temporal.Instant.from('2020-06-16T09:00:00+02:00'));
});

const people = (count: number, provinceCode = 'BE-WLG', withEmail = true) =>
  seedEntitled(database.asOwner, world, { count, provinceCode, withEmail });
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code);

const weekOfJuly: SlotPattern = {
  fromOn: '2020-07-06',
  lastOn: '2020-07-10',
  weekdays: [1, 2, 3, 4, 5],
  opensAt: '09:00',
  closesAt: '17:00',
  pause: { from: '12:00', until: '13:00' },
  lengthMinutes: 20,
  capacity: 4,
};

async function newPoint(): Promise<string> {
  const [point] = await database.asOwner<{ id: string }>(
    `INSERT INTO pickup_point (province_code, depot_id, name, street, postcode, municipality)
     SELECT province_code, depot_id, 'Another point', street, postcode, municipality FROM pickup_point WHERE id = $1 RETURNING id`,
    [world.liege.pickupPointId],
  );
  return point?.id ?? '';
}

describe('slots by a pattern', () => {
  it('are published exactly as previewed [SLOT-03]', async () => {
    const input = { pickupPointId: await newPoint(), pattern: weekOfJuly };
    const preview = await previewSlots(world.liege.staff, input);
    if (!preview.ok) throw new Error(preview.refusal.code);
    expect(preview.value).toMatchObject({ count: 105, days: 5, places: 420, past: 0, clashing: [] });
    const published = await publishSlots(world.liege.staff, { ...input, fingerprint: preview.value.fingerprint });
    expect(published).toEqual({ ok: true, value: { count: 105, places: 420 } });
    const listed = await listSlots(world.liege.staff, {
      provinceCode: 'BE-WLG',
      point: input.pickupPointId,
      state: 'all',
      page: 2,
      size: 50,
    });
    expect(listed.total).toBe(105);
    expect(listed.slots).toHaveLength(50);
    // Once more: everything clashes with what is there now.
    const again = await previewSlots(world.liege.staff, input);
    expect(again.ok && again.value).toMatchObject({ count: 0, places: 0, first: null });
    expect(again.ok && again.value.clashing).toHaveLength(105);
    expect(codeOf(await publishSlots(world.liege.staff, { ...input, fingerprint: preview.value.fingerprint }))).toBe(
      'preview-outdated',
    );
  });

  it('leave out what is over and what would overlap', async () => {
    const pickupPointId = await newPoint();
    const june = { ...weekOfJuly, fromOn: '2020-06-16', lastOn: '2020-06-16' };
    const today = await previewSlots(world.liege.staff, { pickupPointId, pattern: june });
    // 09:00 has begun by the time one looks.
    expect(today.ok && today.value).toMatchObject({ count: 20, past: 1 });
    await database.asOwner(
      `INSERT INTO slot (pickup_point_id, starts_at, ends_at, capacity) VALUES ($1, '2020-07-06 09:50+02', '2020-07-06 10:10+02', 1)`,
      [pickupPointId],
    );
    const july = await previewSlots(world.liege.staff, { pickupPointId, pattern: weekOfJuly });
    expect(july.ok && july.value.count).toBe(103);
    expect(july.ok && july.value.clashing.map(({ startsAt }) => new Date(startsAt).toISOString())).toEqual([
      '2020-07-06T07:40:00.000Z',
      '2020-07-06T08:00:00.000Z',
    ]);
  });

  it('by two colleagues at once are published by one, and never overlap [SLOT-06]', async () => {
    const input = { pickupPointId: await newPoint(), pattern: weekOfJuly };
    const other = { ...input, pattern: { ...weekOfJuly, opensAt: '09:10' } };
    const prints = await Promise.all([input, other].map((one) => previewSlots(world.liege.staff, one)));
    const results = await Promise.all(
      [input, other].map((one, index) => {
        const print = prints[index];
        return publishSlots(world.liege.staff, { ...one, fingerprint: print?.ok ? print.value.fingerprint : '' });
      }),
    );
    expect(results.map(codeOf).sort()).toEqual(['ok', 'preview-outdated']);
    const [row] = await database.asOwner(
      `SELECT count(*)::int AS overlaps FROM slot a JOIN slot b ON a.pickup_point_id = b.pickup_point_id AND a.id < b.id
          AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at WHERE a.pickup_point_id = $1`,
      [input.pickupPointId],
    );
    expect(row).toEqual({ overlaps: 0 });
  });

  it('are the business of the province’s own staff [SLOT-05]', async () => {
    const input = { pickupPointId: world.liege.pickupPointId, pattern: weekOfJuly };
    expect(codeOf(await previewSlots(world.antwerp.staff, input))).toBe('point-unknown');
    expect(codeOf(await publishSlots(world.antwerp.staff, { ...input, fingerprint: 'x' }))).toBe('point-unknown');
    await expect(
      listSlots(world.antwerp.staff, { provinceCode: 'BE-WLG', state: 'all', page: 1, size: 50 }),
    ).rejects.toThrow('BE-WLG');
  });
});

describe('pickup points', () => {
  const house = {
    name: 'Example Hall',
    street: 'Example Street 2',
    postcode: '4020',
    municipality: 'Exampletown',
    access: { fr: 'Par la cour' },
  };

  it('are opened, changed, closed with what is still to come, and opened again [POINT-02]', async () => {
    const staff = world.liege.staff;
    const [depot] = await database.asOwner<{ id: string }>(`SELECT id FROM depot WHERE province_code = 'BE-WLG'`);
    const [elsewhere] = await database.asOwner<{ id: string }>(`SELECT id FROM depot WHERE province_code = 'BE-VAN'`);
    const input = { ...house, depotId: depot?.id ?? '', provinceCode: 'BE-WLG' };
    expect(codeOf(await openPickupPoint(world.antwerp.staff, input))).toBe('not-allowed');
    expect(codeOf(await openPickupPoint(staff, { ...input, postcode: '2000' }))).toBe('other-province');
    expect(codeOf(await openPickupPoint(staff, { ...input, depotId: elsewhere?.id ?? '' }))).toBe('depot-unknown');
    const opened = await openPickupPoint(staff, input);
    if (!opened.ok) throw new Error(opened.refusal.code);
    const { pickupPointId } = opened.value;
    const changed = { ...house, depotId: input.depotId, name: 'Example Hall, back door', pickupPointId };
    expect(codeOf(await changePickupPoint(staff, changed))).toBe('ok');
    expect(codeOf(await changePickupPoint(world.antwerp.staff, changed))).toBe('point-unknown');
    await seedSlot(database.asOwner, { pickupPointId, capacity: 3 });
    const find = async () => (await listPoints(staff, { provinceCode: 'BE-WLG', pointId: pickupPointId }))[0];
    expect(await find()).toMatchObject({ name: changed.name, slots: 1, places: 3, access: { fr: 'Par la cour' } });
    expect(codeOf(await closePickupPoint(world.antwerp.staff, { pickupPointId }))).toBe('point-unknown');
    expect(codeOf(await closePickupPoint(staff, { pickupPointId }))).toBe('ok');
    expect(await find()).toMatchObject({ slots: 0 });
    expect(codeOf(await changePickupPoint(staff, changed))).toBe('point-closed');
    expect(codeOf(await previewSlots(staff, { pickupPointId, pattern: weekOfJuly }))).toBe('point-closed');
    expect(codeOf(await reopenPickupPoint(staff, { pickupPointId }))).toBe('ok');
    expect((await find())?.closedAt).toBeNull();
  });
});

describe('the delivery schedule', () => {
  it('is published once and withdrawn by the province’s own staff [SCHEDULE-04]', async () => {
    const input = {
      programmeCode,
      professionCode: undefined,
      provinceCode: 'BE-WLG',
      fromOn: '2020-07-06',
      lastOn: '2020-07-17',
      way: 'PICKUP' as const,
      note: { fr: 'Sur rendez-vous' },
    };
    expect(codeOf(await publishSchedule(world.antwerp.staff, input))).toBe('not-allowed');
    const results = await Promise.all([1, 2].map(() => publishSchedule(world.liege.staff, input)));
    expect(results.map(codeOf).sort()).toEqual(['already-planned', 'ok']);
    const [line] = await listProvinceSchedule(world.liege.staff, 'BE-WLG');
    expect(line).toMatchObject({ fromOn: '2020-07-06', lastOn: '2020-07-17', way: 'pickup', note: input.note });
    const scheduleId = line?.id ?? '';
    expect(codeOf(await withdrawSchedule(world.antwerp.staff, { scheduleId }))).toBe('schedule-unknown');
    expect(codeOf(await withdrawSchedule(world.liege.staff, { scheduleId }))).toBe('ok');
    expect(await listProvinceSchedule(world.liege.staff, 'BE-WLG')).toEqual([]);
  });
});

describe('inviting', () => {
  const input = { provinceCode: 'BE-VAN', programmeCode };
  const job = systemActor('invite-entitled');

  it('writes to everyone entitled who has no time, once, whatever runs twice [INVITE-01]', async () => {
    const reachable = await people(1_200, 'BE-VAN');
    await people(7, 'BE-VAN', false);
    const [declined] = reachable;
    await database.asOwner(`UPDATE entitlement SET status = 'DECLINED' WHERE id = $1`, [declined?.entitlementId]);
    const staff = world.antwerp.staff;
    expect(codeOf(await requestInvitations(staff, input))).toBe('no-free-slots');
    await seedSlot(database.asOwner, { pickupPointId: world.antwerp.pickupPointId, capacity: 3 });
    expect(codeOf(await requestInvitations(world.liege.staff, input))).toBe('not-allowed');
    expect(codeOf(await requestInvitations(staff, input))).toBe('ok');
    expect(await getInvitationState(staff, input)).toEqual({
      invited: 0,
      waiting: 1_199,
      withoutAddress: 7,
      underWay: true,
    });
    const runs = await Promise.all([inviteEntitled(job, input), inviteEntitled(job, input)]);
    expect(runs.reduce((sum, { invited }) => sum + invited, 0)).toBe(1_199);
    expect(await inviteEntitled(job, input)).toEqual({ invited: 0 });
    expect(await getInvitationState(staff, input)).toMatchObject({ invited: 1_199, waiting: 0, withoutAddress: 7 });
    expect(codeOf(await requestInvitations(staff, input))).toBe('nobody-to-invite');
    const [row] = await database.asOwner(
      `SELECT count(*)::int AS messages, count(DISTINCT to_email)::int AS people FROM outbox WHERE template = 'invitation'`,
    );
    expect(row).toEqual({ messages: 1_199, people: 1_199 });
    const unreachable = await listUnreachable(staff, { ...input, text: '', page: 1, size: 5 });
    expect([unreachable.people.length, unreachable.total]).toEqual([5, 7]);
  });

  it('sends a link whose token is stored as its hash alone', async () => {
    const [one] = await database.asOwner<{ link: string; dedup_key: string }>(
      `SELECT secrets ->> 'link' AS link, dedup_key FROM outbox WHERE template = 'invitation' LIMIT 1`,
    );
    const token = one?.link.split('/').at(-1) ?? '';
    const [kept] = await database.asOwner<{ key: string }>(
      `SELECT 'invitation:' || entitlement_id || ':1' AS key FROM invitation WHERE token_hash = $1`,
      [Buffer.from(hashToken(token))],
    );
    expect(kept?.key).toBe(one?.dedup_key);
  });

  it('writes again to whoever’s invitation no longer opens, once, with another link [INVITE-03]', async () => {
    const staff = world.antwerp.staff;
    const lettersTo = async (email: string) =>
      (
        await database.asOwner<{ link: string }>(
          `SELECT secrets ->> 'link' AS link FROM outbox WHERE template = 'invitation' AND to_email = $1 ORDER BY id`,
          [email],
        )
      ).map(({ link }) => link.split('/').at(-1) ?? '');
    const [expired, moved, live, booked] = await people(4, 'BE-VAN');
    if (!expired || !moved || !live || !booked) throw new Error('nobody was seeded');
    expect(await inviteEntitled(job, input)).toEqual({ invited: 4 });
    await database.asOwner(
      `UPDATE invitation SET expires_at = now() - interval '1 minute' WHERE entitlement_id = ANY ($1::uuid[])`,
      [[expired.entitlementId, booked.entitlementId]],
    );
    await inTransaction(async (tx) => {
      await recordVerifiedContact(tx, {
        providerId: moved.actor.providerId,
        email: 'another@test.invalid',
        phone: null,
        language: 'nl',
      });
      return done(undefined);
    });
    const slotId = await seedSlot(database.asOwner, {
      pickupPointId: world.antwerp.pickupPointId,
      capacity: 1,
      inHours: 200,
    });
    expect(codeOf(await bookSlot(booked.actor, { entitlementId: booked.entitlementId, slotId }))).toBe('ok');
    expect(await getInvitationState(staff, input)).toMatchObject({ waiting: 2 });
    // Two colleagues at once.
    expect((await Promise.all([1, 2].map(() => requestInvitations(staff, input)))).map(codeOf)).toEqual(['ok', 'ok']);
    const runs = await Promise.all([inviteEntitled(job, input), inviteEntitled(job, input)]);
    expect(runs.reduce((sum, { invited }) => sum + invited, 0)).toBe(2);
    expect(await getInvitationState(staff, input)).toMatchObject({ waiting: 0 });
    expect(codeOf(await requestInvitations(staff, input))).toBe('nobody-to-invite');

    const [former, present, ...more] = await lettersTo(expired.actor.email);
    expect(more).toEqual([]);
    expect(codeOf(await findInvitation(former ?? ''))).toBe('invitation-expired');
    expect(codeOf(await openInvitation(former ?? '', 'fr'))).toBe('invitation-expired');
    expect(codeOf(await openInvitation(present ?? '', 'fr'))).toBe('ok');
    const [atFormer] = await lettersTo(moved.actor.email);
    expect(codeOf(await openInvitation(atFormer ?? '', 'fr'))).toBe('invitation-expired');
    const [atPresent] = await lettersTo('another@test.invalid');
    expect(codeOf(await openInvitation(atPresent ?? '', 'nl'))).toBe('ok');
    for (const one of [live, booked]) expect(await lettersTo(one.actor.email)).toHaveLength(1);
  });

  it('asks nobody to come for what the province delivers at home [INVITE-03]', async () => {
    const staff = world.antwerp.staff;
    await people(1, 'BE-VAN');
    await people(1, 'BE-VAN', false);
    await seedSlot(database.asOwner, { pickupPointId: world.antwerp.pickupPointId, capacity: 1, inHours: 300 });
    const unreachable = () => listUnreachable(staff, { ...input, text: '', page: 1, size: 50 });
    expect((await getInvitationState(staff, input)).waiting).toBeGreaterThan(0);
    expect((await unreachable()).total).toBeGreaterThan(0);
    await database.asOwner(
      `INSERT INTO delivery_schedule (programme_code, province_code, from_on, last_on, way, published_at)
       VALUES ($1, 'BE-VAN', current_date, current_date + 9, 'HOME_DELIVERY', business_now() - interval '1 minute')`,
      [programmeCode],
    );
    forgetKeptFacts();
    try {
      expect(codeOf(await requestInvitations(staff, input))).toBe('nobody-to-invite');
      expect(await inviteEntitled(job, input)).toEqual({ invited: 0 });
      expect(await getInvitationState(staff, input)).toMatchObject({ waiting: 0, withoutAddress: 0 });
      expect((await unreachable()).total).toBe(0);
    } finally {
      await database.asOwner('DELETE FROM delivery_schedule');
      forgetKeptFacts();
    }
  });
});

describe('reminding', () => {
  it('writes to whoever comes tomorrow by business time, once a booking [REMIND-01]', async () => {
    const [tomorrow, later, cancelled] = await people(3);
    if (!tomorrow || !later || !cancelled) throw new Error('nobody was seeded');
    const at = async (start: string) => {
      const [slot] = await database.asOwner<{ id: string }>(
        `INSERT INTO slot (pickup_point_id, starts_at, ends_at, capacity)
         VALUES ($1, $2::timestamptz, $2::timestamptz + interval '20 minutes', 9) RETURNING id`,
        [world.liege.pickupPointId, start],
      );
      return slot?.id ?? '';
    };
    const evening = await at('2020-07-09T23:40:00+02:00');
    await bookSlot(tomorrow.actor, { entitlementId: tomorrow.entitlementId, slotId: evening });
    await bookSlot(cancelled.actor, { entitlementId: cancelled.entitlementId, slotId: evening });
    await bookSlot(later.actor, {
      entitlementId: later.entitlementId,
      slotId: await at('2020-07-10T00:20:00+02:00'),
    });
    await database.asApp('UPDATE booking SET cancelled_at = now() WHERE entitlement_id = $1', [
      cancelled.entitlementId,
    ]);
    const job = systemActor('remind-booked');
    expect(await remindBooked(job)).toEqual({ reminded: 0 });
    await stepBusinessClock(Temporal.Instant.from('2020-07-08T00:00:10+02:00'));
    const runs = await Promise.all([remindBooked(job), remindBooked(job)]);
    expect(runs.reduce((sum, { reminded }) => sum + reminded, 0)).toBe(1);
    expect(await remindBooked(job)).toEqual({ reminded: 0 });
    const written = await database.asOwner(`SELECT to_email FROM outbox WHERE template = 'booking-reminder'`);
    expect(written).toEqual([{ to_email: tomorrow.actor.email }]);
  });

  it('misses nobody whose eve was stepped over, and none who has just been told [REMIND-01]', async () => {
    const before = '2020-07-10T10:00:00+02:00';
    const cases = [
      // Booked long before: what lies ahead until the end of tomorrow.
      { bookedAt: before, startsAt: '2020-07-21T08:40:00+02:00', reminded: false },
      { bookedAt: before, startsAt: '2020-07-21T10:00:00+02:00', reminded: true },
      { bookedAt: before, startsAt: '2020-07-22T23:40:00+02:00', reminded: true },
      { bookedAt: before, startsAt: '2020-07-23T00:00:00+02:00', reminded: false },
      // A reminder is due from the beginning of the day before: who booked since has the confirmation.
      { bookedAt: '2020-07-19T23:59:00+02:00', startsAt: '2020-07-21T11:00:00+02:00', reminded: true },
      { bookedAt: '2020-07-20T00:00:00+02:00', startsAt: '2020-07-21T12:00:00+02:00', reminded: false },
      { bookedAt: '2020-07-20T23:59:00+02:00', startsAt: '2020-07-22T11:00:00+02:00', reminded: true },
      { bookedAt: '2020-07-21T00:00:00+02:00', startsAt: '2020-07-22T12:00:00+02:00', reminded: false },
    ];
    const everyone = await people(cases.length);
    const expected: (string | null)[] = [];
    for (const [index, { bookedAt, startsAt, reminded }] of cases.entries()) {
      const one = everyone[index];
      if (!one) throw new Error('nobody was seeded');
      const [slot] = await database.asOwner<{ id: string }>(
        `INSERT INTO slot (pickup_point_id, starts_at, ends_at, capacity)
         VALUES ($1, $2::timestamptz, $2::timestamptz + interval '20 minutes', 1) RETURNING id`,
        [world.liege.pickupPointId, startsAt],
      );
      await stepBusinessClock(Temporal.Instant.from(bookedAt));
      await bookSlot(one.actor, { entitlementId: one.entitlementId, slotId: slot?.id ?? '' });
      if (reminded) expected.push(one.actor.email);
    }
    await stepBusinessClock(Temporal.Instant.from('2020-07-21T09:00:00+02:00'));
    const job = systemActor('remind-booked');
    expect(await remindBooked(job)).toEqual({ reminded: expected.length });
    expect(await remindBooked(job)).toEqual({ reminded: 0 });
    const written = await database.asOwner<{ to_email: string }>(
      `SELECT to_email FROM outbox WHERE template = 'booking-reminder' AND to_email = ANY ($1)`,
      [everyone.map(({ actor }) => actor.email)],
    );
    expect(written.map(({ to_email }) => to_email).toSorted()).toEqual(expected.toSorted());
  });
});

describe('the words of a reminder', () => {
  it.each([
    ['fr', 'lundi 6 juillet', 'demain'],
    ['nl', 'maandag 6 juli', 'morgen'],
    ['de', 'Montag, 6. Juli', 'morgen'],
    ['en', 'Monday 6 July', 'tomorrow'],
  ] as const)('name the day, which may be today (%s) [REMIND-01]', async (language, day, tomorrow) => {
    const place = { point: 'Hall', street: 'Example Street 1', postcode: '4000', municipality: 'Exampletown' };
    const times = { startsAt: '2020-07-06T08:00:00.000Z', endsAt: '2020-07-06T08:20:00.000Z' };
    const values = { ...times, ...place, code: 'CODE', link: 'https://portal.test/ticket' };
    const { subject, text } = await renderMessage({ template: 'booking-reminder', language, values });
    for (const words of [subject, text]) {
      expect(words).toContain(day);
      expect(words.toLowerCase()).not.toContain(tomorrow);
    }
  });
});

describe('whom a later list left out', () => {
  it('reads on their own page that somebody decides about what they booked, and why they were left out [PUBLISH-01]', async () => {
    const [one] = await people(1);
    if (!one) throw new Error('nobody was seeded');
    const pending = async () => (await listOwnEntitlements(one.actor))[0]?.removalPending;
    const slotId = await seedSlot(database.asOwner, { pickupPointId: world.liege.pickupPointId, capacity: 1 });
    expect(codeOf(await bookSlot(one.actor, { entitlementId: one.entitlementId, slotId }))).toBe('ok');
    const unlisted = async () => (await listOwnUnlisted(one.actor)).map((own) => own.programmeCode);
    expect(await pending()).toBe(false);
    expect(await unlisted()).not.toContain(programmeCode);
    await database.asOwner(
      `INSERT INTO list_removal (list_id, provider_id, entitlement_id, state, removed_at)
       VALUES ($1, $2, $3, 'PENDING', business_now())`,
      [world.listId, one.actor.providerId, one.entitlementId],
    );
    expect(await pending()).toBe(true);
    expect(await unlisted()).toContain(programmeCode);
  });
});

describe('one’s own details', () => {
  it('are corrected by oneself, the address on file excepted [PROVIDER-04]', async () => {
    const [one] = await people(1);
    if (!one) throw new Error('nobody was seeded');
    expect(codeOf(await changeContact(one.actor, { phone: '+32 470 00 00 00', language: 'de' }))).toBe('ok');
    expect(await getOwnDetails(one.actor)).toMatchObject({ phone: '+32 470 00 00 00', language: 'de' });
    expect(codeOf(await changeContact(world.liege.staff, { language: 'de' }))).toBe('no-provider');
  });

  it('moves to another province what is not booked, and refuses while a time is [DOMICILE-01]', async () => {
    const [one] = await people(1);
    if (!one) throw new Error('nobody was seeded');
    const provinceOf = async () => (await listOwnEntitlements(one.actor))[0]?.provinceCode;
    const antwerp = { street: 'Example Street 3', postcode: '2000', municipality: undefined };
    expect(await changeDomicile(one.actor, antwerp)).toMatchObject({ value: { provinceCode: 'BE-VAN', moved: true } });
    expect(await getOwnDetails(one.actor)).toMatchObject({ postcode: '2000', provinceCode: 'BE-VAN' });
    expect((await getOwnDetails(one.actor)).municipality).not.toBe('');
    expect(await provinceOf()).toBe('BE-VAN');
    const slotId = await seedSlot(database.asOwner, {
      pickupPointId: world.antwerp.pickupPointId,
      capacity: 1,
      inHours: 300,
    });
    await bookSlot(one.actor, { entitlementId: one.entitlementId, slotId });
    const liege = { ...antwerp, postcode: '4000' };
    expect(codeOf(await changeDomicile(one.actor, liege))).toBe('booked-elsewhere');
    expect(await getOwnDetails(one.actor)).toMatchObject({ provinceCode: 'BE-VAN' });
    // Within the province the booking stands.
    expect(await changeDomicile(one.actor, { ...antwerp, postcode: '2018' })).toMatchObject({
      value: { moved: false },
    });
  });
});

describe('what was received', () => {
  it('is shown with its receipt, and what was missing is reported once [RECEIPT-01]', async () => {
    const [one, other] = await people(2);
    if (!one || !other) throw new Error('nobody was seeded');
    const report = { entitlementId: one.entitlementId, kind: 'MISSING' as const, itemCode: 'goggles', text: 'None' };
    expect(codeOf(await reportProblem(one.actor, report))).toBe('not-received');
    const handed = await handOver(world.liege.staff, {
      entitlementId: one.entitlementId,
      pickupPointId: world.liege.pickupPointId,
      variantCodes: ['gloves-m'],
    });
    expect(codeOf(handed)).toBe('ok');
    expect(codeOf(await reportProblem(other.actor, report))).toBe('not-received');
    expect(codeOf(await reportProblem(one.actor, { ...report, itemCode: 'ffp2-masks' }))).toBe('not-in-parcel');
    const twice = await Promise.all([1, 2].map(() => reportProblem(one.actor, report)));
    expect(twice.map(codeOf)).toEqual(['ok', 'ok']);
    const receipt = await findOwnReceipt(one.actor, one.entitlementId);
    expect(receipt?.lines).toContainEqual({ variantCode: 'gloves-m', itemCode: 'gloves', quantity: 400 });
    expect(receipt?.reports).toHaveLength(1);
    expect(await findOwnReceipt(other.actor, one.entitlementId)).toBeUndefined();
    const [own] = await listOwnEntitlements(one.actor);
    expect(own).toMatchObject({ status: 'SERVED', list: { number: 1 }, channel: 'province-pickup' });
    expect(own?.decision?.reasons).toHaveLength(3);
    expect(own?.kit).toHaveLength(4);
  });

  it('and what was missing is read, with who wrote and how to answer, by staff of the province alone [RECEIPT-02]', async () => {
    const [one] = await people(1, 'BE-VAN');
    if (!one) throw new Error('nobody was seeded');
    await database.asOwner(`UPDATE provider SET phone = '+32 470 00 00 00' WHERE id = $1`, [one.actor.providerId]);
    const handed = await handOver(world.antwerp.staff, {
      entitlementId: one.entitlementId,
      pickupPointId: world.antwerp.pickupPointId,
      variantCodes: ['gloves-m'],
    });
    if (!handed.ok) throw new Error(handed.refusal.code);
    for (const text of ['First', 'Second', 'Third']) {
      const report = { entitlementId: one.entitlementId, kind: 'DAMAGED' as const, itemCode: 'goggles', text };
      expect(codeOf(await reportProblem(one.actor, report))).toBe('ok');
    }
    const list = (page: number) => listProblemReports(world.antwerp.staff, { provinceCode: 'BE-VAN', page, size: 2 });
    const [latest, older] = [await list(1), await list(2)];
    expect([latest.total, older.total]).toEqual([3, 3]);
    expect([...latest.reports, ...older.reports].map(({ text }) => text)).toEqual(['Third', 'Second', 'First']);
    expect(older.reports[0]).toMatchObject({
      familyName: 'Family',
      givenName: 'Given',
      email: one.actor.email,
      phone: '+32 470 00 00 00',
      // What stands on the receipt of the one who wrote.
      handoverId: (await findOwnReceipt(one.actor, one.entitlementId))?.handoverId,
      handedOverAt: expect.any(Date),
      pointName: 'Point BE-VAN',
    });
    const elsewhere = await listProblemReports(world.liege.staff, { provinceCode: 'BE-WLG', page: 1, size: 50 });
    expect(elsewhere.reports.filter(({ handoverId }) => handoverId === handed.value.handoverId)).toEqual([]);
    await expect(listProblemReports(world.liege.staff, { provinceCode: 'BE-VAN', page: 1, size: 50 })).rejects.toThrow(
      'BE-VAN',
    );
  });
});
