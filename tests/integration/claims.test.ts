import { Temporal } from 'temporal-polyfill';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { person, systemActor, type UserActor } from '#lib/auth/actor.ts';
import { acceptClaim } from '#lib/claims/accept-claim.ts';
import { claimToken } from '#lib/claims/access.ts';
import { answerQuestion } from '#lib/claims/answer-question.ts';
import { appealClaim } from '#lib/claims/appeal-claim.ts';
import { askQuestion } from '#lib/claims/ask-question.ts';
import { assignClaim } from '#lib/claims/assign-claim.ts';
import { confirmClaim } from '#lib/claims/confirm-claim.ts';
import { enterClaim } from '#lib/claims/enter-claim.ts';
import { keepEvidence, readEvidence } from '#lib/claims/evidence.ts';
import { purgeDrafts } from '#lib/claims/purge-drafts.ts';
import { findClaimByToken } from '#lib/claims/queries.ts';
import { readReference } from '#lib/claims/reference.ts';
import { refuseClaim } from '#lib/claims/refuse-claim.ts';
import { findAttachment, getClaimFile } from '#lib/claims/review-queries.ts';
import { listClaims, listClaimsForExport } from '#lib/claims/review-queue.ts';
import { claimSchema, queueFilterSchema } from '#lib/claims/schema.ts';
import { sendLink } from '#lib/claims/send-link.ts';
import { submitClaim } from '#lib/claims/submit-claim.ts';
import { withdrawClaim } from '#lib/claims/withdraw-claim.ts';
import { getDb } from '#lib/db/client.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import { violatedConstraint } from '#lib/db/transaction.ts';
import { checkEligibility } from '#lib/eligibility/check-eligibility.ts';
import { publishDecided } from '#lib/eligibility/publish-decided.ts';
import { businessNow } from '#lib/shared/clock.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { parseForm } from '#lib/shared/parse-form.ts';
import { done } from '#lib/shared/result.ts';
import {
  addRegistered,
  addReviewer,
  masks,
  openClaim,
  reserve,
  seedClaimWorld,
  sendClaim,
  setClock,
  someClaim,
  someNumber,
} from '../support/claim-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addDecideRun, longAfter } from '../support/list-world.ts';

let database: TestDatabase;
let reviewer: UserActor;
let second: UserActor;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedClaimWorld(database);
  reviewer = await addReviewer();
  second = await addReviewer();
});

beforeEach(() => setClock('2020-06-16T09:00:00+02:00'));

const evidence = { identityVerified: true, registered: true, ambulatoryPercent: 80, domicile: false } as const;

const codeOf = (result: { ok: boolean; refusal?: { code: string } }) => (result.ok ? 'ok' : result.refusal?.code);

async function messagesTo(
  email: string,
): Promise<{ template: string; language: string; params: unknown; link: string }[]> {
  const found = await getDb().outbox.findMany({ where: { toEmail: email }, orderBy: { id: 'asc' } });
  return found.map(({ template, language, params, secrets }) => ({
    template,
    language,
    params,
    link: String(Reflect.get(Object(secrets), 'link')),
  }));
}

