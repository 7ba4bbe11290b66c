import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, userIdOf } from '#lib/auth/actor.ts';
import type { Claim } from '#lib/db/generated/client.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { lockToAmend } from '#lib/eligibility/list-version.ts';
import { publishAmendment } from '#lib/eligibility/publish-amendment.ts';
import { recordDecision } from '#lib/eligibility/record-decision.ts';
import { followDomicile } from '#lib/entitlements/follow-domicile.ts';
import { loadWords } from '#lib/i18n/kept-words.ts';
import { writeMessage } from '#lib/notifications/write-message.ts';
import { findUnlinkedNumber } from '#lib/registers/contradictions/of-number.ts';
import { establishProvider } from '#lib/registers/establish-provider.ts';
import { holdOffLinking } from '#lib/registers/link/lock-registers.ts';
import { type CorrectableFact, recordCorrection } from '#lib/registers/record-correction.ts';
import { recordDomicile } from '#lib/registers/record-domicile.ts';
import { recordEvidence, recordVerifiedContact } from '#lib/registers/record-evidence.ts';
import type { Period } from '#lib/rules/days.ts';
import { businessNow, dayOf, toDate } from '#lib/shared/clock.ts';
import { portalUrl } from '#lib/shared/portal-url.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { claimLink } from './access.ts';
import { recordEvent } from './history.ts';
import { lockClaimByReference } from './load-claim.ts';
import { type ReviewRefusal, reviewRefusal } from './policy.ts';
import { activityPeriod, ruleSetOf, viewByRules } from './rules-of-claim.ts';

export type AcceptClaimInput = {
  readonly reference: string;
  /** The provider of the registers it concerns; left out, a new one is established from the claim. */
  readonly providerId?: string | undefined;
  /** That the reviewer made sure who the person is; nothing is accepted without. */
  readonly identityVerified: boolean;
  /** What the evidence shows beyond the registers: the facts it corrects, which no later file takes back. */
  readonly registered: boolean;
  readonly ambulatoryPercent?: number | undefined;
  readonly domicile: boolean;
  readonly note?: string | undefined;
};

export type AcceptClaimRefusal =
  | ReviewRefusal
  | 'unknown'
  | 'identity'
  | 'provider-unknown'
  | 'number-taken'
  | 'number-contested'
  | 'already-listed'
  | 'booked-elsewhere'
  | 'registers-linking'
  /** The rules do not say eligible even so: `rules` names those that are not met. */
  | 'not-eligible';

export type AcceptedClaim = { readonly listNumber: number; readonly told: boolean };

/**
 * Accepts a claim: the person is linked to the registers or established, what the evidence shows is written beside what
 * they say, the rules decide on that, and an amended list with this one person is published, which gives the
 * entitlement. The claim's address becomes the address on file only here. Never against the rules: unless they say
 * eligible, nothing changes. All in one transaction; of two reviewers at once the second is told that it is decided.
 */
export function acceptClaim(actor: Actor, input: AcceptClaimInput): Promise<Result<AcceptedClaim, AcceptClaimRefusal>> {
  return inTransaction<AcceptedClaim, AcceptClaimRefusal>(
    async (tx) => {
      const claim = await lockClaimByReference(tx, input.reference);
      if (!claim) return refused('unknown');
      const refusal = reviewRefusal(actor, claim);
      if (refusal) return refused(refusal);
      if (!input.identityVerified) return refused('identity');

      if (!(await holdOffLinking(tx))) return refused('registers-linking');
      // Before looking who is listed: a publication under way may be about to name the person.
      await lockToAmend(tx, claim.programmeCode, claim.professionCode);
      const now = await businessNow();
      const asOf = dayOf(now);
      const ruleSet = await ruleSetOf(tx, claim.programmeCode);
      const found = await findOrEstablish(tx, actor, claim, input.providerId);
      if (!found.ok) return found;
      const providerId = found.value;
      if (await isListed(tx, claim.programmeCode, providerId)) return refused('already-listed');
      if (!(await writeEvidence(tx, actor, { claim, providerId, input, period: activityPeriod(ruleSet, asOf) }))) {
        return refused('booked-elsewhere');
      }

      const { facts, decision } = await viewByRules(tx, ruleSet, { ...claim, providerId }, asOf);
      if (decision.outcome !== 'eligible') {
        const against = decision.reasons.filter(({ status }) => status !== 'met').map(({ rule }) => rule);
        return refused('not-eligible', { rules: against.join(' ') });
      }
      const { professionCode, programmeCode } = claim;
      const decisionId = await recordDecision(tx, programmeCode, { providerId, professionCode, facts, decision });
      await recordVerifiedContact(tx, { ...claim, providerId });
      if (claim.email !== null || claim.phone !== null) {
        await recordCorrection(tx, { ...ofClaim(actor, claim), providerId, facts: ['contact'] });
      }
      const amendment = { claimId: claim.id, programmeCode, professionCode, providerId, decisionId, asOf };
      const list = await publishAmendment(tx, actor, amendment);
      await close(tx, actor, claim, { providerId, decisionId, at: toDate(now), note: input.note, list });
      return done({ listNumber: list.number, told: claim.email !== null });
    },
    { provider_identifier_pkey: 'number-taken' },
  );
}

