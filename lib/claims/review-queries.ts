import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import type { Language } from '#lib/i18n/locales.ts';
import type { ProviderNumber } from '#lib/identifiers/provider-number.ts';
import { findUnlinkedNumber, type UnlinkedNumber } from '#lib/registers/contradictions/of-number.ts';
import type { Period } from '#lib/rules/days.ts';
import type { DescribedStatement } from '#lib/rules/describe.ts';
import type { Decision } from '#lib/rules/reasons.ts';
import { businessNow, dayOf } from '#lib/shared/clock.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { type ClaimStatus, type ReviewRefusal, reviewRefusal } from './policy.ts';
import { correctedFacts, readReasons, takenBackAt } from './queries.ts';
import { isoDay } from './receive-claim.ts';
import type { Reviewer } from './review-queue.ts';
import { activityPeriod, conditionsOf, type RulesView, ruleSetOf, viewByRules } from './rules-of-claim.ts';

/** What the registers hold of the person, as far as the claim is concerned. */
export type RegisteredPerson = {
  readonly providerId: string;
  /** Codes of the registers that know the person, as of the last linking. */
  readonly registers: readonly string[];
  readonly givenName: string;
  readonly familyName: string;
  readonly street: string | null;
  readonly postcode: string;
  readonly municipality: string;
  readonly provinceCode: string;
  readonly email: string | null;
  readonly practices: readonly {
    readonly professionCode: string;
    readonly registeredNumber: string;
    readonly registered: boolean | null;
    /** Half-open days. */
    readonly activities: readonly {
      readonly from: string;
      readonly until: string;
      readonly share: number;
      readonly source: string;
    }[];
  }[];
  readonly groupings: readonly string[];
  /** Lists in force under the claim's programme that name the person. */
  readonly listed: readonly { readonly professionCode: string; readonly number: number }[];
};

export type ClaimFile = {
  readonly reference: string;
  readonly status: ClaimStatus;
  readonly programmeCode: string;
  readonly professionCode: string;
  readonly receivedAt: string;
  readonly receivedBy: 'WEB' | 'LETTER' | 'EMAIL' | 'PHONE';
  readonly enteredByName: string | null;
  readonly enteredReason: string | null;
  readonly confirmedAt: string | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly number: ProviderNumber;
  readonly numberInsisted: boolean;
  readonly street: string | null;
  readonly postcode: string;
  readonly municipality: string;
  readonly provinceCode: string;
  readonly workplace: string;
  readonly activeSinceOn: string;
  readonly statement: string | null;
  readonly language: Language;
  readonly email: string | null;
  readonly phone: string | null;
  readonly assignee: Reviewer | null;
  readonly decidedByName: string | null;
  readonly refusalReason: string | null;
  readonly appealed: boolean;
  readonly attachments: readonly {
    readonly id: string;
    readonly fileName: string;
    readonly mediaType: string;
    readonly byteSize: number;
  }[];
  readonly events: readonly {
    readonly id: string;
    readonly kind: string;
    readonly at: string;
    readonly userName: string | null;
    readonly text: string | null;
  }[];
  /** Whom the registers know by the claim's number, or who was looked up. */
  readonly registered: RegisteredPerson | null;
  /** What registers say of the number all the same, where nobody is linked by it. */
  readonly unlinked: UnlinkedNumber | null;
  readonly rules: {
    readonly basis: RulesView['basis'];
    readonly decision: Decision;
    readonly since: RulesView['since'];
    readonly conditions: readonly DescribedStatement[];
    readonly activityPeriod: Period | null;
  };
  /** Facts that accepting it corrected, as the rules name them. */
  readonly corrected: readonly string[];
  /** When these corrections were taken back, an ISO instant. */
  readonly takenBackAt: string | null;
  /** The decision that was kept when it was decided. */
  readonly keptReasons: ReturnType<typeof readReasons>;
  /** Why this actor may not examine it now; null where they may. */
  readonly hindrance: ReviewRefusal | null;
};

/**
 * Everything a reviewer needs of one claim; administrators only. `providerId` sets another person of the registers beside
 * it than the one with the claim's number, for a claim that states a wrong one.
 * @throws NotAllowed for others, and where there is no such claim.
 */