/** Whoever waits for an advisory lock in this database: of tests, this one's claim alone. */
async function waitingForLists(): Promise<number | undefined> {
  const [row] = await database.asOwner<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE NOT granted AND locktype = 'advisory' AND datname = current_database()`,
  );
  return row?.n;
}

function listsInForce(providerId: string) {
  return getDb().publishedList.findMany({
    where: { entries: { some: { providerId } }, publishedAt: { not: null }, endedAt: null },
    select: { kind: true, number: true },
  });
}

function check(number: string, postcode: string) {
  const input = {
    number: { scheme: 'nihdi' as const, value: number.slice(0, 8), full: null },
    numberChecks: true,
    postcode,
  };
  return checkEligibility(input, '192.0.2.1');
}

describe('from the report to the list', () => {
  it('[CLAIM-01] an accepted person enters an amended list, is told, and is found by the check', async () => {
    const claim = await openClaim({ language: 'de' });
    const { number, postcode, email } = claim.fields;
    expect(await check(number, postcode)).toMatchObject({ result: 'not-found' });

    const result = await acceptClaim(reviewer, { reference: claim.reference, ...evidence });
    expect(result).toMatchObject({ ok: true, value: { listNumber: 1, told: true } });

    expect(await check(number, postcode)).toMatchObject({ result: 'listed' });
    const view = await findClaimByToken(claim.token);
    expect(view).toMatchObject({ status: 'ACCEPTED', accepted: { listNumber: 1 } });
    expect(view?.accepted?.reasons.every(({ status }) => status === 'met')).toBe(true);
    const templates = await messagesTo(email);
    expect(templates.map(({ template }) => template)).toEqual(['claim-received', 'claim-confirmed', 'claim-accepted']);
    expect(templates.every(({ language }) => language === 'de')).toBe(true);
    // Every message carries the same link.
    expect(new Set(templates.map(({ link }) => link))).toEqual(
      new Set([`http://localhost:3999/de/claim/${claim.token}`]),
    );
    const provider = await getDb().provider.findFirstOrThrow({
      where: { identifiers: { some: { value: number.slice(0, 8) } } },
      include: { entitlements: true },
    });
    expect(provider).toMatchObject({ email, provinceCode: 'BE-WLG' });
    expect(provider.entitlements).toMatchObject([
      { programmeCode: reserve, status: 'GIVEN', channel: 'PROVINCE_PICKUP' },
    ]);
  });

  it('[CLAIM-01] a person of the registers keeps the address on file until the reviewer has verified who claims', async () => {
    const number = someNumber();
    const providerId = await addRegistered({ number, share: 0.3, email: 'on.file@test.invalid' });
    const claim = await openClaim({ number, postcode: '4000' });
    const onFile = () => getDb().provider.findUniqueOrThrow({ where: { id: providerId } });
    expect(await onFile()).toMatchObject({ email: 'on.file@test.invalid' });

    const unverified = { reference: claim.reference, providerId, ...evidence, identityVerified: false };
    expect(codeOf(await acceptClaim(reviewer, unverified))).toBe('identity');
    expect(await onFile()).toMatchObject({ email: 'on.file@test.invalid' });

    const accepted = await acceptClaim(reviewer, {
      reference: claim.reference,
      providerId,
      ...evidence,
      domicile: true,
    });
    expect(accepted.ok).toBe(true);
    expect(await onFile()).toMatchObject({ email: claim.fields.email, postcode: '4000', provinceCode: 'BE-WLG' });
    const [activity] = await getDb().practiceActivity.findMany({ where: { practice: { providerId } } });
    expect(activity).toMatchObject({ source: `claim:${claim.reference}` });
    expect(Number(activity?.ambulatoryShare)).toBe(0.8);
  });

  it('[CLAIM-12] nothing is accepted against the rules, and nothing of the attempt remains', async () => {
    const number = someNumber();
    const providerId = await addRegistered({ number, share: 0.3, registered: null });
    const claim = await openClaim({ number });
    const half = { reference: claim.reference, providerId, ...evidence, registered: false, ambulatoryPercent: 50 };
    const result = await acceptClaim(reviewer, half);
    expect(result).toMatchObject({
      ok: false,
      refusal: {
        code: 'not-eligible',
        params: { rules: 'right-to-practise mostly-ambulatory' },
      },
    });
    const [activity] = await getDb().practiceActivity.findMany({ where: { practice: { providerId } } });
    expect(Number(activity?.ambulatoryShare)).toBe(0.3);
    expect(await findClaimByToken(claim.token)).toMatchObject({ status: 'OPEN' });
  });

  it('[CLAIM-12] somebody who is listed already is not listed again', async () => {
    const first = await openClaim();
    await acceptClaim(reviewer, { reference: first.reference, ...evidence });
    const again = await openClaim({ number: first.fields.number });
    const file = await getClaimFile(reviewer, { reference: again.reference });
    expect(file.registered?.listed).toHaveLength(1);
    const providerId = file.registered?.providerId;
    expect(codeOf(await acceptClaim(reviewer, { reference: again.reference, providerId, ...evidence }))).toBe(
      'already-listed',
    );
  });

  it('[CLAIM-12] nor somebody whom a publication names while the claim is being accepted', async () => {
    await database.asOwner(`UPDATE programme SET status = 'OPEN' WHERE code = $1`, [reserve]);
    const number = someNumber();
    const providerId = await addRegistered({ number, share: 0.9 });
    const claim = await openClaim({ number });
    const profession = 'general-practitioner';
    const decideRunId = await addDecideRun({ [profession]: { eligible: [providerId] } }, { requestedAt: longAfter() });
    const accepting = await inSqlTransaction(async (tx) => {
      const published = await publishDecided(tx, systemActor('test'), { decideRunId, professions: [profession] });
      if (!published.ok) return published;
      const accepted = acceptClaim(reviewer, { reference: claim.reference, providerId, ...evidence });
      await vi.waitFor(async () => expect(await waitingForLists()).toBe(1), { timeout: 20_000 });
      return done({ accepted });
    });
    if (!accepting.ok) throw new Error(accepting.refusal.code);
    expect(codeOf(await accepting.value.accepted)).toBe('already-listed');
    expect(await listsInForce(providerId)).toMatchObject([{ kind: 'FULL' }]);
    expect(await findClaimByToken(claim.token)).toMatchObject({ status: 'OPEN' });
    expect(codeOf(await refuseClaim(reviewer, { reference: claim.reference, reasons: ['already-listed'] }))).toBe('ok');
  });

  it('[CLAIM-12] nor by two claims at once, of two numbers and professions', async () => {
    const providerId = await addRegistered({ number: someNumber(), share: 0.9 });
    await getDb().practice.create({
      data: { providerId, professionCode: 'midwife', registeredNumber: someNumber(), registered: true },
    });
    const claims = await Promise.all(
      (['general-practitioner', 'midwife'] as const).map((professionCode) => openClaim({ professionCode })),
    );
    const results = await Promise.all(
      claims.map(({ reference }) => acceptClaim(reviewer, { reference, providerId, ...evidence })),
    );
    expect(results.map(codeOf).toSorted()).toEqual(['already-listed', 'ok']);
    expect(await listsInForce(providerId)).toHaveLength(1);
    for (const { token } of claims) await withdrawClaim(person, { token });
  });

  it('[CLAIM-11] two reviewers decide at once: one decision, the other is told', async () => {
    for (let round = 0; round < 5; round += 1) {
      const claim = await openClaim();
      const results = await Promise.all([
        acceptClaim(reviewer, { reference: claim.reference, ...evidence }),
        refuseClaim(second, { reference: claim.reference, reasons: ['no-answer'] }),
      ]);
      expect(results.map(codeOf).toSorted()).toEqual(['already-decided', 'ok']);
    }
  });
});

