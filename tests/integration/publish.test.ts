import { beforeAll, describe, expect, it } from 'vitest';
import { person, systemActor, type UserActor } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import { checkEligibility } from '#lib/eligibility/check-eligibility.ts';
import { requestPublication } from '#lib/eligibility/request-publication.ts';
import { withdrawList } from '#lib/eligibility/withdraw-list.ts';
import { countUntold, listUntold } from '#lib/entitlements/untold.ts';
import { runHandlers } from '#lib/jobs/run-handlers.ts';
import { bookSlot } from '#lib/pickup/book-slot.ts';
import { settleRemoval } from '#lib/pickup/settle-removal.ts';
import { findRun } from '#lib/runs/queries.ts';
import { workOnRuns } from '#lib/runs/work-on-runs.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { addReviewer, setClock } from '../support/claim-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addDecideRun, addPeople, publishPeople, publishRunOf, reserve } from '../support/list-world.ts';
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

const inForce = (professionCode: string) =>
  getDb().publishedList.findMany({
    where: { programmeCode: reserve, professionCode, publishedAt: { not: null }, endedAt: null },
    include: { counts: { orderBy: { provinceCode: 'asc' } } },
  });

const statusOf = async (providerId: string) =>
  (await getDb().entitlement.findMany({ where: { providerId } })).map(({ status }) => status).join(' ');

const removalOf = (providerId: string) => getDb().listRemoval.findFirst({ where: { providerId } });

const messagesTo = (providerId: string) =>
  getDb().outbox.findMany({ where: { toEmail: `p.${providerId}@test.invalid` }, orderBy: { id: 'asc' } });

let hoursAway = 24;

async function book(providerId: string): Promise<string> {
  const { id } = await getDb().entitlement.findFirstOrThrow({ where: { providerId } });
  hoursAway += 1;
  const slotId = await seedSlot(database.asOwner, {
    pickupPointId: world.liege.pickupPointId,
    capacity: 5,
    inHours: hoursAway,
  });
  const result = await bookSlot(
    { ...administrator, isAdministrator: false, providerId },
    { entitlementId: id, slotId },
  );
  if (!result.ok) throw new Error(`not booked: ${result.refusal.code}`);
  return id;
}

async function serve(entitlementId: string): Promise<void> {
  await database.asOwner(
    `INSERT INTO entitlement_debit (entitlement_id, channel, debited_at) VALUES ($1, 'PROVINCE_PICKUP', business_now())`,
    [entitlementId],
  );
}

const refusalOf = async (made: Promise<{ ok: boolean; refusal?: { code: string } }>) => {
  const result = await made;
  return result.refusal?.code ?? 'published';
};

