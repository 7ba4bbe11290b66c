import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UserActor } from '#lib/auth/actor.ts';
import { acceptClaim } from '#lib/claims/accept-claim.ts';
import { findClaimByToken } from '#lib/claims/queries.ts';
import { getClaimFile } from '#lib/claims/review-queries.ts';
import { getDb, getPool } from '#lib/db/client.ts';
import { getPublishedList } from '#lib/eligibility/lists.ts';
import { requestDecisions } from '#lib/eligibility/request-decisions.ts';
import { findWaitingForDecision } from '#lib/eligibility/waiting-for-decision.ts';
import { withdrawList } from '#lib/eligibility/withdraw-list.ts';
import { runHandlers } from '#lib/jobs/run-handlers.ts';
import { changeContact } from '#lib/registers/change-contact.ts';
import { lockRegisters } from '#lib/registers/link/lock-registers.ts';
import { requestLink } from '#lib/registers/link/request-link.ts';
import { findWaitingForLink } from '#lib/registers/link/waiting-for-link.ts';
import { recordCorrection } from '#lib/registers/record-correction.ts';
import { workOnRuns } from '#lib/runs/work-on-runs.ts';
import {
  addRegistered,
  addReviewer,
  masks,
  openClaim,
  reserve,
  type SentClaim,
  seedClaimWorld,
  setClock,
  someNumber,
} from '../support/claim-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { publishRunOf } from '../support/list-world.ts';
import { emptyRegisters, linkedPeople, linkedRows, registration, stageFile } from '../support/register-world.ts';

const profession = 'general-practitioner';
const reason = 'The statement of activity was forged.';

let database: TestDatabase;
let administrator: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedClaimWorld(database);
});

beforeEach(async () => {
  await emptyRegisters(database);
  await setClock('2020-06-16T09:00:00+02:00');
  administrator = await addReviewer();
});

const work = () => workOnRuns(runHandlers, new AbortController().signal);

async function linkNow(): Promise<void> {
  expect(await requestLink(administrator)).toMatchObject({ ok: true });
  await work();
}

/** Decides everyone and publishes the full list; gives who stands on it. */
async function publishAnew(): Promise<readonly string[]> {
  const asked = await requestDecisions(administrator, { programmeCode: reserve });
  if (!asked.ok) throw new Error(asked.refusal.code);
  await work();
  const published = await publishRunOf({ decideRunId: asked.value.runId, professions: [profession] });
  if (!published.ok) throw new Error(published.refusal.code);
  const [list] = published.value.lists;
  const entries = await getDb().listEntry.findMany({ where: { listId: list?.listId ?? '' } });
  return entries.map(({ providerId }) => providerId);
}

/** Registers somebody by these files whose claim is accepted on another share and domicile. */
async function acceptRegistered(): Promise<{ claim: SentClaim; providerId: string; number: string }> {
  const [number, other] = [someNumber(), someNumber()];
  const month = (of: string, ambulatoryShare: number) => ({
    values: { number: of, month: '2020-03', services: 10, ambulatoryShare },
  });
  await stageFile(database, 'registrations', [
    { nationalNumber: 'a', values: registration(number, 'Claimed', { email: 'on.file@test.invalid' }) },
    { nationalNumber: 'b', values: registration(other, 'Other') },
  ]);
  await stageFile(database, 'inami-activity', [month(number, 0.2), month(other, 0.9)]);
  await linkNow();
  const { id: providerId } = await getDb().provider.findFirstOrThrow({ where: { familyName: 'Claimed' } });
  const claim = await openClaim({ number, postcode: '2000', municipality: 'Exampletown' });
  await accept(claim, { providerId, domicile: true });
  return { claim, providerId, number };
}

async function accept(
  { reference }: SentClaim,
  known: { readonly providerId?: string; readonly registered?: boolean; readonly domicile?: boolean },
): Promise<void> {
  const shown = { identityVerified: true, registered: false, ambulatoryPercent: 80, domicile: false };
  expect(await acceptClaim(administrator, { reference, ...shown, ...known })).toMatchObject({ ok: true });
}

const amendmentOf = ({ id }: SentClaim) => getDb().publishedList.findFirstOrThrow({ where: { claimId: id } });

async function withdrawAmendment(claim: SentClaim) {
  const { id: listId } = await amendmentOf(claim);
  return withdrawList(administrator, { listId, reason });
}

const entitlementsOf = (providerId: string) =>
  getDb().entitlement.findMany({ where: { providerId }, select: { status: true } });

const practicesOf = async (providerId: string) =>
  (await linkedPeople(database)).find(({ id }) => id === providerId)?.practices;