describe('the cutoff', () => {
  const summer = { last: '2020-06-20', midnight: '2020-06-21T00:00:00+02:00' };
  const winter = { last: '2020-12-31', midnight: '2021-01-01T00:00:00+01:00' };

  it.each([summer, winter])('[CLAIM-02] the last day counts whole: $last', async ({ last, midnight }) => {
    await database.asOwner('UPDATE programme SET claims_last_on = $1 WHERE code = $2', [last, reserve]);
    const cutoff = Temporal.Instant.from(midnight);
    await setClock(cutoff.add({ seconds: 5 }).toString());

    const inTime = cutoff.subtract({ milliseconds: 100 });
    const sent = await submitClaim(person, { ...someClaim(), receivedAt: inTime });
    expect(codeOf(sent)).toBe('ok');
    const late = await submitClaim(person, { ...someClaim(), receivedAt: cutoff });
    expect(codeOf(late)).toBe('too-late');

    // The same by the database alone.
    expect(await insertClaim({ received_at: inTime.toString() })).toBeUndefined();
    expect(await insertClaim({ received_at: cutoff.toString() })).toBe('claim_received_by_cutoff');
    await database.asOwner('UPDATE programme SET claims_last_on = $1 WHERE code = $2', ['2020-06-20', reserve]);
  });

  it('[CLAIM-03] an unconfirmed report counts from when it was sent, even if confirmed after the cutoff', async () => {
    await setClock('2020-06-20T23:59:00+02:00');
    const claim = await sendClaim();
    await setClock('2020-06-21T09:00:00+02:00');
    expect(codeOf(await confirmClaim(person, { token: claim.token }))).toBe('ok');
    expect(await findClaimByToken(claim.token)).toMatchObject({ status: 'OPEN' });
    expect(codeOf(await acceptClaim(reviewer, { reference: claim.reference, ...evidence }))).toBe('ok');
  });

  it('[CLAIM-13] staff enter a letter that came in time, and none that came late', async () => {
    await setClock('2020-06-21T09:00:00+02:00');
    const letter = (receivedOn: string, receivedTime: string) => ({
      ...someClaim(),
      email: undefined,
      receivedBy: 'LETTER' as const,
      receivedOn,
      receivedTime,
      reason: 'Stamped on arrival',
    });
    const entered = await enterClaim(reviewer, letter('2020-06-20', '23:59'));
    expect(codeOf(entered)).toBe('ok');
    expect(codeOf(await enterClaim(reviewer, letter('2020-06-21', '00:00')))).toBe('too-late');
    expect(codeOf(await enterClaim(reviewer, letter('2020-06-21', '09:30')))).toBe('ahead');
    expect(codeOf(await enterClaim({ ...reviewer, isAdministrator: false }, letter('2020-06-20', '10:00')))).toBe(
      'not-allowed',
    );
    const reference = entered.ok ? (entered.value.references[0] ?? '') : '';
    const file = await getClaimFile(reviewer, { reference });
    expect(file).toMatchObject({
      status: 'OPEN',
      receivedBy: 'LETTER',
      enteredReason: 'Stamped on arrival',
      email: null,
    });
    const audited = await getDb().auditEntry.findMany({ where: { action: 'claim.enter' } });
    expect(audited.at(-1)).toMatchObject({
      userId: reviewer.userId,
      details: { reference, way: 'LETTER', receivedAt: '2020-06-20T21:59:00Z' },
    });
    expect(codeOf(await askQuestion(reviewer, { reference, text: 'Which address?' }))).toBe('no-address');
  });
});