describe('a full list', () => {
  it('[LIST-01] holds those of one profession whom the run found eligible, says where it comes from, and is what the check reads', async () => {
    const [eligible, notEligible, undetermined] = [
      await addPeople(5),
      await addPeople(2),
      await addPeople(1, { province: 'BE-VAN' }),
    ];
    const abroad = await addPeople(1, { province: 'BE-VAN' });
    const [known] = eligible;
    await database.asOwner(
      `INSERT INTO provider_identifier (scheme, value, provider_id) VALUES ('nihdi', '49000404', $1)`,
      [known],
    );
    const decideRunId = await addDecideRun({
      midwife: { eligible: [...eligible, ...abroad], 'not-eligible': notEligible, undetermined },
    });
    const asked = await requestPublication(administrator, { runId: decideRunId, professions: ['midwife'] });
    if (!asked.ok) throw new Error(asked.refusal.code);
    expect(await workOnRuns(runHandlers, new AbortController().signal)).toBe(1);

    const [list, ...others] = await inForce('midwife');
    expect(others).toEqual([]);
    expect(list).toMatchObject({
      number: 1,
      kind: 'FULL',
      entryCount: 6,
      publishedById: administrator.userId,
      ruleSetCode: reserve,
      ruleSetVersion: 1,
      decidedInRunId: decideRunId,
      sources: [{ register: 'registrations', fileName: 'registrations.csv', contentHash: 'ab'.repeat(32) }],
    });
    expect(list?.counts.map(({ provinceCode, entries }) => [provinceCode, entries])).toEqual([
      ['BE-VAN', 1],
      ['BE-WLG', 5],
    ]);
    expect(await findRun(administrator, asked.value.runId)).toMatchObject({
      state: 'DONE',
      result: {
        programme: reserve,
        lists: [{ profession: 'midwife', number: 1, entries: 6, given: 6, revived: 0 }],
        removed: { people: 0 },
      },
    });
    const answer = await checkEligibility(
      { number: { scheme: 'nihdi', value: '49000404', full: null }, numberChecks: true, postcode: '4000' },
      '192.0.2.1',
    );
    expect(answer.result === 'listed' && answer.entries.map(({ listNumber }) => listNumber)).toEqual([1]);
    const audit = await getDb().auditEntry.findMany({ where: { subjectId: list?.id ?? '' }, orderBy: { id: 'asc' } });
    expect(audit.map(({ action, userId }) => [action, userId])).toEqual([
      ['list.publish', administrator.userId],
      ['entitlement.give', administrator.userId],
    ]);
  });

  it('[LIST-02] is published by administrators, for an open programme, by its present rules and of its professions', async () => {
    const eligible = await addPeople(1);
    const run = await addDecideRun({ midwife: { eligible }, 'home-nurse': { 'not-eligible': eligible } });
    const of = (professions: string[], decideRunId = run, actor: UserActor | typeof person = administrator) =>
      refusalOf(publishRunOf({ decideRunId, professions }, actor));
    expect(await of(['midwife'], run, person)).toBe('not-allowed');
    expect(await of([])).toBe('nothing-chosen');
    expect(await of(['pharmacist'])).toBe('profession-not-in-rule-set');
    expect(await of(['midwife', 'home-nurse'])).toBe('nobody-eligible');
    expect(await of(['midwife'], '00000000-0000-4000-8000-000000000000')).toBe('run-unknown');
    const announced = await addDecideRun({ dentist: { eligible } }, { programmeCode: 'dentist-ffp2-2020' });
    expect(await of(['dentist'], announced)).toBe('programme-not-open');

    const [queued] = await database.asOwner<{ id: string }>(
      `INSERT INTO run (kind, state, input, failure, finished_at)
       VALUES ('DECIDE', 'FAILED', '{}', '{"code":"unexpected"}', business_now()) RETURNING id`,
    );
    expect(await of(['midwife'], queued?.id)).toBe('run-not-finished');
    await database.asOwner(
      `INSERT INTO rule_set (code, version, definition) SELECT code, 2, definition FROM rule_set WHERE code = $1`,
      [reserve],
    );
    const other = await addDecideRun({ midwife: { eligible } }, { ruleSetVersion: 2 });
    expect(await of(['midwife'], other)).toBe('rule-set-changed');
    // Of a list, the database itself keeps what is not its programme's out.
    expect(await inForce('midwife')).toHaveLength(1);
    expect(
      await refusalOf(
        requestPublication({ ...administrator, isAdministrator: false }, { runId: run, professions: [] }),
      ),
    ).toBe('not-allowed');
    expect(await refusalOf(requestPublication(administrator, { runId: run, professions: ['home-nurse'] }))).toBe(
      'nobody-eligible',
    );
  });

  it('[LIST-03] takes one number of its own; of two publications at the same moment the second is told that a list is newer', async () => {
    const people = await addPeople(20);
    const decideRunId = await addDecideRun({ dentist: { eligible: people } });
    const results = await Promise.all(
      Array.from({ length: 4 }, () => refusalOf(publishRunOf({ decideRunId, professions: ['dentist'] }))),
    );
    expect(results.toSorted()).toEqual([
      'decided-before-list',
      'decided-before-list',
      'decided-before-list',
      'published',
    ]);
    expect(await inForce('dentist')).toHaveLength(1);
    await publishPeople('dentist', people);
    expect((await inForce('dentist')).map(({ number }) => number)).toEqual([2]);
  });
});

