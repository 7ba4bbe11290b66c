import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { UserActor } from '#lib/auth/actor.ts';
import { acceptClaim } from '#lib/claims/accept-claim.ts';
import { findClaimByToken } from '#lib/claims/queries.ts';
import { getClaimFile } from '#lib/claims/review-queries.ts';
import { getDb } from '#lib/db/client.ts';
import { checkEligibility } from '#lib/eligibility/check-eligibility.ts';
import { getPublishedList } from '#lib/eligibility/lists.ts';
import { listOwnUnlisted } from '#lib/eligibility/own-unlisted.ts';
import { requestDecisions } from '#lib/eligibility/request-decisions.ts';
import { requestReasons } from '#lib/eligibility/send-reasons.ts';
import { locales } from '#lib/i18n/locales.ts';
import { runHandlers } from '#lib/jobs/run-handlers.ts';
import { workOnRuns } from '#lib/runs/work-on-runs.ts';
import { addRegistered, addReviewer, openClaim, reserve, seedClaimWorld, someNumber } from '../support/claim-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addDecideRun } from '../support/list-world.ts';
import { link, linkedPeople, registration, stageFile } from '../support/register-world.ts';

let database: TestDatabase;
let reviewer: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedClaimWorld(database);
  await database.asOwner(`UPDATE programme SET status = 'OPEN' WHERE code = $1`, [reserve]);
  reviewer = await addReviewer();
});

beforeEach(() => database.asOwner('DELETE FROM outbox'));

async function decideEveryone(): Promise<void> {
  const requested = await requestDecisions(reviewer, { programmeCode: reserve, asOf: '2020-06-12' });
  if (!requested.ok) throw new Error(requested.refusal.code);
  await workOnRuns(runHandlers, new AbortController().signal);
}

const self = (providerId: string): UserActor => ({ ...reviewer, isAdministrator: false, providerId });

async function whyOf(providerId: string) {
  const found = (await listOwnUnlisted(self(providerId))).find(({ programmeCode }) => programmeCode === reserve);
  if (!found) throw new Error('The person is listed');
  return found;
}

const input = (number: string, postcode: string) => ({
  number: { scheme: 'nihdi' as const, value: number.slice(0, 8), full: null },
  numberChecks: true,
  postcode,
});