describe('one live confirmed claim a person and programme', () => {
  it('[CLAIM-04] ten confirmations at once of one person: one claim is live', async () => {
    const number = someNumber();
    const sent = await Promise.all(Array.from({ length: 10 }, () => sendClaim({ number })));
    const results = await Promise.all(sent.map(({ token }) => confirmClaim(person, { token })));
    const codes = results.map(codeOf);
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1);
    expect(codes.filter((code) => code === 'another-live')).toHaveLength(9);
  });

  it('[CLAIM-04] two numbers of one person count as one person', async () => {
    const number = someNumber();
    const providerId = await addRegistered({ number, share: 0.9 });
    await database.asOwner(
      `INSERT INTO provider_identifier (scheme, value, provider_id) VALUES ('visa', 'V123123123', $1)`,
      [providerId],
    );
    await openClaim({ number });
    const byVisa = await sendClaim({ number: 'V123123123' });
    expect(codeOf(await confirmClaim(person, { token: byVisa.token }))).toBe('another-live');
  });

  it('[CLAIM-05] an unconfirmed one blocks nobody, and the other programme is another matter', async () => {
    const number = someNumber();
    await sendClaim({ number });
    const mine = await openClaim({ number });
    expect(await findClaimByToken(mine.token)).toMatchObject({ status: 'OPEN' });
    await openClaim({ number, programmes: [masks] });
  });

  it('[CLAIM-05] one form for two programmes makes two claims, confirmed together', async () => {
    const fields = someClaim({ programmes: [reserve, masks] });
    const result = await submitClaim(person, { ...fields, receivedAt: await businessNow() });
    const references = result.ok ? result.value.references : [];
    expect(references).toHaveLength(2);
    const claims = await getDb().claim.findMany({ where: { reference: { in: [...references] } } });
    expect(codeOf(await confirmClaim(person, { token: claimToken(claims[0]?.id ?? '') }))).toBe('ok');
    const after = await getDb().claim.findMany({ where: { reference: { in: [...references] } } });
    expect(after.map(({ status }) => status)).toEqual(['OPEN', 'OPEN']);
    // Twice is once.
    expect(codeOf(await confirmClaim(person, { token: claimToken(claims[0]?.id ?? '') }))).toBe('ok');
    expect((await messagesTo(fields.email)).map(({ template }) => template).toSorted()).toEqual([
      'claim-confirmed',
      'claim-confirmed',
      'claim-received',
      'claim-received',
    ]);
  });

  it('[CLAIM-14] a report taken back is examined no more, and a new one can follow', async () => {
    const claim = await openClaim();
    expect(codeOf(await withdrawClaim(person, { token: claim.token }))).toBe('ok');
    expect(codeOf(await acceptClaim(reviewer, { reference: claim.reference, ...evidence }))).toBe('withdrawn');
    expect(codeOf(await confirmClaim(person, { token: claim.token }))).toBe('withdrawn');
    await openClaim({ number: claim.fields.number });
  });
});

describe('files', () => {
  const pdf = new Uint8Array([...Buffer.from('%PDF-1.7\n%synthetic\n1 0 obj\n<<>>\nendobj\n%%EOF\n')]);
  const png = new Uint8Array(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  );
  const file = (name: string, content: Uint8Array<ArrayBuffer>, type = '') => new File([content], name, { type });

  it('[CLAIM-06] files are told by their content, never by their name', async () => {
    const { good, problems } = await readEvidence([
      file('contract.pdf', pdf),
      file('photo.pdf', png, 'application/pdf'),
      file('macro.pdf', new Uint8Array([...Buffer.from('MZ program')]), 'application/pdf'),
      file('page.png', new Uint8Array([...Buffer.from('<html><script>1</script></html>')]), 'image/png'),
      file('huge.pdf', new Uint8Array([...pdf, ...new Uint8Array(5 * 1024 * 1024)])),
      file('', new Uint8Array(0)),
      file('../../etc/pass\u202Ewd', pdf),
    ]);
    expect(good.map(({ fileName, mediaType }) => [fileName, mediaType])).toEqual([
      ['contract.pdf', 'application/pdf'],
      ['photo.pdf.png', 'image/png'],
      ['passwd.pdf', 'application/pdf'],
    ]);
    expect(problems).toEqual([
      { fileName: 'macro.pdf', code: 'wrong-type' },
      { fileName: 'page.png', code: 'wrong-type' },
      { fileName: 'huge.pdf', code: 'too-big' },
    ]);
  });

  it('[CLAIM-06] what was kept stays until its form is complete, once each, three at most', async () => {
    const { good } = await readEvidence([file('a.pdf', pdf), file('b.png', png)]);
    const first = await keepEvidence({ token: undefined, stay: [], add: good });
    expect(first.kept.map(({ fileName }) => fileName)).toEqual(['a.pdf', 'b.png']);
    const stay = first.kept.map(({ id }) => id);

    const again = await keepEvidence({ token: first.token, stay, add: good });
    expect(again).toMatchObject({ token: first.token, problems: [] });
    expect(again.kept).toHaveLength(2);

    const more = [1, 2].map((n) => ({ ...good[0], fileName: `c${n}.pdf`, content: new Uint8Array([...pdf, n]) }));
    const full = await keepEvidence({
      token: first.token,
      stay,
      add: more.flatMap((one) => ('mediaType' in one ? [one as (typeof good)[number]] : [])),
    });
    expect(full.kept.map(({ fileName }) => fileName)).toEqual(['a.pdf', 'b.png', 'c1.pdf']);
    expect(full.problems).toEqual([{ fileName: 'c2.pdf', code: 'too-many' }]);

    // A stranger with another draft's ids moves nothing.
    const stranger = await keepEvidence({ token: undefined, stay, add: good.slice(0, 1) });
    expect(stranger.kept.map(({ fileName }) => fileName)).toEqual(['a.pdf']);

    const removed = await keepEvidence({ token: first.token, stay: stay.slice(1), add: [] });
    expect(removed.kept.map(({ fileName }) => fileName)).toEqual(['b.png']);

    const claim = await sendClaim({}, { draftToken: first.token });
    expect(await findClaimByToken(claim.token)).toMatchObject({ fileNames: ['b.png'], filePlacesLeft: 2 });
    expect((await keepEvidence({ token: first.token, stay, add: [] })).kept).toEqual([]);
  });

  it('[CLAIM-06] the files of one form go to each of its claims, and only administrators open them', async () => {
    const { good } = await readEvidence([file('a.pdf', pdf)]);
    const draft = await keepEvidence({ token: undefined, stay: [], add: good });
    const fields = someClaim({ programmes: [reserve, masks] });
    const result = await submitClaim(person, { ...fields, receivedAt: await businessNow(), draftToken: draft.token });
    for (const reference of result.ok ? result.value.references : []) {
      const [attached] = (await getClaimFile(reviewer, { reference })).attachments;
      const input = { reference, attachmentId: attached?.id ?? '' };
      const opened = await findAttachment(reviewer, input);
      expect(Buffer.from(opened?.content ?? []).equals(pdf)).toBe(true);
      await expect(findAttachment({ ...reviewer, isAdministrator: false }, input)).rejects.toThrow(NotAllowed);
      expect(await findAttachment(reviewer, { ...input, reference: 'M-0000-0000' })).toBeUndefined();
    }
  });

  it('[CLAIM-06] drafts that nobody finished go after a day', async () => {
    const { good } = await readEvidence([file('a.pdf', pdf)]);
    const old = await keepEvidence({ token: undefined, stay: [], add: good });
    const fresh = await keepEvidence({ token: undefined, stay: [], add: good });
    await database.asOwner(
      `UPDATE claim_draft SET created_at = now() - interval '25 hours' WHERE id = (SELECT draft_id FROM claim_attachment WHERE id = $1)`,
      [old.kept[0]?.id],
    );
    await purgeDrafts();
    const kept = async (id: string | undefined) => getDb().claimAttachment.count({ where: { id: id ?? '' } });
    expect([await kept(old.kept[0]?.id), await kept(fresh.kept[0]?.id)]).toEqual([0, 1]);
  });
});

