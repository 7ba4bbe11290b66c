import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { UserActor } from '#lib/auth/actor.ts';
import { statementsOf } from '#lib/db/sql-transaction.ts';
import { findFactsOfProvider } from '#lib/eligibility/facts-of-provider.ts';
import { publishAmendment } from '#lib/eligibility/publish-amendment.ts';
import { recordDecision } from '#lib/eligibility/record-decision.ts';
import { recordCorrection } from '#lib/registers/record-correction.ts';
import { recordEvidence } from '#lib/registers/record-evidence.ts';
import { decide } from '#lib/rules/decide.ts';
import { acutePhase, valueOn } from '#lib/rules/parameters.ts';
import { getRuleSet } from '#lib/rules/rule-sets.ts';
import type { SampleClaim } from './sample-claims.ts';
import { samplePdf, samplePng } from './sample-documents.ts';
import { firstAdministrator } from './sample-users.ts';

/**
 * Receives the claims one by one, with business time at the moment each came: the database accepts no other receipt.
 * Those accepted then go the ordinary way, so that their lists are numbered and their entitlements given as ever.
 */
export async function loadClaims(client: pg.ClientBase, claims: readonly SampleClaim[]): Promise<void> {
  for (const claim of claims) {
    // What came by letter or telephone is dated by its receipt, and typed in later.
    await setBusinessTime(client, claim.way === 'WEB' ? claim.receivedAt : (claim.events[0]?.at ?? claim.receivedAt));
    await insertClaim(client, claim);
  }
  const accepted = claims
    .filter(({ state }) => state === 'ACCEPTED')
    .flatMap((claim) => claim.events.filter(({ kind }) => kind === 'ACCEPTED').map((event) => ({ claim, event })))
    .sort((a, b) => a.event.at.localeCompare(b.event.at));
  for (const { claim, event } of accepted) {
    await setBusinessTime(client, event.at);
    await acceptClaim(client, claim, { at: event.at, userId: event.userId ?? firstAdministrator });
  }
  await insertHistory(client, claims);
  await insertEvidence(client, claims);
}

/** Only the owner may write the row; the application asks `step_business_clock`. */
export async function setBusinessTime(client: pg.ClientBase, at: string): Promise<void> {
  await client.query(
    `UPDATE business_clock
        SET offset_ms = (extract(epoch FROM $1::timestamptz - clock_timestamp()) * 1000)::bigint WHERE id = 1`,
    [at],
  );
}

async function insertClaim(client: pg.ClientBase, claim: SampleClaim): Promise<void> {
  const { provider, events } = claim;
  const [practice] = provider.practices;
  const when = (kind: string) => events.find((event) => event.kind === kind)?.at ?? null;
  const byStaff = claim.way === 'WEB' ? null : firstAdministrator;
  // Accepted later, by the command.
  const status = claim.state === 'ACCEPTED' ? 'OPEN' : claim.state;
  await client.query(
    `INSERT INTO claim (id, reference, programme_code, profession_code, status, received_at, received_by, entered_at,
                        entered_by_id, entered_reason, confirmed_at, identifier_scheme, identifier_value, stated_number,
                        number_insisted, given_name, family_name, street, postcode, municipality, province_code, workplace,
                        active_since_on, statement, language, email, access_token_hash, provider_id, assignee_id,
                        decided_by_id, decided_at, refusal_reason, appealed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
             $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)`,
    [
      ...[claim.id, claim.reference, claim.programme, practice.profession, status, claim.receivedAt, claim.way],
      byStaff === null ? claim.receivedAt : enteredAt,
      byStaff,
      byStaff === null ? null : enteredReasons[claim.way],
      byStaff === null ? when('CONFIRMED') : enteredAt,
      ...[provider.scheme, claim.statedNumber.slice(0, 8), claim.statedNumber, claim.numberInsisted],
      ...[provider.givenName, provider.familyName, provider.street, provider.area.postcode, provider.area.municipality],
      ...[
        provider.area.province,
        claim.workplace,
        claim.activeSinceOn,
        claim.statement,
        provider.language,
        claim.email,
      ],
      // Nobody has the link of a claim that no message was sent for; its next message gives it one.
      createHash('sha256').update(`sample ${claim.id}`).digest(),
      claim.known && status !== 'UNCONFIRMED' ? provider.id : null,
      claim.assigneeId,
      events.find(({ kind }) => kind === 'REFUSED')?.userId ?? null,
      claim.refusal?.at ?? null,
      claim.refusal?.reason ?? null,
      when('APPEALED'),
    ],
  );
}

