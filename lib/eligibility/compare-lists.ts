import * as z from 'zod';
import { leaveTrace } from '#lib/audit/leave-trace.ts';
import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { type Reason, reasonSchema } from '#lib/rules/reasons.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import type { PageAsked } from '#lib/shared/paging.ts';
import { type SortOrder, sqlOrder } from '#lib/shared/sorting.ts';
import type { DifferenceSort } from './list-schema.ts';

export const differenceKinds = ['added', 'removed', 'changed'] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** Two versions of the list of one profession, each as it stood when that number was published. */
export type Versions = {
  readonly programmeCode: string;
  readonly professionCode: string;
  readonly from: number;
  readonly to: number;
};

/** What the rules said of a person, as it was kept. */
type KeptDecision = {
  readonly outcome: 'ELIGIBLE' | 'NOT_ELIGIBLE' | 'UNDETERMINED';
  readonly reasons: readonly Reason[];
};

/** That the list that named a person had been withdrawn: its number, and the reason as it was written. */
type Withdrawal = { readonly outcome: 'WITHDRAWN'; readonly list: number; readonly reason: string };

/** Why somebody stood on a version or did not; null where nothing was decided of them. */
export type Standing = KeptDecision | Withdrawal | null;

export type Difference = {
  readonly providerId: string;
  readonly kind: DifferenceKind;
  /** Tells apart two people of one name; none where the registers gave none for this profession. */
  readonly registeredNumber: string | null;
  readonly familyName: string;
  readonly givenName: string;
  readonly provinceCode: string;
  readonly before: Standing;
  readonly after: Standing;
};

export type Comparison = {
  readonly before: number;
  readonly after: number;
  readonly counts: Readonly<Record<DifferenceKind, number>>;
};

/**
 * Who stood on a version: its full list and the amendments up to that number, without what was withdrawn before. `$1` is
 * the programme, `$2` the profession.
 */
const stoodOn = (number: string) => `
  SELECT DISTINCT ON (e.provider_id) e.provider_id, e.decision_id
    FROM published_list l JOIN list_entry e ON e.list_id = l.id
   WHERE ${isPartOf(number)} AND ${wasInForceAt(number)}
   ORDER BY e.provider_id, l.number DESC`;

/** Of the last full list up to a number and the amendments since; before the first full list there are only those. */
function isPartOf(number: string): string {
  return `l.programme_code = $1 AND l.profession_code = $2 AND l.published_at IS NOT NULL
          AND l.number BETWEEN coalesce(${lastFull('number', number)}, 0) AND ${number}`;
}

/** Of those, a list had only ended when the number was published if it had been withdrawn. */
function wasInForceAt(number: string): string {
  return `(l.number = ${number} OR l.ended_at IS NULL OR l.end_recorded_at > (
             SELECT publication_recorded_at FROM published_list
              WHERE programme_code = $1 AND profession_code = $2 AND number = ${number}))`;
}

function lastFull(column: 'number' | 'decided_in_run_id', number: string): string {
  return `(SELECT ${column} FROM published_list
            WHERE programme_code = $1 AND profession_code = $2 AND kind = 'FULL' AND published_at IS NOT NULL
              AND number <= ${number} ORDER BY number DESC LIMIT 1)`;
}

// Somebody on both is looked at only where another decision stands behind them.
const differences = `
  SELECT coalesce(a.provider_id, b.provider_id) AS provider_id, a.decision_id AS before_id, b.decision_id AS after_id,
         CASE WHEN a.provider_id IS NULL THEN 'added' WHEN b.provider_id IS NULL THEN 'removed' ELSE 'changed' END AS kind
    FROM (${stoodOn('$3::int')}) a FULL JOIN (${stoodOn('$4::int')}) b ON b.provider_id = a.provider_id
   WHERE a.provider_id IS NULL OR b.provider_id IS NULL
      OR a.decision_id <> b.decision_id
         AND (SELECT reasons FROM decision WHERE id = a.decision_id) <> (SELECT reasons FROM decision WHERE id = b.decision_id)`;