describe('what the form says', () => {
  const post = (changes: Record<string, string>) => {
    const { programmes, numberInsisted: _, ...fields } = someClaim({ number: '19000122003' });
    const formData = new FormData();
    for (const programme of programmes) formData.append('programmes', programme);
    for (const [name, value] of Object.entries({ ...fields, ...changes })) formData.append(name, String(value));
    return parseForm(formData, claimSchema('2020-06-16')).reply().error ?? {};
  };

  it('[CLAIM-07] a failing check digit is told beside every other mistake, and can be insisted on', async () => {
    expect(post({})).toEqual({});
    expect(post({ number: '19000123003', email: 'nobody', postcode: '99' })).toEqual({
      number: ['claim.errors.number.check-failed'],
      email: ['errors.email'],
      postcode: ['errors.postcode'],
    });
    expect(post({ number: '19000123003', numberInsisted: 'on' })).toEqual({});
    expect(post({ number: '1900012200', numberInsisted: 'on' })).toEqual({
      number: ['claim.errors.number.wrong-length'],
    });
    expect(post({ activeSinceOn: '2020-06-17' })).toEqual({ activeSinceOn: ['claim.errors.dayAhead'] });

    const claim = await sendClaim({ number: '19000123003', numberInsisted: true });
    expect(await getClaimFile(reviewer, { reference: claim.reference })).toMatchObject({ numberInsisted: true });
    const valid = await sendClaim({ numberInsisted: true });
    expect(await getClaimFile(reviewer, { reference: valid.reference })).toMatchObject({ numberInsisted: false });
  });

  it('[CLAIM-08] a lost link goes to the address of the claim and to no other, and the asker learns nothing', async () => {
    const claim = await sendClaim({ language: 'nl' });
    const { email } = claim.fields;
    expect(await sendLink(person, { reference: claim.reference, email: 'other@test.invalid' })).toBeUndefined();
    expect(await messagesTo('other@test.invalid')).toEqual([]);
    const typed = claim.reference.toLowerCase().replaceAll('-', ' ');
    expect(await sendLink(person, { reference: typed, email: email.toUpperCase() })).toBeUndefined();
    await sendLink(person, { reference: claim.reference, email });
    const sent = await messagesTo(email);
    expect(sent.map(({ template }) => template)).toEqual(['claim-received', 'claim-link']);
    expect(sent[1]?.link).toBe(sent[0]?.link);
    expect(readReference('M-7F3K')).toBeUndefined();
    expect(readReference('MABC-DEFG')).toBe('M-MABC-DEFG');
  });

  it('[CLAIM-16] whether somebody is listed is said in the mail alone, to number and postcode together', async () => {
    const first = await openClaim();
    await acceptClaim(reviewer, { reference: first.reference, ...evidence });
    const { number, postcode } = first.fields;
    const known = await sendClaim({ number, postcode });
    const elsewhere = await sendClaim({ number, postcode: '2000' });
    const listed = async (email: string) =>
      (await messagesTo(email)).map(({ params }) => Reflect.get(Object(params), 'listed'));
    expect(await listed(known.fields.email)).toEqual(['yes']);
    expect(await listed(elsewhere.fields.email)).toEqual(['no']);
  });
});