describe('whom a later list leaves out', () => {
  it('[PUBLISH-01] loses what was given and not booked, keeps a booking until it is decided on and what was served, and is told why', async () => {
    const [given, booked, served, declined, stays, elsewhere] = await addPeople(6);
    if (!given || !booked || !served || !declined || !stays || !elsewhere) throw new Error('nobody');
    await publishPeople('home-nurse', [given, booked, served, declined, stays, elsewhere]);
    await publishPeople('home-care-assistant', [elsewhere]);
    await book(booked);
    await serve(await book(served));
    await database.asOwner(`UPDATE entitlement SET status = 'DECLINED' WHERE provider_id = $1`, [declined]);
    const decideRunId = await addDecideRun({
      'home-nurse': { eligible: [stays], 'not-eligible': [given], undetermined: [booked] },
    });
    const result = await publishRunOf({ decideRunId, professions: ['home-nurse'] });
    expect(result.ok && result.value.removed).toEqual({ people: 4, withdrawn: 2, pending: 1, served: 1 });

    expect(await Promise.all([given, booked, served, declined, stays, elsewhere].map(statusOf))).toEqual([
      'WITHDRAWN',
      'BOOKED',
      'SERVED',
      'WITHDRAWN',
      'GIVEN',
      'GIVEN',
    ]);
    expect(await removalOf(given)).toMatchObject({ state: 'WITHDRAWN' });
    expect(await removalOf(booked)).toMatchObject({ state: 'PENDING', decidedAt: null });
    expect(await removalOf(served)).toMatchObject({ state: 'KEPT', decidedById: null });
    for (const one of [stays, elsewhere]) expect(await removalOf(one)).toBeNull();
    const told = async (one: string) => (await messagesTo(one)).filter(({ template }) => template === 'list-removed');
    expect(await told(given)).toMatchObject([
      { params: { kept: 'withdrawn', why: 'rules', claims: 'until', list: 2 } },
    ]);
    expect((await told(given))[0]?.secrets).toMatchObject({ reasons: expect.stringMatching(/^– /) });
    expect(await told(booked)).toMatchObject([{ params: { kept: 'pending', why: 'facts' } }]);
    expect(await told(served)).toMatchObject([{ params: { kept: 'served', why: 'unregistered' } }]);
    expect(await told(stays)).toEqual([]);
  });

  it('[PUBLISH-13] stays to be told when an address comes later, and stays told when it goes', async () => {
    const [reached, failed] = await addPeople(2);
    const [unreached] = await addPeople(1, { withEmail: false });
    if (!reached || !failed || !unreached) throw new Error('nobody');
    await publishPeople('midwife', [reached, failed, unreached]);
    await publishPeople('midwife', await addPeople(1));
    const email = `p.${unreached}@test.invalid`;
    await getDb().provider.update({ where: { id: unreached }, data: { email } });
    await getDb().provider.update({ where: { id: reached }, data: { email: null } });
    const untold = async () => {
      const { people } = await listUntold(administrator, { page: 1, size: 50 });
      const mine = people.filter(({ providerId }) => [reached, failed, unreached].includes(providerId));
      return mine.map(({ providerId }) => providerId).toSorted();
    };
    expect(await untold()).toEqual([unreached]);
    await getDb().outbox.updateMany({
      where: { dedupKey: { startsWith: 'list-removed:', endsWith: failed } },
      data: { failedAt: new Date() },
    });
    expect(await untold()).toEqual([unreached, failed].toSorted());
  });

  it('[PUBLISH-13] is listed to be telephoned or written to where no e-mail address is on file', async () => {
    const [reached] = await addPeople(1);
    const [unreached, back, booked] = await addPeople(3, { withEmail: false });
    if (!reached || !unreached || !back || !booked) throw new Error('nobody');
    await getDb().provider.update({ where: { id: unreached }, data: { phone: '+32 4 000 00 00' } });
    const before = await countUntold(administrator);
    await publishPeople('midwife', [reached, unreached, back, booked]);
    await book(booked);
    expect(await countUntold(administrator)).toBe(before);
    const stays = await addPeople(1);
    await publishPeople('midwife', stays);
    await publishPeople('midwife', [...stays, back]);
    const { people, total } = await listUntold(administrator, { page: 1, size: 50 });
    expect(total).toBe(before + 2);
    const found = (id: string) => people.find(({ providerId }) => providerId === id);
    expect(found(unreached)).toMatchObject({ phone: '+32 4 000 00 00', state: 'WITHDRAWN', professionCode: 'midwife' });
    expect(found(booked)).toMatchObject({ phone: null, state: 'PENDING', postcode: '4000' });
    expect([found(reached), found(back)]).toEqual([undefined, undefined]);
    const searched = async (filter: { province?: string; q?: string }) =>
      (await listUntold(administrator, { ...filter, page: 1, size: 50 })).people.map(({ providerId }) => providerId);
    expect(await searched({ q: found(booked)?.familyName ?? '' })).toContain(booked);
    expect(await searched({ q: 'nobody of this name' })).toEqual([]);
    expect(await searched({ province: 'BE-VWV' })).toEqual([]);
    await expect(listUntold({ ...administrator, isAdministrator: false }, { page: 1, size: 50 })).rejects.toThrow(
      NotAllowed,
    );
  });

  it('[PUBLISH-02] has the same entitlement again on coming back, and a pending booking is theirs', async () => {
    const [withdrawn, booked, other] = await addPeople(3);
    if (!withdrawn || !booked || !other) throw new Error('nobody');
    await publishPeople('specialist', [withdrawn, booked, other]);
    await book(booked);
    const before = await getDb().entitlement.findMany({ where: { providerId: withdrawn } });
    await publishPeople('specialist', [other]);
    expect(await statusOf(withdrawn)).toBe('WITHDRAWN');
    const listId = await publishPeople('specialist', [withdrawn, booked, other]);
    const after = await getDb().entitlement.findMany({ where: { providerId: withdrawn } });
    expect(after).toMatchObject([{ id: before[0]?.id, status: 'GIVEN', listId }]);
    expect(await removalOf(booked)).toMatchObject({ state: 'KEPT', decidedById: null, decidedAt: expect.any(Date) });
    expect(await statusOf(booked)).toBe('BOOKED');
    const list = await getDb().publishedList.findUniqueOrThrow({ where: { id: listId } });
    const told = async (one: string) => (await messagesTo(one)).filter(({ template }) => template === 'list-returned');
    expect(await told(withdrawn)).toMatchObject([{ params: { has: 'given', list: list.number }, language: 'fr' }]);
    expect(await told(booked)).toMatchObject([{ params: { has: 'booked', list: list.number } }]);
    expect(await told(other)).toEqual([]);
    await publishPeople('specialist', [withdrawn, booked, other]);
    expect([await told(withdrawn), await told(booked)].flat()).toHaveLength(2);
  });
});

