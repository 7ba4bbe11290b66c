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
import { withdrawList } from '#lib/eligibility/withdraw-list.ts';
import { loadWords } from '#lib/i18n/kept-words.ts';
import { type Language, locales } from '#lib/i18n/locales.ts';
import { runHandlers } from '#lib/jobs/run-handlers.ts';
import { renderMessage } from '#lib/notifications/render-message.ts';
import { findContradiction } from '#lib/registers/contradictions/queries.ts';
import { settleContradiction } from '#lib/registers/contradictions/settle-contradiction.ts';
import { dayInWords } from '#lib/rules/words.ts';
import { workOnRuns } from '#lib/runs/work-on-runs.ts';
import {
  addRegistered,
  addReviewer,
  masks,
  openClaim,
  reserve,
  seedClaimWorld,
  someNumber,
} from '../support/claim-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addDecideRun, longAfter, publishRunOf } from '../support/list-world.ts';
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

async function decideEveryone(requestedAt = new Date()): Promise<string> {
  const requested = await requestDecisions(reviewer, { programmeCode: reserve, asOf: '2020-06-12' });
  if (!requested.ok) throw new Error(requested.refusal.code);
  const { runId } = requested.value;
  await database.asOwner('UPDATE run SET requested_at = $2 WHERE id = $1', [runId, requestedAt]);
  await workOnRuns(runHandlers, new AbortController().signal);
  return runId;
}

const self = (providerId: string): UserActor => ({ ...reviewer, isAdministrator: false, providerId });

async function whyOf(providerId: string) {
  const found = (await listOwnUnlisted(self(providerId))).find(({ programmeCode }) => programmeCode === reserve);
  if (!found) throw new Error('The person is listed');
  return found;
}