describe('an amendment that is withdrawn', () => {
  it('[PUBLISH-03] takes along what its claim had put on file: no later list brings the person back', async () => {
    const { claim, providerId } = await acceptRegistered();
    expect(await entitlementsOf(providerId)).toEqual([{ status: 'GIVEN' }]);
    expect(await withdrawAmendment(claim)).toMatchObject({ value: { people: 1, withdrawn: 1 } });
    expect(await practicesOf(providerId)).toEqual([`${profession}:true`]);

    const before = await publishAnew();
    expect(before).toEqual([expect.not.stringMatching(providerId)]);
    await linkNow();
    const [person] = (await linkedPeople(database)).filter(({ id }) => id === providerId);
    expect(person).toMatchObject({
      postcode: '4000',
      email: 'on.file@test.invalid',
      practices: [`${profession}:true 0.2 inami-activity`],
    });
    expect(await publishAnew()).toEqual(before);
    expect(await entitlementsOf(providerId)).toEqual([{ status: 'WITHDRAWN' }]);
    const rows = await linkedRows(database);
    await linkNow();
    expect(await linkedRows(database)).toEqual(rows);
  });

  it('[PUBLISH-03] is not undone by decisions that were made before', async () => {
    const { claim } = await acceptRegistered();
    const asked = await requestDecisions(administrator, { programmeCode: reserve });
    if (!asked.ok) throw new Error(asked.refusal.code);
    await work();
    await withdrawAmendment(claim);
    expect(await publishRunOf({ decideRunId: asked.value.runId, professions: [profession] })).toMatchObject({
      refusal: { code: 'decided-before-list' },
    });
    expect(await publishAnew()).toHaveLength(1);
  });

  it('[PUBLISH-03] nor by those of another programme, which asks for the same facts', async () => {
    const number = someNumber();
    const providerId = await addRegistered({ number, share: 0.9, registered: null });
    const claim = await openClaim({ number, programmes: [masks] });
    await accept(claim, { providerId, registered: true });
    const asked = await requestDecisions(administrator, { programmeCode: reserve });
    if (!asked.ok) throw new Error(asked.refusal.code);
    await work();
    const publication = { decideRunId: asked.value.runId, professions: [profession] };
    await withdrawAmendment(claim);
    expect(await publishRunOf(publication)).toMatchObject({ refusal: { code: 'decided-before-list' } });
    expect(await entitlementsOf(providerId)).toEqual([{ status: 'WITHDRAWN' }]);
  });

  it('[PUBLISH-03] forgets a right to practise that only the claim had shown', async () => {
    const number = someNumber();
    await addRegistered({ number: someNumber(), share: 0.9 });
    const providerId = await addRegistered({ number, registered: null });
    const claim = await openClaim({ number });
    await accept(claim, { providerId, registered: true });
    expect(await practicesOf(providerId)).toEqual([`${profession}:true 0.8 claim:${claim.reference}`]);
    const { email } = claim.fields;
    expect(await getDb().provider.findUnique({ where: { id: providerId } })).toMatchObject({ email });
    await withdrawAmendment(claim);
    expect(await practicesOf(providerId)).toEqual([`${profession}:unknown`]);
    // They are told, and then nobody signs in as the person by an address that the registers do not know.
    expect(await getDb().outbox.count({ where: { template: 'list-removed', toEmail: email ?? '' } })).toBe(1);
    expect(await getDb().provider.findUnique({ where: { id: providerId } })).toMatchObject({
      email: null,
      phone: null,
    });
    expect(await publishAnew()).not.toContain(providerId);
    expect(await entitlementsOf(providerId)).toEqual([{ status: 'WITHDRAWN' }]);
  });

  it('[LINK-06] leaves what somebody else corrected', async () => {
    const { claim, providerId } = await acceptRegistered();
    const self: UserActor = { ...administrator, isAdministrator: false, providerId };
    expect(await changeContact(self, { phone: '081 00 00 00', language: 'de' })).toMatchObject({ ok: true });
    await recordCorrection(getDb(), {
      ...{ providerId, professionCode: profession, correctedById: administrator.userId },
      facts: ['registered'],
    });
    await withdrawAmendment(claim);
    for (const file of await getDb().sourceFile.findMany({ where: { register: 'registrations' } })) {
      await database.asOwner('DELETE FROM source_record WHERE file_id = $1', [file.id]);
    }
    await linkNow();
    expect(await practicesOf(providerId)).toEqual([expect.stringMatching(`^${profession}:true`)]);
    expect(await getDb().provider.findUniqueOrThrow({ where: { id: providerId } })).toMatchObject({
      phone: '081 00 00 00',
      language: 'de',
      email: claim.fields.email,
    });
  });

  it('[LINK-06] leaves no share of the registers behind that later files could not change', async () => {
    const { claim, providerId, number } = await acceptRegistered();
    const listId = (await amendmentOf(claim)).id;
    await publishAnew();
    expect((await getPublishedList(administrator, listId)).endedReason).toBe('replaced-by-list');
    await getDb().publishedList.updateMany({
      where: { publishedAt: { not: null }, endedAt: null },
      data: { endedAt: new Date(), endedReason: 'Faulty file' },
    });
    const second = await openClaim({ number, postcode: '2000', municipality: 'Exampletown' });
    await accept(second, { providerId });
    await withdrawAmendment(second);
    await linkNow();
    expect(await practicesOf(providerId)).toEqual([`${profession}:true 0.2 inami-activity`]);
    await stageFile(database, 'inami-activity', [
      { values: { number, month: '2020-03', services: 10, ambulatoryShare: 0.7 } },
    ]);
    await linkNow();
    expect(await practicesOf(providerId)).toEqual([`${profession}:true 0.7 inami-activity`]);
  });

  it('[LINK-06] is not withdrawn while the registers are being linked', async () => {
    const { claim } = await acceptRegistered();
    const linking = await getPool().connect();
    try {
      await linking.query('BEGIN');
      await lockRegisters(linking);
      expect(await withdrawAmendment(claim)).toMatchObject({ refusal: { code: 'registers-linking' } });
      await linking.query('ROLLBACK');
    } finally {
      linking.release();
    }
    expect(await withdrawAmendment(claim)).toMatchObject({ ok: true });
  });

  it('[LINK-16] [DECIDE-20] waits for the next linking and the next decisions', async () => {
    const { claim } = await acceptRegistered();
    await publishAnew();
    // The full list took the amendment's place: another claim is needed for one to withdraw.
    const next = await openClaim();
    await accept(next, { registered: true });
    expect((await amendmentOf(claim)).endedReason).toBe('replaced-by-list');
    const asked = await requestDecisions(administrator, { programmeCode: reserve });
    expect(asked).toMatchObject({ ok: true });
    await work();
    expect(await findWaitingForLink(administrator)).toBeUndefined();
    expect(await findWaitingForDecision(administrator)).toBeUndefined();
    await withdrawAmendment(next);
    // How the person is reached is taken back as well, which decides nothing.
    expect(await findWaitingForLink(administrator)).toMatchObject({ filesLoaded: 0, takenBack: 4 });
    expect(await findWaitingForDecision(administrator)).toMatchObject({ linkings: 0, corrections: 0, takenBack: 3 });
    await linkNow();
    expect(await findWaitingForLink(administrator)).toBeUndefined();
    await requestDecisions(administrator, { programmeCode: reserve });
    await work();
    expect(await findWaitingForDecision(administrator)).toBeUndefined();
  });

  it('[PUBLISH-03] is told to the person with the reason, and shown with the claim, which stays accepted', async () => {
    const { claim, providerId } = await acceptRegistered();
    const listed = await findClaimByToken(claim.token);
    expect(listed?.accepted).toMatchObject({ takenBackAt: null, withdrawn: null });
    await withdrawAmendment(claim);
    const told = await getDb().outbox.findMany({
      where: { template: 'list-removed', toEmail: claim.fields.email ?? '' },
    });
    expect(told).toMatchObject([
      { params: { why: 'takenBack', kept: 'withdrawn', list: 1 }, secrets: { reasons: reason } },
    ]);
    const at = '2020-06-16T07:00:';
    const corrected = ['ambulatoryShares', 'domicileProvince'];
    expect(await findClaimByToken(claim.token)).toMatchObject({
      status: 'ACCEPTED',
      accepted: {
        corrected,
        takenBackAt: expect.stringContaining(at),
        withdrawn: { at: expect.stringContaining(at), reason },
      },
    });
    expect(await getClaimFile(administrator, { reference: claim.reference })).toMatchObject({
      corrected,
      takenBackAt: expect.stringContaining(at),
    });
    const { id: listId } = await amendmentOf(claim);
    expect(await getPublishedList(administrator, listId)).toMatchObject({ corrected, takenBack: true });
    expect(
      await getDb().auditEntry.findMany({ where: { action: 'provider.take-back-evidence', subjectId: providerId } }),
    ).toMatchObject([{ details: { claim: claim.reference } }]);
  });

  it('[LINK-12] keeps its corrections, taken back once, and the database refuses any other change of them', async () => {
    const { claim } = await acceptRegistered();
    await withdrawAmendment(claim);
    const kept = await getDb().factCorrection.findMany({ where: { claimId: claim.id } });
    expect(kept).toHaveLength(3);
    expect(kept.every(({ takenBackAt }) => takenBackAt !== null)).toBe(true);
    for (const change of ['taken_back_at = now()', 'taken_back_at = NULL', `fact = 'contact'`, 'claim_id = NULL']) {
      await expect(database.asOwner(`UPDATE fact_correction SET ${change}`)).rejects.toThrow(
        'fact_correction_is_final',
      );
    }
    await expect(database.asApp(`UPDATE fact_correction SET fact = 'contact'`)).rejects.toThrow('permission denied');
  });
});