describe('a withdrawn list', () => {
  it('[PUBLISH-03] ends with a reason and nothing takes its place; its people are treated as by a later list', async () => {
    const [one, booked] = await addPeople(2, { language: 'nl' });
    if (!one || !booked) throw new Error('nobody');
    await publishPeople('general-practitioner', [one]);
    const listId = await publishPeople('general-practitioner', [one, booked]);
    await book(booked);
    const withdraw = (actor: UserActor, id = listId) => withdrawList(actor, { listId: id, reason: 'Faulty file' });
    expect(await refusalOf(withdraw({ ...administrator, isAdministrator: false }))).toBe('not-allowed');
    expect(await refusalOf(withdraw(administrator, world.listId))).toBe('unknown');
    const both = await Promise.all([withdraw(administrator), withdraw(administrator)]);
    expect(both.filter(({ ok }) => ok)).toMatchObject([{ value: { people: 2, withdrawn: 1, pending: 1, served: 0 } }]);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'already-ended' } });
    expect(await inForce('general-practitioner')).toEqual([]);
    expect(await getDb().publishedList.findUnique({ where: { id: listId } })).toMatchObject({
      endedReason: 'Faulty file',
    });
    expect(await Promise.all([one, booked].map(statusOf))).toEqual(['WITHDRAWN', 'BOOKED']);
    expect((await messagesTo(one)).at(-1)).toMatchObject({
      params: { why: 'withdrawn', kept: 'withdrawn' },
      language: 'nl',
    });
  });
});

