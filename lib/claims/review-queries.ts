import type { Temporal } from 'temporal-polyfill';
import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { getDb, getPool } from '#lib/db/client.ts';
import { likeText } from '#lib/db/like.ts';
import type { Language } from '#lib/i18n/locales.ts';
import type { ProviderNumber } from '#lib/identifiers/provider-number.ts';
import type { Period } from '#lib/rules/days.ts';
import type { DescribedStatement } from '#lib/rules/describe.ts';
import type { Decision } from '#lib/rules/reasons.ts';
import { businessNow, dayOf } from '#lib/shared/clock.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { counted, type Page, pageOf, type RowRange } from '#lib/shared/paging.ts';
import { sqlOrder } from '#lib/shared/sorting.ts';
import { type ClaimStatus, type ReviewRefusal, reviewRefusal } from './policy.ts';
import { correctedFacts, readReasons } from './queries.ts';
import { isoDay } from './receive-claim.ts';
import { readReference } from './reference.ts';
import { activityPeriod, conditionsOf, type RulesView, ruleSetOf, viewByRules } from './rules-of-claim.ts';
import { type QueueFilter, queueSorting } from './schema.ts';

export const queuePageSize = 50;

const statusesOf: Record<QueueFilter['status'], readonly ClaimStatus[]> = {
  waiting: ['OPEN', 'APPEALED'],
  question: ['QUESTION'],
  unconfirmed: ['UNCONFIRMED'],
  decided: ['ACCEPTED', 'REFUSED', 'WITHDRAWN'],
  all: ['UNCONFIRMED', 'OPEN', 'QUESTION', 'ACCEPTED', 'REFUSED', 'APPEALED', 'WITHDRAWN'],
};

export type QueueRow = {
  readonly reference: string;
  readonly status: ClaimStatus;
  readonly name: string;
  readonly programmeCode: string;
  readonly professionCode: string;
  readonly provinceCode: string;
  /** ISO 8601, business time. */
  readonly receivedAt: string;
  /** Since it was received, or appealed. */
  readonly ageHours: number;
  readonly assigneeName: string | null;
};

export type Queue = Page<QueueRow> & {
  readonly counts: Readonly<Record<QueueFilter['status'], number>>;
};

/** The claims of a filter, those that wait longest first unless the address sorts them otherwise, fifty a page; administrators only. */
export async function listClaims(actor: Actor, filter: QueueFilter): Promise<Queue> {
  if (!isAdministrator(actor)) throw new NotAllowed('claims');
  const [found, byStatus] = await Promise.all([
    pageOf({ page: filter.page, size: queuePageSize }, (range) => readRows(actor.userId, filter, range)),
    getDb().claim.groupBy({ by: ['status'], _count: { _all: true } }),
  ]);
  const countOf = (statuses: readonly ClaimStatus[]) =>
    byStatus.filter(({ status }) => statuses.includes(status)).reduce((sum, { _count }) => sum + _count._all, 0);
  return {
    ...found,
    counts: {
      waiting: countOf(statusesOf.waiting),
      question: countOf(statusesOf.question),
      unconfirmed: countOf(statusesOf.unconfirmed),
      decided: countOf(statusesOf.decided),
      all: countOf(statusesOf.all),
    },
  };
}

/** All claims of a filter, at most ten thousand, to be taken along as a table; administrators only. */
export async function listClaimsForExport(actor: Actor, filter: QueueFilter): Promise<readonly QueueRow[]> {
  if (!isAdministrator(actor)) throw new NotAllowed('claims');
  return (await readRows(actor.userId, filter, { limit: 10_000, offset: 0 })).rows;
}

type ClaimRow = Omit<QueueRow, 'receivedAt' | 'ageHours'> & {
  readonly receivedAt: Date;
  readonly waitsSince: Date;
  readonly total: number;
};

/**
 * By `claim_queue_idx`, which finds the claims of a state in the order they were received in; sorted otherwise they are
 * those that the index finds. A reference, or the beginning of a family name, is searched: a number has no place in an
 * address.
 */
