import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import { inTransaction, type Transaction, violatedConstraint } from '#lib/db/transaction.ts';
import { loadDemonstration } from '#lib/demo/load.ts';
import { type AmendmentInput, publishAmendment } from '#lib/eligibility/publish-amendment.ts';
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