export async function getClaimFile(
  actor: Actor,
  input: { readonly reference: string; readonly providerId?: string | undefined },
): Promise<ClaimFile> {
  mustBeAdministrator(actor, 'claims');
  const db = getDb();
  const claim = await db.claim.findUnique({
    where: { reference: input.reference },
    include: {
      assignee: { select: { id: true, name: true, email: true } },
      decidedBy: { select: { name: true, email: true } },
      enteredBy: { select: { name: true, email: true } },
      decision: { select: { reasons: true } },
      corrections: correctedFacts,
      attachments: {
        select: { id: true, fileName: true, mediaType: true, byteSize: true },
        orderBy: { position: 'asc' },
      },
      events: { include: { user: { select: { name: true, email: true } } }, orderBy: { id: 'asc' } },
    },
  });
  if (!claim) throw new NotAllowed('claims');
  const asOf = dayOf(await businessNow());
  const [registered, ruleSet] = await Promise.all([
    findRegistered(claim, input.providerId ?? claim.providerId, asOf),
    ruleSetOf(db, claim.programmeCode),
  ]);
  const asked = { ...claim, providerId: registered?.providerId ?? null };
  const [{ decision, since, basis }, unlinked] = await Promise.all([
    viewByRules(db, ruleSet, asked, asOf),
    registered ? undefined : findUnlinkedNumber(db, { scheme: claim.identifierScheme, value: claim.identifierValue }),
  ]);
  const nameOf = (user: { name: string | null; email: string } | null) => (user ? (user.name ?? user.email) : null);
  return {
    reference: claim.reference,
    status: claim.status,
    programmeCode: claim.programmeCode,
    professionCode: claim.professionCode,
    receivedAt: claim.receivedAt.toISOString(),
    receivedBy: claim.receivedBy,
    enteredByName: nameOf(claim.enteredBy),
    enteredReason: claim.enteredReason,
    confirmedAt: claim.confirmedAt?.toISOString() ?? null,
    givenName: claim.givenName,
    familyName: claim.familyName,
    number: {
      scheme: claim.identifierScheme === 'visa' ? 'visa' : 'nihdi',
      value: claim.identifierValue,
      full: claim.statedNumber.length === 11 ? claim.statedNumber : null,
    },
    numberInsisted: claim.numberInsisted,
    street: claim.street,
    postcode: claim.postcode,
    municipality: claim.municipality,
    provinceCode: claim.provinceCode,
    workplace: claim.workplace,
    activeSinceOn: isoDay(claim.activeSinceOn),
    statement: claim.statement,
    language: claim.language,
    email: claim.email,
    phone: claim.phone,
    assignee: claim.assignee ? { id: claim.assignee.id, name: claim.assignee.name ?? claim.assignee.email } : null,
    decidedByName: nameOf(claim.decidedBy),
    refusalReason: claim.refusalReason,
    appealed: claim.appealedAt !== null,
    attachments: claim.attachments,
    events: claim.events.map(({ id, kind, at, user, text }) => ({
      id: String(id),
      kind,
      at: at.toISOString(),
      userName: nameOf(user),
      text,
    })),
    registered,
    unlinked: unlinked ?? null,
    rules: {
      basis,
      decision,
      since,
      conditions: conditionsOf(ruleSet, asOf),
      activityPeriod: activityPeriod(ruleSet, asOf) ?? null,
    },
    corrected: claim.corrections.map(({ fact }) => fact),
    takenBackAt: takenBackAt(claim.corrections),
    keptReasons: readReasons(claim.decision?.reasons),
    hindrance: reviewRefusal(actor, claim) ?? null,
  };
}

/** Whom the registers know by a number that a reviewer looks up. Administrators only. */
export async function findProviderByNumber(actor: Actor, number: ProviderNumber): Promise<string | undefined> {
  mustBeAdministrator(actor, 'claims');
  const found = await getDb().providerIdentifier.findUnique({
    where: { scheme_value: { scheme: number.scheme, value: number.value } },
    select: { providerId: true },
  });
  return found?.providerId;
}

async function findRegistered(
  claim: { readonly identifierScheme: string; readonly identifierValue: string; readonly programmeCode: string },
  providerId: string | null,
  asOf: string,
): Promise<RegisteredPerson | null> {
  const { identifierScheme: scheme, identifierValue: value } = claim;
  const provider = await getDb().provider.findFirst({
    where: providerId === null ? { identifiers: { some: { scheme, value } } } : { id: providerId },
    include: {
      practices: { include: { activities: { orderBy: { validFrom: 'asc' } } } },
      memberships: {
        where: {
          organisation: { kind: 'GROUPING' },
          validFrom: { lte: new Date(asOf) },
          OR: [{ validUntil: null }, { validUntil: { gt: new Date(asOf) } }],
        },
        include: { organisation: { select: { name: true } } },
      },
      listEntries: {
        where: { list: { programmeCode: claim.programmeCode, publishedAt: { not: null }, endedAt: null } },
        include: { list: { select: { professionCode: true, number: true } } },
      },
    },
  });
  if (!provider) return null;
  return {
    providerId: provider.id,
    registers: provider.registers,
    givenName: provider.givenName,
    familyName: provider.familyName,
    street: provider.street,
    postcode: provider.postcode,
    municipality: provider.municipality,
    provinceCode: provider.provinceCode,
    email: provider.email,
    practices: provider.practices.map(({ professionCode, registeredNumber, registered, activities }) => ({
      professionCode,
      registeredNumber,
      registered,
      activities: activities.map(({ validFrom, validUntil, ambulatoryShare, source }) => ({
        from: isoDay(validFrom),
        until: isoDay(validUntil),
        share: Number(ambulatoryShare),
        source,
      })),
    })),
    groupings: provider.memberships.map(({ organisation }) => organisation.name),
    listed: provider.listEntries.map(({ list }) => list),
  };
}

/** One file of a claim, with its content; administrators only. Undefined where this claim has no such file. */
export async function findAttachment(
  actor: Actor,
  input: { readonly reference: string; readonly attachmentId: string },
): Promise<
  { readonly fileName: string; readonly mediaType: string; readonly content: Uint8Array<ArrayBuffer> } | undefined
> {
  mustBeAdministrator(actor, 'claims');
  const found = await getDb().claimAttachment.findFirst({
    where: { id: input.attachmentId, claim: { reference: input.reference } },
    select: { fileName: true, mediaType: true, content: true },
  });
  return found ?? undefined;
}