const enteredAt = '2020-06-15T08:30:00+02:00';
const enteredReasons: Readonly<Record<string, string>> = {
  LETTER: 'Lettre reçue à l’administration / Brief ontvangen door de administratie',
  EMAIL: 'Message reçu à l’adresse de contact / Bericht ontvangen op het contactadres',
  PHONE: 'Appel reçu au numéro d’information / Oproep op het informatienummer',
};

/** The reviewer saw what the registers lack; it is kept, decided on, and published as an amended list. */
async function acceptClaim(
  client: pg.ClientBase,
  { id, reference, programme, provider }: SampleClaim,
  { at, userId }: { readonly at: string; readonly userId: string },
): Promise<void> {
  const [practice] = provider.practices;
  const tx = statementsOf(client);
  const asOf = at.slice(0, 10);
  const subject = { providerId: provider.id, professionCode: practice.profession };
  await recordEvidence(tx, {
    ...subject,
    registeredNumber: practice.registeredNumber,
    registered: false,
    activity: { ...valueOn(acutePhase, asOf).value, share: practice.share ?? 0.8 },
    source: `claim:${reference}`,
  });
  await recordCorrection(tx, { ...subject, facts: ['ambulatoryShares'], claimId: id, correctedById: userId, at });
  const facts = await findFactsOfProvider(tx, { ...subject, asOf });
  if (!facts) throw new Error(`No facts of the provider of claim ${reference}`);
  const decision = decide(facts, getRuleSet(programme, 1), asOf);
  if (decision.outcome !== 'eligible') {
    const wanting = decision.reasons.filter(({ status }) => status !== 'met').map(({ code }) => code);
    throw new Error(`The sample accepts claim ${reference}, and the rules do not: ${wanting.join(', ')}`);
  }
  const decisionId = await recordDecision(tx, programme, { ...subject, facts, decision });
  await client.query(
    `UPDATE claim SET status = 'ACCEPTED', decided_by_id = $2, decided_at = $3, decision_id = $4 WHERE id = $1`,
    [id, userId, at, decisionId],
  );
  await publishAmendment(tx, reviewer(userId), {
    ...subject,
    programmeCode: programme,
    claimId: id,
    decisionId,
    asOf,
  });
}

function reviewer(userId: string): UserActor {
  return {
    kind: 'user',
    userId,
    email: '',
    name: null,
    language: 'fr',
    isAdministrator: true,
    provinces: [],
    organisations: [],
    providerId: null,
  };
}

const auditActions: Readonly<Record<string, string>> = {
  RECEIVED: 'claim.submit',
  CONFIRMED: 'claim.confirm',
  ASSIGNED: 'claim.assign',
  QUESTION_ASKED: 'claim.ask',
  ANSWERED: 'claim.answer',
  ACCEPTED: 'claim.accept',
  REFUSED: 'claim.refuse',
  APPEALED: 'claim.appeal',
  WITHDRAWN: 'claim.withdraw',
};

async function insertHistory(client: pg.ClientBase, claims: readonly SampleClaim[]): Promise<void> {
  const events = claims
    .flatMap((claim) => claim.events.map((event) => ({ claim, event })))
    .sort((a, b) => Date.parse(a.event.at) - Date.parse(b.event.at));
  for (const { claim, event } of events) {
    const entered = event.kind === 'RECEIVED' && claim.way !== 'WEB';
    const userId = entered ? firstAdministrator : event.userId;
    await client.query('INSERT INTO claim_event (claim_id, kind, at, user_id, text) VALUES ($1, $2, $3, $4, $5)', [
      ...[claim.id, event.kind, event.at, userId, event.text],
    ]);
    await client.query(
      `INSERT INTO audit_entry (business_at, user_id, actor_kind, action, subject_type, subject_id, province_code, details)
       VALUES ($1, $2, $3, $4, 'claim', $5, $6, $7)`,
      [
        ...[entered ? enteredAt : event.at, userId, userId === null ? 'person' : 'user'],
        entered ? 'claim.enter' : auditActions[event.kind],
        ...[claim.id, claim.provider.area.province, { reference: claim.reference, programme: claim.programme }],
      ],
    );
  }
}

async function insertEvidence(client: pg.ClientBase, claims: readonly SampleClaim[]): Promise<void> {
  for (const { id, evidence, provider } of claims) {
    if (evidence === null) continue;
    const content = evidence === 'pdf' ? samplePdf(`Attestation - ${provider.familyName}`) : samplePng(420, 595);
    await client.query(
      `INSERT INTO claim_attachment (claim_id, position, file_name, media_type, byte_size, content, created_at)
       VALUES ($1, 1, $2, $3, $4, $5, business_now())`,
      [
        ...[id, `attestation.${evidence}`, evidence === 'pdf' ? 'application/pdf' : 'image/png'],
        ...[content.length, content],
      ],
    );
  }
}