/** How many stood on each of two versions and how many came, left, or are there for other reasons. Administrators only. */
export async function compareVersions(actor: Actor, versions: Versions): Promise<Comparison> {
  mustBeAdministrator(actor, 'lists');
  const { rows } = await getPool().query<{ before: number; after: number } & Record<DifferenceKind, number>>({
    name: 'compare-versions',
    text: `
      SELECT (SELECT count(*)::int FROM (${stoodOn('$3::int')}) a) AS before,
             (SELECT count(*)::int FROM (${stoodOn('$4::int')}) b) AS after,
             count(*) FILTER (WHERE kind = 'added')::int AS added,
             count(*) FILTER (WHERE kind = 'removed')::int AS removed,
             count(*) FILTER (WHERE kind = 'changed')::int AS changed
        FROM (${differences}) d`,
    values: valuesOf(versions),
  });
  const [row] = rows;
  if (!row) throw new Error('A count gave no row');
  const { before, after, ...counts } = row;
  return { before, after, counts };
}

/** Of one kind or all, and perhaps called so: a part of a name, the family name first or the given one. */
export type WhichDifferences = { readonly kind?: DifferenceKind | undefined; readonly q?: string | undefined };

const isAsked = `($5::text IS NULL OR d.kind = $5)
  AND ($6::text IS NULL OR strpos(lower(concat_ws(' ', p.given_name, p.family_name, p.given_name)), lower($6)) > 0)`;

/** How many differ and are called so; without a name, `compareVersions` has counted them. Administrators only. */
export async function countDifferences(
  actor: Actor,
  versions: Versions,
  { kind, q }: WhichDifferences,
): Promise<number> {
  mustBeAdministrator(actor, 'lists');
  const { rows } = await getPool().query<{ total: number }>({
    name: 'count-differences',
    text: `SELECT count(*)::int AS total FROM (${differences}) d JOIN provider p ON p.id = d.provider_id WHERE ${isAsked}`,
    values: [...valuesOf(versions), kind ?? null, q ?? null],
  });
  return rows[0]?.total ?? 0;
}

/**
 * The people who differ between two versions, by name or as they are sorted, a page at a time, of one kind or all. Of whom
 * a version does not have, the reason is the withdrawal of the list that named them, else what its run of decisions said.
 * Administrators only.
 */
export async function listDifferences(
  actor: Actor,
  versions: Versions,
  {
    page,
    size,
    sort = 'name',
    order = 'ascending',
    ...which
  }: WhichDifferences &
    PageAsked & { readonly sort?: DifferenceSort | undefined; readonly order?: SortOrder | undefined },
): Promise<readonly Difference[]> {
  mustBeAdministrator(actor, 'lists');
  const way = sqlOrder(order);
  const by = {
    name: `family_name ${way}, given_name ${way}, provider_id`,
    kind: `kind ${way}, family_name, given_name, provider_id`,
  }[sort];
  const range = { limit: size, offset: (page - 1) * size };
  return findDifferences(versions, which, { name: `list-differences-${sort}-${order}`, by, ...range });
}

const batch = 10_000;

/** All of them for a file, so many at a time, and leaves a trace of who took it. Administrators only. */
export async function downloadDifferences(
  actor: Actor,
  versions: Versions,
  which: WhichDifferences,
): Promise<AsyncGenerator<readonly Difference[]>> {
  mustBeAdministrator(actor, 'lists');
  const { programmeCode, professionCode, from, to } = versions;
  const { rows } = await getPool().query<{ id: string }>({
    name: 'compared-list',
    text: `SELECT id FROM published_list
            WHERE programme_code = $1 AND profession_code = $2 AND number = ANY ($3::int[]) AND published_at IS NOT NULL
            ORDER BY number = $4 DESC`,
    values: [programmeCode, professionCode, [from, to], to],
  });
  const [list] = rows;
  if (!list || rows.length < new Set([from, to]).size) throw new NotAllowed('list');
  await leaveTrace(actor, {
    action: 'list.download-differences',
    subject: { type: 'list', id: list.id },
    details: {
      ...{ programme: programmeCode, profession: professionCode, from, to },
      ...(which.kind !== undefined && { kind: which.kind }),
      ...(which.q !== undefined && { searched: true }),
    },
  });
  return batchesOf(versions, which);
}