/** The mail of the reasons as it reaches its reader, and what of it is about the reserve. */
async function mailOf(email: string, language: Language): Promise<{ text: string; reserveAlone: string }> {
  const { params, secrets } = await getDb().outbox.findFirstOrThrow({ where: { toEmail: email, template: 'reasons' } });
  const values = { ...Object(params), ...Object(secrets) };
  const { text } = await renderMessage({ template: 'reasons', language, values });
  const say = await loadWords(language);
  const [, about = ''] = text.split(say(`rules.programmes.${reserve}`));
  return { text, reserveAlone: about.split(say(`rules.programmes.${masks}`))[0] ?? '' };
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
    expect(reasons).toContain('Réserve stratégique 2020\u00a0: vous êtes repris·e dans la liste.');
    expect(reasons).not.toMatch(/Pas encore connue|Modifié depuis/);
  });

  it('[WHY-02] is told of whoever meets every condition and is on no list: the next one counts, and until when to report it', async () => {
    const number = someNumber();
    const providerId = await addRegistered({ number, share: 0.9, email: 'eligible@test.invalid' });
    expect(await whyOf(providerId)).toMatchObject({
      listed: false,
      window: { state: 'open', lastOn: '2020-06-20' },
      practices: [{ decision: { outcome: 'eligible' } }],
    });
    for (const language of locales) {
      await database.asOwner('DELETE FROM outbox');
      await getDb().provider.update({ where: { id: providerId }, data: { language } });
      await requestReasons(input(number, '2000'), '192.0.2.62');
      const { text, reserveAlone } = await mailOf('eligible@test.invalid', language);
      const say = await loadWords(language);
      expect(reserveAlone).toContain(say('why.eligible'));
      expect(reserveAlone).not.toContain(say('rules.outcomes.eligible'));
      expect(reserveAlone).toContain(say('provider.unlisted.until', { day: dayInWords('2020-06-20', language) }));
      expect(reserveAlone).toMatch(new RegExp(`/${language}/claim$`, 'm'));
      expect(text).toContain('Sample Registered');
    }
    await openClaim({ number, postcode: '2000', municipality: 'Exampletown' });
    const { claim } = await whyOf(providerId);
    await database.asOwner('DELETE FROM outbox');
    await requestReasons(input(number, '2000'), '192.0.2.62');
    const reported = await mailOf('eligible@test.invalid', 'en');
    expect(reported.reserveAlone).toContain(claim?.reference ?? 'no claim');
    expect(reported.reserveAlone).not.toContain('/en/claim');
  });

  it('[WHY-02] is not that they are entitled, once the list that an accepted claim put them on is withdrawn', async () => {
    const number = someNumber();
    const providerId = await addRegistered({ number, share: 0.9, registered: null });
    const claim = await openClaim({ number, postcode: '2000', municipality: 'Exampletown', language: 'en' });
    await acceptClaim(reviewer, {
      reference: claim.reference,
      providerId,
      identityVerified: true,
      registered: true,
      domicile: false,
    });
    const { id: listId } = await getDb().publishedList.findFirstOrThrow({ where: { claimId: claim.id } });
    const ended = await withdrawList(reviewer, { listId, reason: 'Faulty file' });
    expect(ended).toMatchObject({ ok: true });
    expect(await whyOf(providerId)).toMatchObject({ listed: false, claim: null });
    await getDb().provider.update({ where: { id: providerId }, data: { email: 'ended@test.invalid', language: 'en' } });
    await requestReasons(input(number, '2000'), '192.0.2.63');
    const { reserveAlone } = await mailOf('ended@test.invalid', 'en');
    expect(reserveAlone).toContain('you are not on the list');
    expect(reserveAlone).not.toContain('You are entitled');
    expect(reserveAlone).not.toContain(claim.reference);
    expect(reserveAlone).toContain('/en/claim');
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

describe('the number of a claim by which nobody is linked', () => {
  const accept = (reference: string, known: { readonly ambulatoryPercent?: number } = {}) =>
    acceptClaim(reviewer, { reference, identityVerified: true, registered: true, domicile: false, ...known });

  const holdersOf = async (number: string) =>
    (await linkedPeople(database)).filter(({ numbers }) => numbers.includes(`nihdi:${number.slice(0, 8)}`));

  const contradictionOf = async (number: string) => {
    const [found] = await database.asOwner<{ id: string; kind: string }>(
      'SELECT id, kind::text FROM contradiction WHERE subject = $1 AND gone_at IS NULL',
      [`nihdi:${number.slice(0, 8)}`],
    );
    return found;
  };

  const unlinkedOf = async (reference: string) => {
    const { registered, unlinked } = await getClaimFile(reviewer, { reference });
    expect(registered).toBeNull();
    return unlinked;
  };

  it('[WHY-03] shows the reviewer which register knows activity under it, which counts once the claim is accepted', async () => {
    const [corrected, left] = [someNumber(), someNumber()];
    await stageFile(
      database,
      'inami-activity',
      [corrected, left].map((number) => ({
        values: { number, month: '2020-03', services: 10, ambulatoryShare: 0.9 },
      })),
    );
    await link(database);
    const of = { postcode: '4000', municipality: 'Exampletown' };
    const claim = await openClaim({ number: corrected, ...of });
    expect(await unlinkedOf(claim.reference)).toEqual({
      id: (await contradictionOf(corrected))?.id,
      state: 'activity-alone',
      registers: ['inami-activity'],
    });
    expect(await accept(claim.reference, { ambulatoryPercent: 80 })).toMatchObject({ ok: true });
    // The masks' rules ask about no share: there the claim corrects none.
    const other = await openClaim({ number: left, ...of, programmes: [masks] });
    expect(await accept(other.reference)).toMatchObject({ ok: true });
    for (const number of [corrected, left]) {
      expect(await holdersOf(number)).toMatchObject([{ registers: ['inami-activity'] }]);
    }
    expect((await getClaimFile(reviewer, { reference: claim.reference })).registered?.registers).toEqual([
      'inami-activity',
    ]);

    await link(database);
    expect(await holdersOf(corrected)).toMatchObject([
      {
        registers: ['inami-activity'],
        practices: [`general-practitioner:true 0.8 claim:${claim.reference}`],
      },
    ]);
    expect(await holdersOf(left)).toMatchObject([
      { registers: ['inami-activity'], practices: ['general-practitioner:true 0.9 inami-activity'] },
    ]);
    expect(await contradictionOf(corrected)).toBeUndefined();
  });

  it('[WHY-03] is nobody’s while the registers give it to two people, until that is settled and linked', async () => {
    const number = someNumber();
    await stageFile(database, 'registrations', [
      { nationalNumber: `${number} one`, values: registration(number, 'One') },
      { nationalNumber: `${number} two`, values: registration(number, 'Two') },
    ]);
    await link(database);
    const claim = await openClaim({ number });
    const { id = '' } = (await contradictionOf(number)) ?? {};
    const contested = { id, state: 'contested', registers: ['registrations'] };
    const refusal = { ok: false, refusal: { code: 'number-contested' } };
    expect(await unlinkedOf(claim.reference)).toEqual(contested);
    expect(await accept(claim.reference, { ambulatoryPercent: 80 })).toMatchObject(refusal);
    expect(await holdersOf(number)).toEqual([]);

    const [choice = ''] = (await findContradiction(reviewer, id))?.choices ?? [];
    expect(await settleContradiction(reviewer, { id, choice, reason: 'Seen' })).toMatchObject({ ok: true });
    expect(await unlinkedOf(claim.reference)).toEqual(contested);
    expect(await accept(claim.reference, { ambulatoryPercent: 80 })).toMatchObject(refusal);
    await link(database);
    const file = await getClaimFile(reviewer, { reference: claim.reference });
    expect(file).toMatchObject({ registered: { registers: ['registrations'] }, unlinked: null });
  });

  it('[WHY-03] is the claim’s once it is settled that neither of the two has it', async () => {
    const number = someNumber();
    await stageFile(database, 'registrations', [
      { nationalNumber: `${number} one`, values: registration(number, 'One') },
      { nationalNumber: `${number} two`, values: registration(number, 'Two') },
    ]);
    await link(database);
    const claim = await openClaim({ number });
    const { id = '' } = (await contradictionOf(number)) ?? {};
    await settleContradiction(reviewer, { id, choice: 'neither', reason: 'Seen' });
    expect(await unlinkedOf(claim.reference)).toEqual({ id, state: 'nobodys', registers: ['registrations'] });
    expect(await accept(claim.reference, { ambulatoryPercent: 80 })).toMatchObject({ ok: true });
    await link(database);
    expect(await holdersOf(number)).toMatchObject([{ family_name: claim.fields.familyName, registers: [] }]);
  });

  it('[WHY-03] is contested too where one national number stands with two people', async () => {
    const [one, two, third, fourth] = [someNumber(), someNumber(), someNumber(), someNumber()];
    await stageFile(database, 'registrations', [
      { nationalNumber: one, values: registration(one, 'Alpha', { birthYear: 1970 }) },
      { nationalNumber: one, values: registration(two, 'Omega', { birthYear: 1990 }) },
      { nationalNumber: one, values: registration(third, 'Omega', { birthYear: 1990, profession: 'dentist' }) },
      { nationalNumber: one, values: registration(fourth, 'Omega', { profession: 'midwife' }) },
    ]);
    await link(database);
    for (const number of [two, third, fourth]) {
      const claim = await openClaim({ number });
      expect(await unlinkedOf(claim.reference)).toMatchObject({ state: 'contested', registers: ['registrations'] });
      expect(await accept(claim.reference, { ambulatoryPercent: 80 })).toMatchObject({
        ok: false,
        refusal: { code: 'number-contested' },
      });
    }
  });

  it('[WHY-03] is unknown where no register names it', async () => {
    const { reference } = await openClaim();
    expect(await unlinkedOf(reference)).toBeNull();
  });
});

describe('somebody whom a later list leaves out', () => {
  async function publishEveryone(): Promise<void> {
    const decideRunId = await decideEveryone(longAfter());
    const published = await publishRunOf({ decideRunId, professions: ['general-practitioner'] });
    if (!published.ok) throw new Error(published.refusal.code);
  }

  it('[PUBLISH-01] is told by mail which condition is not met, and not what registers say', async () => {
    const providerId = await addRegistered({ number: someNumber(), share: 0.9, email: 'left@test.invalid' });
    await publishEveryone();
    await getDb().practiceActivity.updateMany({
      where: { practice: { providerId } },
      data: { ambulatoryShare: 0.23 },
    });
    await publishEveryone();
    const { secrets } = await getDb().outbox.findFirstOrThrow({
      where: { toEmail: 'left@test.invalid', template: 'list-removed' },
    });
    const reasons = String(Reflect.get(Object(secrets), 'reasons'));
    expect(reasons).toMatch(/niet meer dan 50\s?%/);
    expect(reasons).not.toMatch(/23\s?%/);
  });
});