describe('questions, refusals, appeals', () => {
  it('[CLAIM-09] a question is answered once, and the claim goes on where it was', async () => {
    const claim = await openClaim();
    await askQuestion(reviewer, { reference: claim.reference, text: 'Depuis quand ?' });
    expect(await findClaimByToken(claim.token)).toMatchObject({ status: 'QUESTION', question: 'Depuis quand ?' });
    expect(codeOf(await askQuestion(second, { reference: claim.reference, text: 'Et où ?' }))).toBe('asked-before');
    expect(codeOf(await answerQuestion(person, { token: claim.token, text: 'Depuis 2015.' }))).toBe('ok');
    expect(codeOf(await answerQuestion(person, { token: claim.token, text: 'Encore.' }))).toBe('no-question');
    const view = await findClaimByToken(claim.token);
    expect(view).toMatchObject({ status: 'OPEN', question: null });
    expect(view?.history.map(({ kind }) => kind)).toEqual(['RECEIVED', 'CONFIRMED', 'QUESTION_ASKED', 'ANSWERED']);
  });

  it('[CLAIM-10] a refusal says its reasons in the language of the person, those of rules made from the rules', async () => {
    const claim = await openClaim({ language: 'nl' });
    expect(codeOf(await refuseClaim(reviewer, { reference: claim.reference, reasons: [] }))).toBe('no-reason');
    await refuseClaim(reviewer, {
      reference: claim.reference,
      reasons: ['mostly-ambulatory', 'evidence-insufficient'],
      text: 'Eigen woorden.',
    });
    const reason = (await findClaimByToken(claim.token))?.refusalReason ?? '';
    expect(reason).toContain('50%');
    expect(reason.split('\n')).toHaveLength(3);
    expect(reason).toContain('Eigen woorden.');
  });

  it('[CLAIM-10] an appeal reopens it once, for another reviewer; the database refuses the same one too', async () => {
    const claim = await openClaim();
    await assignClaim(reviewer, { reference: claim.reference, assigneeId: reviewer.userId });
    expect(codeOf(await appealClaim(person, { token: claim.token, text: 'Non.' }))).toBe('not-refused');
    await refuseClaim(reviewer, { reference: claim.reference, reasons: ['no-answer'] });
    expect(codeOf(await appealClaim(person, { token: claim.token, text: 'Voici du neuf.' }))).toBe('ok');

    const file = await getClaimFile(reviewer, { reference: claim.reference });
    expect(file).toMatchObject({ status: 'APPEALED', assignee: null, hindrance: 'same-reviewer' });
    const again = { reference: claim.reference, assigneeId: reviewer.userId };
    expect(codeOf(await assignClaim(second, again))).toBe('same-reviewer-assigned');
    expect(codeOf(await acceptClaim(reviewer, { reference: claim.reference, ...evidence }))).toBe('same-reviewer');
    expect(codeOf(await refuseClaim(reviewer, { reference: claim.reference, reasons: ['no-answer'] }))).toBe(
      'same-reviewer',
    );
    await expect(
      database.asApp(`UPDATE claim SET appeal_decided_by_id = decided_by_id WHERE id = $1`, [claim.id]),
    ).rejects.toThrow('claim_appeal_by_another_reviewer');

    // A question in an appeal leaves it an appeal.
    await askQuestion(second, { reference: claim.reference, text: 'Une preuve ?' });
    await answerQuestion(person, { token: claim.token, text: 'La voici.' });
    expect(await findClaimByToken(claim.token)).toMatchObject({ status: 'APPEALED' });
    expect(codeOf(await refuseClaim(second, { reference: claim.reference, reasons: ['evidence-insufficient'] }))).toBe(
      'ok',
    );
    expect(codeOf(await appealClaim(person, { token: claim.token, text: 'Encore.' }))).toBe('appealed-before');
  });

  it('[CLAIM-10] an appeal can be accepted', async () => {
    const claim = await openClaim();
    await refuseClaim(reviewer, { reference: claim.reference, reasons: ['no-answer'] });
    await appealClaim(person, { token: claim.token, text: 'Voici.' });
    expect(codeOf(await acceptClaim(second, { reference: claim.reference, ...evidence }))).toBe('ok');
    expect(await check(claim.fields.number, claim.fields.postcode)).toMatchObject({ result: 'listed' });
  });

  it('[CLAIM-15] only administrators see, assign and decide', async () => {
    const claim = await openClaim();
    const staff = { ...reviewer, isAdministrator: false, provinces: ['BE-WLG'] };
    const { reference } = claim;
    expect(codeOf(await acceptClaim(staff, { reference, ...evidence }))).toBe('not-allowed');
    expect(codeOf(await refuseClaim(staff, { reference, reasons: ['no-answer'] }))).toBe('not-allowed');
    expect(codeOf(await askQuestion(staff, { reference, text: 'Who?' }))).toBe('not-allowed');
    expect(codeOf(await assignClaim(staff, { reference, assigneeId: reviewer.userId }))).toBe('not-allowed');
    await expect(getClaimFile(staff, { reference })).rejects.toThrow(NotAllowed);
    await expect(listClaims(staff, queueFilterSchema.parse({}))).rejects.toThrow(NotAllowed);
    expect(codeOf(await acceptClaim(person, { reference, ...evidence }))).toBe('not-allowed');
    const unconfirmed = await sendClaim();
    expect(codeOf(await acceptClaim(reviewer, { reference: unconfirmed.reference, ...evidence }))).toBe(
      'not-confirmed',
    );
  });

  it('[CLAIM-15] the queue is found by state, assignee, province, profession and reference', async () => {
    const claim = await openClaim({ postcode: '9000', professionCode: 'midwife', familyName: 'Zzample' });
    await assignClaim(reviewer, { reference: claim.reference, assigneeId: second.userId });
    const find = async (filter: Record<string, string>) =>
      (await listClaims(second, queueFilterSchema.parse(filter))).rows.map(({ reference }) => reference);
    expect(await find({ assignee: 'me' })).toEqual([claim.reference]);
    expect(await find({ province: 'BE-VOV' })).toEqual([claim.reference]);
    expect(await find({ profession: 'midwife' })).toEqual([claim.reference]);
    expect(await find({ q: claim.reference.toLowerCase() })).toEqual([claim.reference]);
    expect(await find({ q: 'zzam' })).toEqual([claim.reference]);
    expect(await find({ q: 'zzam', assignee: 'none' })).toEqual([]);
  });

  it('[CLAIM-15] the queue is sorted by receipt, by how long one waits and by assignee, in the address', async () => {
    const claims = [];
    for (const familyName of ['Sorted', 'Sorted', 'Sorted']) claims.push(await openClaim({ familyName }));
    const [first, appealed, last] = claims.map(({ reference }) => reference);
    if (first === undefined || appealed === undefined || last === undefined) throw new Error('no claims');
    await assignClaim(reviewer, { reference: last, assigneeId: second.userId });
    await database.asOwner(
      `UPDATE claim c SET received_at = c.received_at + g.after * interval '1 second'
         FROM (VALUES ($1, -3), ($2, -2), ($3, -1)) AS g (reference, after) WHERE c.reference = g.reference`,
      [first, appealed, last],
    );
    await database.asOwner(`UPDATE claim SET appealed_at = received_at + interval '3 hours' WHERE reference = $1`, [
      appealed,
    ]);
    const sorted = async (address: Record<string, string>) => {
      const filter = queueFilterSchema.parse({ ...address, q: 'sorted' });
      const queue = await listClaims(reviewer, filter);
      const file = await listClaimsForExport(reviewer, filter);
      expect(file.map(({ reference }) => reference)).toEqual(queue.rows.map(({ reference }) => reference));
      return queue.rows.map(({ reference }) => reference);
    };
    expect(await sorted({})).toEqual([first, appealed, last]);
    expect(await sorted({ status: 'all' })).toEqual([last, appealed, first]);
    expect(await sorted({ sort: 'received', order: 'descending' })).toEqual([last, appealed, first]);
    expect(await sorted({ sort: 'age', order: 'descending' })).toEqual([first, last, appealed]);
    expect(await sorted({ sort: 'assignee' })).toEqual([last, first, appealed]);
    expect(await listClaims(reviewer, queueFilterSchema.parse({ q: 'sorted', page: '9' }))).toMatchObject({
      page: 1,
      pageCount: 1,
      total: 3,
    });
  });
});