async function findOrEstablish(
  tx: Transaction,
  actor: Actor,
  claim: Claim,
  providerId: string | undefined,
): Promise<Result<string, 'provider-unknown' | 'number-contested'>> {
  if (providerId !== undefined) {
    // Two claims of one person may name two professions, whose amended lists do not wait for each other.
    const [provider] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM provider WHERE id = ${providerId}::uuid FOR NO KEY UPDATE`;
    return provider ? done(provider.id) : refused('provider-unknown');
  }
  const identifier = { scheme: claim.identifierScheme, value: claim.identifierValue };
  const unlinked = await findUnlinkedNumber(tx, identifier);
  if (unlinked?.state === 'contested') return refused('number-contested');
  const established = await establishProvider(tx, {
    givenName: claim.givenName,
    familyName: claim.familyName,
    language: claim.language,
    street: claim.street,
    postcode: claim.postcode,
    municipality: claim.municipality,
    provinceCode: claim.provinceCode,
    identifier,
    registers: unlinked?.state === 'activity-alone' ? unlinked.registers : [],
  });
  await recordAudit(tx, actor, {
    action: 'provider.establish',
    subject: { type: 'provider', id: established },
    provinceCode: claim.provinceCode,
    details: { claim: claim.reference, insisted: claim.numberInsisted },
  });
  return done(established);
}

async function isListed(tx: Transaction, programmeCode: string, providerId: string): Promise<boolean> {
  const entry = await tx.listEntry.findFirst({
    where: { providerId, list: { programmeCode, publishedAt: { not: null }, endedAt: null } },
    select: { listId: true },
  });
  return entry !== null;
}

/** False where the person has a time booked in the province they would leave. */
async function writeEvidence(
  tx: Transaction,
  actor: Actor,
  given: {
    readonly claim: Claim;
    readonly providerId: string;
    readonly input: AcceptClaimInput;
    readonly period: Period | undefined;
  },
): Promise<boolean> {
  const { claim, providerId, input, period } = given;
  const { postcode, municipality, provinceCode } = claim;
  if (input.domicile) {
    if (!(await followDomicile(tx, { providerId, provinceCode }))) return false;
    await recordDomicile(tx, providerId, { street: claim.street, postcode, municipality, provinceCode });
  }
  const share = period && input.ambulatoryPercent !== undefined ? input.ambulatoryPercent / 100 : undefined;
  const practice = await tx.practice.findFirst({
    where: { providerId, professionCode: claim.professionCode },
    select: { id: true },
  });
  const facts: CorrectableFact[] = [
    ...(practice ? [] : ['profession' as const]),
    ...(input.registered ? ['registered' as const] : []),
    ...(share === undefined ? [] : ['ambulatoryShares' as const]),
    ...(input.domicile ? ['domicileProvince' as const] : []),
  ];
  await recordCorrection(tx, { ...ofClaim(actor, claim), providerId, facts });
  await recordEvidence(tx, {
    providerId,
    professionCode: claim.professionCode,
    registeredNumber: claim.statedNumber,
    registered: input.registered,
    activity: period && share !== undefined ? { ...period, share } : undefined,
    source: `claim:${claim.reference}`,
  });
  await recordAudit(tx, actor, {
    action: 'provider.record-evidence',
    subject: { type: 'provider', id: providerId },
    provinceCode,
    details: {
      claim: claim.reference,
      profession: claim.professionCode,
      registered: input.registered,
      domicile: input.domicile,
      ambulatoryShare: share ?? null,
    },
  });
  return true;
}

function ofClaim(actor: Actor, claim: Claim) {
  return { professionCode: claim.professionCode, claimId: claim.id, correctedById: userIdOf(actor) };
}

type Outcome = {
  readonly providerId: string;
  readonly decisionId: string;
  readonly at: Date;
  readonly note: string | undefined;
  readonly list: { readonly listId: string; readonly number: number };
};

async function close(tx: Transaction, actor: Actor, claim: Claim, outcome: Outcome): Promise<void> {
  const { providerId, decisionId, at, note, list } = outcome;
  await tx.claim.update({
    where: { id: claim.id },
    data: { status: 'ACCEPTED', providerId, decisionId, decidedAt: at, ...decidedBy(claim, actor) },
  });
  await recordEvent(tx, actor, { claimId: claim.id, kind: 'ACCEPTED', at });
  if (note !== undefined) await recordEvent(tx, actor, { claimId: claim.id, kind: 'NOTE', at, text: note });
  await recordAudit(tx, actor, {
    action: 'claim.accept',
    subject: { type: 'claim', id: claim.id },
    provinceCode: claim.provinceCode,
    details: { reference: claim.reference, list: list.number, appeal: claim.appealedAt !== null },
  });
  if (claim.email === null) return;
  const words = await loadWords(claim.language);
  await writeMessage(tx, {
    template: 'claim-accepted',
    language: claim.language,
    toEmail: claim.email,
    params: {
      reference: claim.reference,
      programme: words(`rules.programmes.${claim.programmeCode}`),
      list: list.number,
      check: portalUrl(`/${claim.language}/check`),
    },
    secrets: { link: await claimLink(tx, claim) },
    dedupKey: `claim-accepted:${claim.id}`,
  });
}

/** Who decided: the first decision keeps its reviewer, the appeal has its own. */
export function decidedBy(
  claim: { readonly appealedAt: Date | null },
  actor: Actor,
): { readonly decidedById: string | null } | { readonly appealDecidedById: string | null } {
  return claim.appealedAt === null ? { decidedById: userIdOf(actor) } : { appealDecidedById: userIdOf(actor) };
}