async function* batchesOf(versions: Versions, which: WhichDifferences): AsyncGenerator<readonly Difference[]> {
  for (let after: string | undefined; ; ) {
    const found: readonly Difference[] = await findDifferences(versions, which, {
      ...{ name: 'download-differences', by: 'provider_id', limit: batch, offset: 0, after },
    });
    if (found.length > 0) yield found;
    if (found.length < batch) return;
    after = found.at(-1)?.providerId;
  }
}

type DifferenceRange = {
  /** Of the statement, one for each order. */
  readonly name: string;
  readonly by: string;
  readonly limit: number;
  readonly offset: number;
  /** In the order of their ids, those after this one. */
  readonly after?: string | undefined;
};

async function findDifferences(
  versions: Versions,
  { kind, q }: WhichDifferences,
  { name, by, limit, offset, after }: DifferenceRange,
): Promise<readonly Difference[]> {
  const { rows } = await getPool().query<DifferenceRow>({
    name,
    text: `
      SELECT d.provider_id, d.kind, n.registered_number, d.family_name, d.given_name, d.province_code,
             coalesce(own_before.said, withdrawn_before.said, decided_before.said) AS before,
             coalesce(own_after.said, withdrawn_after.said, decided_after.said) AS after
        FROM (SELECT d.*, p.family_name, p.given_name, p.province_code
                FROM (${differences}) d JOIN provider p ON p.id = d.provider_id
               WHERE ${isAsked} AND ($9::uuid IS NULL OR d.provider_id > $9)
               ORDER BY ${by} LIMIT $7 OFFSET $8) d
        LEFT JOIN practice n ON n.provider_id = d.provider_id AND n.profession_code = $2
        ${decisionOf('own_before', 'x.id = d.before_id')}
        ${decisionOf('own_after', 'x.id = d.after_id')}
        ${withdrawalOf('withdrawn_before', 'd.before_id IS NULL', '$3::int')}
        ${withdrawalOf('withdrawn_after', 'd.after_id IS NULL', '$4::int')}
        ${decisionOf('decided_before', `d.before_id IS NULL AND ${inRun('$3::int')}`)}
        ${decisionOf('decided_after', `d.after_id IS NULL AND ${inRun('$4::int')}`)}
       ORDER BY ${by}`,
    values: [...valuesOf(versions), kind ?? null, q ?? null, limit, offset, after ?? null],
  });
  return rows.map(toDifference);
}

const decisionOf = (name: string, condition: string) => `
  LEFT JOIN LATERAL (SELECT json_build_object('outcome', x.outcome, 'reasons', x.reasons) AS said
                       FROM decision x WHERE ${condition}) ${name} ON true`;

const withdrawalOf = (name: string, condition: string, number: string) => `
  LEFT JOIN LATERAL (SELECT json_build_object('outcome', 'WITHDRAWN', 'list', l.number, 'reason', l.ended_reason) AS said
                       FROM list_entry e JOIN published_list l ON l.id = e.list_id
                      WHERE ${condition} AND e.provider_id = d.provider_id
                        AND ${isPartOf(number)} AND NOT ${wasInForceAt(number)}
                      ORDER BY l.number DESC LIMIT 1) ${name} ON true`;

const inRun = (number: string) =>
  `x.run_id = ${lastFull('decided_in_run_id', number)} AND x.profession_code = $2 AND x.provider_id = d.provider_id`;

function valuesOf({ programmeCode, professionCode, from, to }: Versions): unknown[] {
  return [programmeCode, professionCode, from, to];
}

const standingSchema = z
  .discriminatedUnion('outcome', [
    z.object({
      outcome: z.enum(['ELIGIBLE', 'NOT_ELIGIBLE', 'UNDETERMINED']),
      reasons: z.array(reasonSchema).readonly(),
    }),
    z.object({ outcome: z.literal('WITHDRAWN'), list: z.int(), reason: z.string() }),
  ])
  .nullable();

type DifferenceRow = {
  provider_id: string;
  kind: DifferenceKind;
  registered_number: string | null;
  family_name: string;
  given_name: string;
  province_code: string;
  before: unknown;
  after: unknown;
};

function toDifference(row: DifferenceRow): Difference {
  return {
    providerId: row.provider_id,
    kind: row.kind,
    registeredNumber: row.registered_number,
    familyName: row.family_name,
    givenName: row.given_name,
    provinceCode: row.province_code,
    before: standingSchema.parse(row.before),
    after: standingSchema.parse(row.after),
  };
}