describe('a booking of somebody who left the lists', () => {
  async function pending(): Promise<{ listId: string; providerId: string; entitlementId: string }> {
    const [stays, providerId] = await addPeople(2);
    if (!stays || !providerId) throw new Error('nobody');
    await publishPeople('midwife', [stays, providerId]);
    const entitlementId = await book(providerId);
    return { providerId, entitlementId, listId: await publishPeople('midwife', [stays]) };
  }

  it('[PUBLISH-04] is withdrawn with its booking, whose place is free again, by an administrator and with a reason', async () => {
    const { entitlementId, ...removal } = await pending();
    const input = { ...removal, settlement: 'WITHDRAWN', reason: 'Moved abroad' } as const;
    expect(await refusalOf(settleRemoval({ ...administrator, isAdministrator: false }, input))).toBe('not-allowed');
    expect(await refusalOf(settleRemoval(administrator, { ...input, listId: world.listId }))).toBe('unknown');
    const both = await Promise.all([settleRemoval(administrator, input), settleRemoval(administrator, input)]);
    expect(both.map((result) => (result.ok ? 'done' : result.refusal.code)).toSorted()).toEqual([
      'already-settled',
      'done',
    ]);
    const booking = await getDb().booking.findFirstOrThrow({ where: { entitlementId }, include: { slot: true } });
    expect(booking.cancelledAt).not.toBeNull();
    expect(booking.slot.booked).toBe(0);
    expect(await statusOf(removal.providerId)).toBe('WITHDRAWN');
    expect(await removalOf(removal.providerId)).toMatchObject({
      state: 'WITHDRAWN',
      decidedById: administrator.userId,
      reason: 'Moved abroad',
    });
    expect((await messagesTo(removal.providerId)).at(-1)).toMatchObject({
      template: 'removal-settled',
      params: { settlement: 'withdrawn' },
    });
    const audit = await getDb().auditEntry.findMany({ where: { action: 'list.settle-removal' } });
    expect(audit.at(-1)).toMatchObject({ subjectId: removal.providerId, userId: administrator.userId });
  });

  it('[PUBLISH-04] is kept, or can no longer be withdrawn once the person arrived or has the parcel', async () => {
    const kept = await pending();
    expect(await refusalOf(settleRemoval(administrator, { ...kept, settlement: 'KEPT', reason: 'Agreed' }))).toBe(
      'published',
    );
    expect(await statusOf(kept.providerId)).toBe('BOOKED');
    const arrived = await pending();
    const withdraw = { settlement: 'WITHDRAWN', reason: 'Late' } as const;
    await database.asOwner('UPDATE booking SET checked_in_at = business_now() WHERE entitlement_id = $1', [
      arrived.entitlementId,
    ]);
    expect(await refusalOf(settleRemoval(administrator, { ...arrived, ...withdraw }))).toBe('already-arrived');
    await serve(arrived.entitlementId);
    expect(await refusalOf(settleRemoval(administrator, { ...arrived, ...withdraw }))).toMatch(/^already-/);
    expect(await statusOf(arrived.providerId)).toBe('SERVED');
  });
});