async function readRows(
  userId: string,
  filter: QueueFilter,
  { limit, offset }: RowRange,
): Promise<Pick<Page<QueueRow>, 'rows' | 'total'>> {
  const { sort, order } = queueSorting(filter);
  const way = sqlOrder(order);
  const orders = {
    received: `c.received_at ${way}`,
    // Who waits longest has waited since the earliest instant.
    age: `coalesce(c.appealed_at, c.received_at) ${sqlOrder(order === 'ascending' ? 'descending' : 'ascending')}`,
    assignee: `coalesce(u.name, u.email) ${way} NULLS LAST, c.received_at`,
  };
  const text = filter.q ?? '';
  const [{ rows }, now] = await Promise.all([
    getPool().query<ClaimRow>({
      name: `claim-queue-${sort}-${order}`,
      text: `
        SELECT c.reference, c.status::text AS status, c.given_name || ' ' || c.family_name AS name,
               c.programme_code AS "programmeCode", c.profession_code AS "professionCode",
               c.province_code AS "provinceCode", c.received_at AS "receivedAt",
               coalesce(c.appealed_at, c.received_at) AS "waitsSince", coalesce(u.name, u.email) AS "assigneeName",
               count(*) OVER ()::int AS total
          FROM claim c
          LEFT JOIN app_user u ON u.id = c.assignee_id
         WHERE c.status = ANY ($1::"ClaimStatus"[])
           AND CASE $2 WHEN 'me' THEN c.assignee_id = $3::uuid WHEN 'none' THEN c.assignee_id IS NULL ELSE true END
           AND ($4 = '' OR c.province_code = $4) AND ($5 = '' OR c.profession_code = $5)
           AND ($6 = '' OR c.reference = $7 OR c.family_name ILIKE $6 || '%')
         ORDER BY ${orders[sort]}, c.id
         LIMIT $8 OFFSET $9`,
      values: [
        [...statusesOf[filter.status]],
        filter.assignee ?? '',
        userId,
        filter.province ?? '',
        filter.profession ?? '',
        likeText(text),
        readReference(text) ?? null,
        limit,
        offset,
      ],
    }),
    businessNow(),
  ]);
  const { rows: claims, total } = counted(rows);
  return {
    rows: claims.map(({ receivedAt, waitsSince, ...claim }) => ({
      ...claim,
      receivedAt: receivedAt.toISOString(),
      ageHours: hoursSince(waitsSince, now),
    })),
    total,
  };
}

function hoursSince(then: Date, now: Temporal.Instant): number {
  return Math.max(0, Math.floor((now.epochMilliseconds - then.getTime()) / 3_600_000));
}

export type Reviewer = { readonly id: string; readonly name: string };

/** Everyone who may examine claims; administrators only. */
export async function listReviewers(actor: Actor): Promise<readonly Reviewer[]> {
  if (!isAdministrator(actor)) throw new NotAllowed('claims');
  const users = await getDb().user.findMany({
    where: { roles: { some: { role: 'TASKFORCE_ADMIN' } } },
    select: { id: true, name: true, email: true },
    orderBy: { email: 'asc' },
  });
  return users.map(({ id, name, email }) => ({ id, name: name ?? email }));
}

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
  readonly rules: {
    readonly basis: RulesView['basis'];
    readonly decision: Decision;
    readonly since: RulesView['since'];
    readonly conditions: readonly DescribedStatement[];
    readonly activityPeriod: Period | null;
  };
  /** Facts that accepting it corrected, as the rules name them. */
  readonly corrected: readonly string[];
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
  if (!isAdministrator(actor)) throw new NotAllowed('claims');
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
  const { decision, since, basis } = await viewByRules(db, ruleSet, asked, asOf);
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
    rules: {
      basis,
      decision,
      since,
      conditions: conditionsOf(ruleSet, asOf),
      activityPeriod: activityPeriod(ruleSet, asOf) ?? null,
    },
    corrected: claim.corrections.map(({ fact }) => fact),
    keptReasons: readReasons(claim.decision?.reasons),
    hindrance: reviewRefusal(actor, claim) ?? null,
  };
}

/** Whom the registers know by a number that a reviewer looks up. Administrators only. */
export async function findProviderByNumber(actor: Actor, number: ProviderNumber): Promise<string | undefined> {
  if (!isAdministrator(actor)) throw new NotAllowed('claims');
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
  if (!isAdministrator(actor)) throw new NotAllowed('claims');
  const found = await getDb().claimAttachment.findFirst({
    where: { id: input.attachmentId, claim: { reference: input.reference } },
    select: { fileName: true, mediaType: true, content: true },
  });
  return found ?? undefined;
}