describe('why somebody is on no list', () => {
  it('[WHY-01] is decided by what is known now, whatever the last run knew, and names the registers that know the person', async () => {
    const number = someNumber();
    const providerId = await addRegistered({ number, share: 0.3 });
    await getDb().provider.update({
      where: { id: providerId },
      data: { registers: ['registrations', 'inami-activity'] },
    });
    expect(await whyOf(providerId)).toMatchObject({
      registers: ['registrations', 'inami-activity'],
      practices: [
        { professionCode: 'general-practitioner', decision: { outcome: 'not-eligible', asOf: '2020-06-16' } },
      ],
      claim: null,
    });
    await addDecideRun({ 'general-practitioner': { undetermined: [providerId] } });
    expect(await whyOf(providerId)).toMatchObject({
      practices: [{ decision: { outcome: 'not-eligible', missing: [], asOf: '2020-06-16' } }],
    });
  });

  it('[WHY-05] names what changed since the lists were last decided on, the same to the person, in the mail and to the reviewer', async () => {
    const number = someNumber();
    const providerId = await addRegistered({ number, share: 0.9, registered: null, email: 'since@test.invalid' });
    const claim = await openClaim({ number, postcode: '2000', municipality: 'Exampletown' });
    const reviewed = async () => (await getClaimFile(reviewer, { reference: claim.reference })).rules;
    await decideEveryone();
    const own = async () => (await whyOf(providerId)).practices[0];
    expect(await own()).toMatchObject({ decision: { outcome: 'undetermined', missing: ['registered'] }, since: null });
    expect(await reviewed()).toMatchObject({ basis: 'registers', since: null, decision: (await own())?.decision });

    await getDb().practice.updateMany({ where: { providerId }, data: { registered: true } });
    const since = { asOf: '2020-06-12', facts: ['registered'] };
    expect(await own()).toMatchObject({ decision: { outcome: 'eligible', missing: [], asOf: '2020-06-16' }, since });
    expect(await reviewed()).toMatchObject({ since, decision: (await own())?.decision });
    await requestReasons(input(number, '2000'), '192.0.2.60');
    const [message] = await getDb().outbox.findMany({ where: { toEmail: 'since@test.invalid' } });
    expect(String(Reflect.get(Object(message?.secrets), 'reasons'))).toMatch(/12 juni 2020: recht om het beroep/);

    // What the rules of the programme do not ask about is no change to them.
    const { id: organisationId } = await getDb().organisation.create({
      data: { kind: 'GROUPING', name: 'Example Grouping', provinceCode: 'BE-VAN' },
    });
    await decideEveryone();
    await getDb().membership.create({
      data: { providerId, organisationId, validFrom: new Date('2019-01-01') },
    });
    expect(await own()).toMatchObject({ decision: { outcome: 'eligible' }, since: null });
  });

  it('[WHY-01] is told of each profession, and of nobody’s profession too', async () => {
    const known = await addRegistered({ number: someNumber() });
    await getDb().practice.create({
      data: { providerId: known, professionCode: 'physiotherapist', registeredNumber: '59000546527', registered: true },
    });
    expect((await whyOf(known)).practices.map(({ professionCode }) => professionCode)).toEqual([
      'general-practitioner',
      'physiotherapist',
    ]);
    const { id } = await getDb().provider.create({
      data: {
        givenName: 'a',
        familyName: 'b',
        language: 'fr',
        postcode: '4000',
        municipality: 'c',
        provinceCode: 'BE-WLG',
      },
    });
    const [nobodys] = (await whyOf(id)).practices;
    expect(nobodys).toMatchObject({ professionCode: null, decision: { outcome: 'undetermined' } });
    expect(nobodys?.decision.missing).toContain('profession');
  });

  it('[WHY-05] says nothing is missing once a claim is accepted, on the page, in the mail and to the reviewer', async () => {
    const number = someNumber();
    const providerId = await addRegistered({ number, share: 0.9, registered: null });
    await decideEveryone();
    const claim = await openClaim({
      number,
      postcode: '2000',
      municipality: 'Exampletown',
      email: 'done@test.invalid',
    });
    expect((await whyOf(providerId)).practices[0]?.decision.missing).toEqual(['registered']);
    const accepted = await acceptClaim(reviewer, {
      reference: claim.reference,
      providerId,
      identityVerified: true,
      registered: true,
      domicile: false,
    });
    expect(accepted).toMatchObject({ ok: true });
    expect((await listOwnUnlisted(self(providerId))).map(({ programmeCode }) => programmeCode)).not.toContain(reserve);
    expect((await getClaimFile(reviewer, { reference: claim.reference })).rules).toMatchObject({
      decision: { outcome: 'eligible', missing: [] },
      since: null,
    });
    await requestReasons(input(number, '2000'), '192.0.2.61');
    const [message] = await getDb().outbox.findMany({ where: { toEmail: 'done@test.invalid', template: 'reasons' } });
    const reasons = String(Reflect.get(Object(message?.secrets), 'reasons'));
    expect(reasons).toContain('Remplie\u00a0: Vous avez le droit d’exercer');
    expect(reasons).not.toMatch(/Inconnue|Modifié depuis/);
  });

  it.each(locales)('[WHY-02] is sent in %s with the registers by name, and not what they say', async (language) => {
    const number = someNumber();
    const providerId = await addRegistered({ number, share: 0.3, email: `why.${language}@test.invalid` });
    await getDb().provider.update({
      where: { id: providerId },
      data: { registers: ['registrations', 'employment'], language },
    });
    expect(await requestReasons(input(number, '2000'), `192.0.2.${locales.indexOf(language)}`)).toEqual({
      ok: true,
      value: 'sent',
    });
    const [message] = await getDb().outbox.findMany({ where: { toEmail: `why.${language}@test.invalid` } });
    const reasons = String(Reflect.get(Object(message?.secrets), 'reasons'));
    const registers = { fr: 'ONSS', nl: 'RSZ', de: 'LSS', en: 'social security' };
    const settle = { fr: 'attestation', nl: 'attest', de: 'Bescheinigung', en: 'statement' };
    expect(reasons.split('\n')[0]).toContain(registers[language]);
    expect(reasons).toContain(settle[language]);
    expect(reasons).toMatch(/50\s?%/);
    expect(reasons).not.toMatch(/30\s?%/);
  });
});