type Row = Record<string, unknown>;

/** Inserts a claim as the application role; the name of the constraint that refused it, or nothing. */
async function insertClaim(changes: Row): Promise<string | undefined> {
  const row: Row = {
    reference: `T-${Math.random()}`,
    programme_code: reserve,
    profession_code: 'dentist',
    status: 'UNCONFIRMED',
    received_at: (await businessNow()).toString(),
    received_by: 'WEB',
    identifier_scheme: 'nihdi',
    identifier_value: someNumber().slice(0, 8),
    stated_number: '39000334001',
    given_name: 'Sample',
    family_name: 'Claimant',
    postcode: '4000',
    municipality: 'Exampletown',
    province_code: 'BE-WLG',
    workplace: 'Example',
    active_since_on: '2015-01-01',
    language: 'fr',
    email: 'claimant@test.invalid',
    access_token_hash: Buffer.from(String(Math.random())),
    ...changes,
  };
  const names = Object.keys(row);
  try {
    await database.asApp(
      `INSERT INTO claim (${names.join()}) VALUES (${names.map((_, index) => `$${index + 1}`).join()})`,
      Object.values(row),
    );
    return undefined;
  } catch (error) {
    return violatedConstraint(error);
  }
}

describe('the database', () => {
  const confirmed = { status: 'OPEN', confirmed_at: '2020-06-16T07:00:00Z' };

  it('[GUARD-CLAIM-01] refuses each claim that cannot be', async () => {
    const decided = { ...confirmed, decided_by_id: reviewer.userId, decided_at: '2020-06-16T07:00:00Z' };
    const cases: [Row, string][] = [
      [{ status: 'OPEN' }, 'claim_confirmed_before_review'],
      [{ received_by: 'LETTER', ...confirmed }, 'claim_entered_by_staff_or_person'],
      [
        { received_by: 'LETTER', entered_by_id: reviewer.userId, entered_reason: ' ', ...confirmed },
        'claim_entered_by_staff_or_person',
      ],
      [{ entered_by_id: reviewer.userId }, 'claim_entered_by_staff_or_person'],
      [{ email: null }, 'claim_reachable'],
      [{ email: 'Claimant@test.invalid' }, 'claim_email_lower_case'],
      [{ ...decided, status: 'ACCEPTED' }, 'claim_decision_complete'],
      [{ ...decided, status: 'REFUSED' }, 'claim_decision_complete'],
      [{ ...decided, status: 'REFUSED', refusal_reason: ' ' }, 'claim_decision_complete'],
      [{ ...decided, status: 'APPEALED' }, 'claim_decision_complete'],
      [
        { ...decided, status: 'REFUSED', refusal_reason: 'No', appeal_decided_by_id: reviewer.userId },
        'claim_appeal_by_another_reviewer',
      ],
    ];
    for (const [changes, constraint] of cases)
      expect([changes, await insertClaim(changes)]).toEqual([changes, constraint]);
    expect(await insertClaim({})).toBeUndefined();
  });

  it('[GUARD-CLAIM-01] refuses a second live confirmed claim, by number and by provider', async () => {
    const number = someNumber();
    const providerId = await addRegistered({ number });
    const identifier_value = number.slice(0, 8);
    expect(await insertClaim({ ...confirmed, identifier_value })).toBeUndefined();
    expect(await insertClaim({ ...confirmed, identifier_value })).toBe('claim_one_live_confirmed_by_number');
    expect(await insertClaim({ ...confirmed, provider_id: providerId })).toBeUndefined();
    expect(await insertClaim({ ...confirmed, provider_id: providerId })).toBe('claim_one_live_confirmed_by_provider');
  });

  it('[GUARD-CLAIM-02] looks at the receipt: not late, not early, not ahead, not dated back', async () => {
    const dated = (received_at: string) => insertClaim({ received_at });
    expect(await dated('2020-05-31T23:59:59+02:00')).toBe('claim_programme_open');
    expect(await dated('2020-06-16T09:01:00+02:00')).toBe('claim_receipt_not_in_future');
    expect(await dated('2020-06-16T08:44:00+02:00')).toBe('claim_web_receipt_is_now');
    const letter = { received_by: 'LETTER', entered_by_id: reviewer.userId, entered_reason: 'Letter', ...confirmed };
    expect(await insertClaim({ ...letter, received_at: '2020-06-10T09:00:00+02:00' })).toBeUndefined();
    await setClock('2020-06-21T09:00:00+02:00');
    expect(await dated('2020-06-21T09:00:00+02:00')).toBe('claim_received_by_cutoff');
    expect(await insertClaim({ ...letter, received_at: '2020-06-21T00:00:00+02:00' })).toBe('claim_received_by_cutoff');
    expect(await insertClaim({ programme_code: 'dentist-ffp2-2020' })).toBe('claim_programme_open');
    await expect(database.asApp(`UPDATE claim SET received_at = '2020-06-17T09:00:00Z'`)).rejects.toThrow(
      'permission denied',
    );
  });

  it('[GUARD-CLAIM-03] keeps evidence within its bounds and a history as it was', async () => {
    const claim = await sendClaim();
    const attach = async (changes: Row) => {
      const row: Row = {
        claim_id: claim.id,
        position: 1,
        file_name: 'a.pdf',
        media_type: 'application/pdf',
        byte_size: 3,
        content: Buffer.from('abc'),
        ...changes,
      };
      const names = Object.keys(row);
      try {
        await database.asApp(
          `INSERT INTO claim_attachment (${names.join()}) VALUES (${names.map((_, index) => `$${index + 1}`).join()})`,
          Object.values(row),
        );
        return undefined;
      } catch (error) {
        return violatedConstraint(error);
      }
    };
    expect(await attach({ position: 4 })).toBe('claim_attachment_three_at_most');
    expect(await attach({ claim_id: null })).toBe('claim_attachment_has_one_home');
    expect(await attach({ media_type: 'text/html' })).toBe('claim_attachment_media_type');
    expect(await attach({ byte_size: 2 })).toBe('claim_attachment_size');
    expect(await attach({ byte_size: 0, content: Buffer.alloc(0) })).toBe('claim_attachment_size');
    const big = Buffer.alloc(5 * 1024 * 1024 + 1);
    expect(await attach({ byte_size: big.byteLength, content: big })).toBe('claim_attachment_size');
    expect(await attach({})).toBeUndefined();
    expect(await attach({})).toBe('claim_attachment_claim_position_key');
    await expect(database.asApp('DELETE FROM claim_event')).rejects.toThrow('permission denied');
    await expect(database.asOwner(`UPDATE claim_event SET text = 'x'`)).rejects.toThrow('claim_event_is_final');
    await expect(database.asApp('DELETE FROM claim')).rejects.toThrow('permission denied');
  });
});
