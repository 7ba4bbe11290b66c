import { beforeAll, describe, expect, it } from 'vitest';
import { person, systemActor } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import { inTransaction, type Transaction, violatedConstraint } from '#lib/db/transaction.ts';
import { loadDemonstration } from '#lib/demo/load.ts';
import { checkEligibility } from '#lib/eligibility/check-eligibility.ts';
import { type AmendmentInput, publishAmendment, publishList } from '#lib/eligibility/publish-list.ts';
import { recordDecision } from '#lib/eligibility/record-decision.ts';
import { decide } from '#lib/rules/decide.ts';
import type { Facts } from '#lib/rules/facts.ts';
import type { ProfessionCode } from '#lib/rules/professions.ts';
import { getRuleSet } from '#lib/rules/rule-sets.ts';
import { done, refused } from '#lib/shared/result.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const programmeCode = 'strategic-reserve-2020';
const asOf = '2020-06-16';
const system = systemActor('test');

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await loadDemonstration({ ownerUrl: database.ownerUrl, providers: 3_000 });
});

/** Providers of a profession who stand on no list for want of a fact and whose claim is open. */
async function claimants(count: number) {
  const claims = await getDb().claim.findMany({
    where: { programmeCode, providerId: { not: null }, status: { in: ['OPEN', 'QUESTION'] } },
    orderBy: { id: 'asc' },
    take: count,
    include: { provider: true },
  });
  return claims.flatMap(({ id, providerId, professionCode }) =>
    providerId === null ? [] : [{ claimId: id, providerId, professionCode }],
  );
}

/** As a reviewer would have them after seeing the evidence. */
const established = (profession: string): Facts => ({
  profession: profession as ProfessionCode,
  registered: true,
  ambulatoryShares: [{ from: '2020-03-01', until: '2020-06-01', share: 0.9 }],
  domicileProvince: 'BE-WLG',
  groupingMember: false,
  servedUnder: [],
});

async function amend(tx: Transaction, one: Pick<AmendmentInput, 'claimId' | 'providerId' | 'professionCode'>) {
  const facts = established(one.professionCode);
  const decision = decide(facts, getRuleSet(programmeCode), asOf);
  const { providerId, professionCode } = one;
  const decisionId = await recordDecision(tx, programmeCode, { providerId, professionCode, facts, decision });
  return publishAmendment(tx, system, { ...one, programmeCode, decisionId, asOf });
}

const listsOf = (professionCode: string) =>
  getDb().publishedList.findMany({ where: { programmeCode, professionCode }, orderBy: { number: 'asc' } });

describe('a full list', () => {
  it('[LIST-01] holds those of one profession whom the rules find eligible, and is what the check reads from then on', async () => {
    const before = await listsOf('midwife');
    const result = await publishList(system, { programmeCode, professionCode: 'midwife' });
    if (!result.ok) throw new Error(result.refusal.code);
    const { listId, number, entries, given } = result.value;
    expect(number).toBe(Math.max(...before.map((list) => list.number)) + 1);
    const lists = await listsOf('midwife');
    expect(lists.filter(({ endedAt }) => endedAt === null).map(({ id }) => id)).toEqual([listId]);
    expect(lists.at(-1)?.entryCount).toBe(entries);
    expect(entries).toBeGreaterThan(50);
    // Everyone on it had their parcel from the list before.
    expect(given).toBe(0);
    const [entry] = await database.asApp<{ scheme: 'nihdi'; value: string; postcode: string }>(
      `SELECT i.scheme, i.value, v.postcode FROM list_entry e JOIN provider v ON v.id = e.provider_id
         JOIN provider_identifier i ON i.provider_id = v.id WHERE e.list_id = $1 LIMIT 1`,
      [listId],
    );
    if (!entry) throw new Error('an empty list');
    const answer = await checkEligibility(
      {
        number: { scheme: entry.scheme, value: entry.value, full: null },
        numberChecks: true,
        postcode: entry.postcode,
      },
      '192.0.2.1',
    );
    expect(answer.result === 'listed' && answer.entries.some(({ listNumber }) => listNumber === number)).toBe(true);
    const audit = await getDb().auditEntry.findMany({ where: { subjectId: listId }, orderBy: { id: 'asc' } });
    expect(audit.map(({ action }) => action)).toEqual(['list.publish', 'entitlement.give']);
  });

  it('[LIST-02] is published by administrators, for an open programme and a profession of its own', async () => {
    const refusal = async (
      input: { programmeCode: string; professionCode: string },
      actor = system as typeof system | typeof person,
    ) => {
      const result = await publishList(actor, input);
      return result.ok ? 'published' : result.refusal.code;
    };
    expect(await refusal({ programmeCode, professionCode: 'midwife' }, person)).toBe('not-allowed');
    expect(await refusal({ programmeCode, professionCode: 'pharmacist' })).toBe('profession-not-in-programme');
    expect(await refusal({ programmeCode, professionCode: 'unknown' })).toBe('profession-not-in-programme');
    expect(await refusal({ programmeCode: 'unknown', professionCode: 'midwife' })).toBe('programme-unknown');
    expect(await refusal({ programmeCode: 'dentist-ffp2-2020', professionCode: 'dentist' })).toBe('programme-not-open');
  });

  it('[LIST-03] takes one number of its own, whoever publishes at the same moment', async () => {
    const before = await listsOf('dentist');
    const results = await Promise.all(
      Array.from({ length: 4 }, () => publishList(system, { programmeCode, professionCode: 'dentist' })),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    const numbers = (await listsOf('dentist')).map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: before.length + 4 }, (_, index) => index + 1));
    expect((await listsOf('dentist')).filter(({ endedAt }) => endedAt === null)).toHaveLength(1);
  });
});

