import type { Temporal } from 'temporal-polyfill';
import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getDb, getPool } from '#lib/db/client.ts';
import { likeText } from '#lib/db/like.ts';
import { businessNow } from '#lib/shared/clock.ts';
import { counted, type Page, pageOf, type RowRange } from '#lib/shared/paging.ts';
import { sqlOrder } from '#lib/shared/sorting.ts';
import type { ClaimStatus } from './policy.ts';
import { readReference } from './reference.ts';
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
  mustBeAdministrator(actor, 'claims');
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
  mustBeAdministrator(actor, 'claims');
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
  mustBeAdministrator(actor, 'claims');
  const users = await getDb().user.findMany({
    where: { roles: { some: { role: 'TASKFORCE_ADMIN' } } },
    select: { id: true, name: true, email: true },
    orderBy: { email: 'asc' },
  });
  return users.map(({ id, name, email }) => ({ id, name: name ?? email }));
}