describe('what the database keeps of lists', () => {
  it('[PUBLISH-05] published_list_is_frozen, published_list_rule_set_whole: where a list comes from stays said', async () => {
    const [one] = await addPeople(1);
    const listId = await publishPeople('specialist', [one ?? '']);
    for (const change of [
      `rule_set_version = NULL, rule_set_code = NULL`,
      `sources = '[]'`,
      `decided_in_run_id = NULL`,
    ]) {
      await expect(database.asOwner(`UPDATE published_list SET ${change} WHERE id = $1`, [listId])).rejects.toThrow(
        'published_list_is_frozen',
      );
    }
    await expect(
      database.asApp(
        `INSERT INTO published_list (programme_code, profession_code, number, kind, as_of, rule_set_code)
         VALUES ($1, 'specialist', 99, 'FULL', '2020-06-12', $1)`,
        [reserve],
      ),
    ).rejects.toThrow('published_list_rule_set_whole');
  });

  it('[PUBLISH-05] published_list_count_positive, published_list_count_is_final: the counts are those of the publication', async () => {
    const count = `INSERT INTO published_list_count (list_id, province_code, entries) VALUES ($1, 'BE-WBR', 0)`;
    await expect(database.asApp(count, [world.listId])).rejects.toThrow('published_list_count_positive');
    for (const sql of ['UPDATE published_list_count SET entries = 1', 'DELETE FROM published_list_count']) {
      await expect(database.asApp(sql)).rejects.toThrow('permission denied');
      await expect(database.asOwner(sql)).rejects.toThrow('published_list_count_is_final');
    }
  });

  it('[PUBLISH-05] list_count_only_before_publication, published_list_counts_its_entries: a list is published with as many entries as it says and counts, and the open figures stay', async () => {
    const [one = ''] = await addPeople(1);
    const listId = await publishPeople('home-care-assistant', [one]);
    const counts = (id: string, entries: number) =>
      database.asApp(`INSERT INTO published_list_count (list_id, province_code, entries) VALUES ($1, 'BE-VAN', $2)`, [
        id,
        entries,
      ]);
    await expect(counts(listId, 500)).rejects.toThrow('list_count_only_before_publication');
    const [draft] = await database.asApp<{ id: string }>(
      `INSERT INTO published_list (programme_code, profession_code, number, kind, as_of)
       VALUES ($1, 'home-care-assistant', 9, 'FULL', '2020-06-12') RETURNING id`,
      [reserve],
    );
    const id = draft?.id ?? '';
    const publish = (entries: number) =>
      database.asApp('UPDATE published_list SET published_at = business_now(), entry_count = $2 WHERE id = $1', [
        id,
        entries,
      ]);
    const refused = (entries: number) => expect(publish(entries)).rejects.toThrow('published_list_counts_its_entries');
    await refused(1);
    await database.asApp(
      `INSERT INTO list_entry (list_id, provider_id, decision_id)
       SELECT $1, provider_id, decision_id FROM list_entry WHERE list_id = $2`,
      [id, listId],
    );
    await refused(0);
    await refused(1);
    await counts(id, 1);
    await refused(2);
    await publish(1);
  });

  it('[PUBLISH-05] list_removal_settled_once: what was decided on a removal stays', async () => {
    const [leaves = '', stays = ''] = await addPeople(2);
    await publishPeople('specialist', [leaves, stays]);
    await publishPeople('specialist', [stays]);
    expect(await removalOf(leaves)).toMatchObject({ state: 'WITHDRAWN' });
    for (const change of [`state = 'KEPT'`, `reason = 'Another'`]) {
      await expect(
        database.asApp(`UPDATE list_removal SET ${change} WHERE provider_id = $1`, [leaves]),
      ).rejects.toThrow('list_removal_settled_once');
    }
  });

  it('[PUBLISH-05] list_removal_pending_has_entitlement, list_removal_decided_with_reason: a removal says what was decided', async () => {
    const [one] = await addPeople(1);
    const removal = (columns: string, values: string) =>
      database.asApp(
        `INSERT INTO list_removal (list_id, provider_id, removed_at, ${columns})
         VALUES ('${world.listId}', '${one}', business_now(), ${values})`,
      );
    await expect(removal('state', `'PENDING'`)).rejects.toThrow('list_removal_pending_has_entitlement');
    await expect(removal('state', `'KEPT'`)).rejects.toThrow('list_removal_decided_with_reason');
    await expect(
      removal('state, decided_at, decided_by_id', `'KEPT', business_now(), '${administrator.userId}'`),
    ).rejects.toThrow('list_removal_decided_with_reason');
    await expect(database.asApp('DELETE FROM list_removal')).rejects.toThrow('permission denied');
  });

  it('[PUBLISH-05] decision_once_a_run: a run decides on a practice once', async () => {
    const [one] = await addPeople(1);
    if (!one) throw new Error('nobody');
    await expect(addDecideRun({ midwife: { eligible: [one, one] } })).rejects.toThrow('decision_once_a_run');
  });
});

it('[PUBLISH-06] nobody is left with a list but half: a publication that fails leaves everything as it was', async () => {
  const people = await addPeople(3);
  await publishPeople('home-nurse', people);
  const lists = await getDb().publishedList.count();
  const decideRunId = await addDecideRun({ 'home-nurse': { eligible: people.slice(1) } });
  await expect(
    publishRunOf(
      {
        decideRunId,
        professions: ['home-nurse'],
        report: (step) => {
          if (step === 'remove') throw new Error('the power fails');
        },
      },
      systemActor('test'),
    ),
  ).rejects.toThrow('the power fails');
  expect(await getDb().publishedList.count()).toBe(lists);
  expect(await Promise.all(people.map(statusOf))).toEqual(['GIVEN', 'GIVEN', 'GIVEN']);
  expect(await refusalOf(publishRunOf({ decideRunId, professions: ['home-nurse'] }))).toBe('published');
});