describe('an amended list', () => {
  it('[LIST-04] takes the next number under a race, and each person their entitlement', async () => {
    const people = await claimants(6);
    expect(people.length).toBe(6);
    const before = new Map<string, number>();
    for (const { professionCode } of people) before.set(professionCode, (await listsOf(professionCode)).length);
    const results = await Promise.all(
      people.map((one) => inTransaction<{ number: number }, never>(async (tx) => done(await amend(tx, one)))),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    for (const [professionCode, count] of before) {
      const lists = await listsOf(professionCode);
      const added = people.filter((one) => one.professionCode === professionCode).length;
      expect(lists.map(({ number }) => number)).toEqual(Array.from({ length: count + added }, (_, index) => index + 1));
    }
    for (const { providerId } of people) {
      expect(await getDb().entitlement.count({ where: { providerId, programmeCode } })).toBe(1);
    }
  });

  it('[LIST-04] gives no second entitlement to someone who has one', async () => {
    const [one] = await getDb().entitlement.findMany({
      where: { programmeCode, status: 'GIVEN' },
      take: 1,
      orderBy: { id: 'asc' },
    });
    const [claim] = await getDb().claim.findMany({ where: { programmeCode, amendment: null }, take: 1 });
    if (!one || !claim) throw new Error('nobody to amend');
    const { providerId, professionCode } = one;
    const result = await inTransaction<{ entitlementId: string }, never>(async (tx) =>
      done(await amend(tx, { claimId: claim.id, providerId, professionCode })),
    );
    expect(result.ok && result.value.entitlementId).toBe(one.id);
    expect(await getDb().entitlement.count({ where: { providerId, programmeCode } })).toBe(1);
  });

  it('[LIST-05] is frozen once published, and leaves nothing when what it belongs to fails', async () => {
    const [list] = await listsOf('midwife');
    const [spare] = await getDb().decision.findMany({ where: { outcome: 'ELIGIBLE', programmeCode }, take: 1 });
    if (!list || !spare) throw new Error('no list');
    const added = database.asApp(`INSERT INTO list_entry (list_id, provider_id, decision_id) VALUES ($1, $2, $3)`, [
      list.id,
      spare.providerId,
      spare.id,
    ]);
    expect(violatedConstraint(await added.catch((error: unknown) => error))).toMatch(
      /list_entry_(only_before_publication|pkey)/,
    );
    const [claim] = await getDb().claim.findMany({
      where: { programmeCode, amendment: null, providerId: { not: null } },
      take: 1,
    });
    if (!claim?.providerId) throw new Error('no claim');
    const subject = { claimId: claim.id, providerId: claim.providerId, professionCode: claim.professionCode };
    const before = (await listsOf(claim.professionCode)).length;
    const audits = await getDb().auditEntry.count();
    const held = await getDb().entitlement.count({ where: { providerId: subject.providerId, programmeCode } });
    const result = await inTransaction<never, 'changed-my-mind'>(async (tx) => {
      await amend(tx, subject);
      return refused('changed-my-mind');
    });
    expect(result).toEqual({ ok: false, refusal: { code: 'changed-my-mind' } });
    expect(await listsOf(claim.professionCode)).toHaveLength(before);
    expect(await getDb().auditEntry.count()).toBe(audits);
    expect(await getDb().entitlement.count({ where: { providerId: subject.providerId, programmeCode } })).toBe(held);
  });
});