describe('a claim', () => {
  it('[WHY-03] shows the reviewer the same, corrects the facts it names, and the check finds the person', async () => {
    const number = someNumber();
    await stageFile(database, 'registrations', [
      { nationalNumber: 'why', values: registration(number, 'Missing', { postcode: '4000' }) },
    ]);
    await stageFile(database, 'inami-activity', [
      { values: { number, month: '2020-03', services: 10, ambulatoryShare: 0.2 } },
    ]);
    await link(database);
    const claim = await openClaim({ number, postcode: '4020', municipality: 'Liège' });
    const file = await getClaimFile(reviewer, { reference: claim.reference });
    expect(file.registered?.registers).toEqual(['registrations', 'inami-activity']);
    expect(file.rules.decision).toMatchObject({ outcome: 'not-eligible' });
    expect(file.corrected).toEqual([]);

    const accepted = await acceptClaim(reviewer, {
      reference: claim.reference,
      providerId: file.registered?.providerId,
      identityVerified: true,
      registered: false,
      ambulatoryPercent: 80,
      domicile: true,
    });
    expect(accepted).toMatchObject({ ok: true });
    const after = await getClaimFile(reviewer, { reference: claim.reference });
    expect(after.corrected).toEqual(['ambulatoryShares', 'domicileProvince']);
    expect((await findClaimByToken(claim.token))?.accepted?.corrected).toEqual(after.corrected);
    const { id: listId } = await getDb().publishedList.findFirstOrThrow({ where: { claimId: claim.id } });
    expect(await getPublishedList(reviewer, listId)).toMatchObject({
      kind: 'AMENDMENT',
      claimReference: claim.reference,
      corrected: ['ambulatoryShares', 'domicileProvince'],
    });
    expect(await checkEligibility(input(number, '4020'), '192.0.2.50')).toMatchObject({ result: 'listed' });
    expect(
      await getDb().factCorrection.findMany({ where: { claimId: claim.id }, orderBy: { fact: 'asc' } }),
    ).toMatchObject([
      { fact: 'ambulatoryShares', professionCode: 'general-practitioner', correctedById: reviewer.userId },
      { fact: 'contact', professionCode: null },
      { fact: 'domicileProvince', professionCode: null },
    ]);

    // The next linking of the same files takes nothing back.
    await link(database);
    const [person] = (await linkedPeople(database)).filter(({ numbers }) =>
      numbers.includes(`nihdi:${number.slice(0, 8)}`),
    );
    expect(person).toMatchObject({
      postcode: '4020',
      email: claim.fields.email,
      practices: [`general-practitioner:true 0.8 claim:${claim.reference}`],
    });
  });

  it('[WHY-03] of somebody whom no register knows corrects the profession', async () => {
    const claim = await openClaim();
    await acceptClaim(reviewer, {
      reference: claim.reference,
      identityVerified: true,
      registered: true,
      ambulatoryPercent: 80,
      domicile: false,
    });
    expect((await getClaimFile(reviewer, { reference: claim.reference })).corrected).toEqual([
      'ambulatoryShares',
      'profession',
      'registered',
    ]);
  });
});
