import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { businessTimeZone } from '#lib/shared/time-zone.ts';
import { leaveTrace } from './leave-trace.ts';
import type { AuditFilter } from './schema.ts';

export type AuditView = {
  readonly id: string;
  /** Business time. */
  readonly at: Date;
  readonly action: string;
  readonly actorKind: string;
  /** Of staff, what they are called; nobody else is named. */
  readonly actorName: string | null;
  /** Of anybody else with a login, the end of its identifier. */
  readonly loginEnd: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  /** What people call it, where it has a name. */
  readonly subjectName: string | null;
  readonly provinceCode: string | null;
  /** As they were written, but for what has a name: places and staff are said by theirs. */
  readonly details: Readonly<Record<string, string>>;
};

export type AuditPage = { readonly entries: readonly AuditView[]; readonly next: string | undefined };

/**
 * The trail from the newest back, a page at a time by id: it grows without end, so it is never counted. Within days it
 * goes by business time, which they are days of. Administrators only.
 */
export async function getAuditTrail(
  actor: Actor,
  { before, size, ...filter }: AuditFilter & { readonly before?: string | undefined; readonly size: number },
): Promise<AuditPage> {
  mustBeAdministrator(actor, 'audit');
  const found = await findEntries(await readFilter(filter), before, size + 1);
  const entries = await withNames(found.slice(0, size));
  return { entries, next: found.length > size ? entries.at(-1)?.id : undefined };
}

const batch = 2_000;

/**
 * The trail as it is filtered, so many entries at a time, for a file, and leaves a trace of who took it, itself the
 * newest of the trail. What was searched for may name somebody and is not written. Administrators only.
 */
export async function downloadAuditTrail(
  actor: Actor,
  filter: AuditFilter,
): Promise<AsyncGenerator<readonly AuditView[]>> {
  mustBeAdministrator(actor, 'audit');
  const { action, province, from, until } = filter;
  await leaveTrace(actor, {
    action: 'audit.download',
    subject: { type: 'audit', id: 'trail' },
    details: {
      ...(action !== undefined && { action }),
      ...(province !== undefined && { province }),
      ...(from !== undefined && { from }),
      ...(until !== undefined && { last: until }),
    },
  });
  return batchesOf(filter);
}

async function* batchesOf(filter: AuditFilter): AsyncGenerator<readonly AuditView[]> {
  const found = await readFilter(filter);
  for (let before: string | undefined; ; ) {
    const rows: readonly EntryRow[] = await findEntries(found, before, batch);
    if (rows.length > 0) yield await withNames(rows);
    if (rows.length < batch) return;
    before = rows.at(-1)?.id;
  }
}

type ReadFilter = Omit<AuditFilter, 'who' | 'subject'> & {
  /** Logins that may have acted. */
  readonly users?: readonly string[] | undefined;
  readonly subject?: { readonly ids: readonly string[]; readonly end: string } | undefined;
};

/** A filter's words as what the trail holds: identifiers. */
async function readFilter({ who, subject, ...rest }: AuditFilter): Promise<ReadFilter> {
  const [users, ids] = await Promise.all([
    who === undefined ? undefined : findUsers(who),
    subject === undefined ? undefined : findSubjects(subject),
  ]);
  return { ...rest, users, subject: ids && { ids, end: subject?.toLowerCase() ?? '' } };
}

/**
 * Staff are few and found by a part of what they are called; anybody else by the identifier of the login or its end,
 * since what is searched for stands in the address.
 */
const staffCalled = `
  SELECT u.id FROM app_user u
   WHERE EXISTS (SELECT FROM role_assignment r WHERE r.user_id = u.id)
     AND (strpos(lower(u.name), lower($1)) > 0 OR strpos(lower(u.email), lower($1)) > 0)`;

async function findUsers(who: string): Promise<readonly string[]> {
  const end = /^([0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{4})?[0-9a-f]{8}$/.exec(who.toLowerCase())?.[0] ?? null;
  const { rows } = await getPool().query<{ id: string }>({
    name: 'users-in-the-trail',
    text: `${staffCalled} UNION SELECT id FROM app_user
            WHERE right(id::text, 8) = right($2::text, 8) AND right(id::text, length($2::text)) = $2`,
    values: [who, end],
  });
  return rows.map(({ id }) => id);
}

/** What may be meant: the identifier itself, a claim by its reference, a place or a member of staff by name. */
async function findSubjects(text: string): Promise<readonly string[]> {
  const { rows } = await getPool().query<{ id: string }>({
    name: 'subjects-in-the-trail',
    text: `
      SELECT id FROM claim WHERE reference = upper($1)
      UNION SELECT id FROM depot WHERE strpos(lower(name), lower($1)) > 0
      UNION SELECT id FROM pickup_point WHERE strpos(lower(name), lower($1)) > 0
      UNION (${staffCalled})`,
    values: [text],
  });
  return [text, text.toLowerCase(), ...rows.map(({ id }) => id)];
}

type EntryRow = {
  readonly id: string;
  readonly business_at: Date;
  readonly action: string;
  readonly actor_kind: string;
  readonly actor_name: string | null;
  readonly login_end: string | null;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly province_code: string | null;
  readonly details: unknown;
};

/** Each condition has its index, and only those that are asked for are sent, so that the plan is that of the search. */
async function findEntries(
  { action, users, province, from, until, subject }: ReadFilter,
  before: string | undefined,
  limit: number,
): Promise<readonly EntryRow[]> {
  const values: unknown[] = [];
  const value = (one: unknown) => `$${values.push(one)}`;
  const startOf = (day: string) => `((${day})::timestamp AT TIME ZONE '${businessTimeZone}')`;
  const byDay = from !== undefined || until !== undefined;
  const conditions = [
    action !== undefined && `a.action = ${value(action)}`,
    users !== undefined && `a.user_id = ANY (${value(users)}::uuid[])`,
    province !== undefined && `a.province_code = ${value(province)}`,
    from !== undefined && `a.business_at >= ${startOf(`${value(from)}::date`)}`,
    until !== undefined && `a.business_at < ${startOf(`${value(until)}::date + 1`)}`,
    subject !== undefined &&
      `right(a.subject_id, 8) = ANY (${value([subject.end, ...subject.ids].map((id) => id.slice(-8)))}::text[])
       AND (a.subject_id = ANY (${value(subject.ids)}::text[]) OR right(a.subject_id, 8) = ${value(subject.end)})`,
    before !== undefined &&
      (byDay
        ? `(a.business_at, a.id) < (SELECT business_at, id FROM audit_entry WHERE id = ${value(before)}::bigint)`
        : `a.id < ${value(before)}::bigint`),
  ].filter((condition) => condition !== false);
  const { rows } = await getPool().query<EntryRow>({
    text: `
      SELECT a.id, a.business_at, a.action, a.actor_kind, coalesce(u.name, u.email) AS actor_name,
             CASE WHEN u.id IS NULL THEN right(a.user_id::text, 8) END AS login_end, a.subject_type,
             a.subject_id, a.province_code, a.details
        FROM audit_entry a
        LEFT JOIN app_user u ON u.id = a.user_id AND EXISTS (SELECT FROM role_assignment r WHERE r.user_id = u.id)
       ${conditions.length === 0 ? '' : `WHERE ${conditions.join('\n AND ')}`}
       ORDER BY ${byDay ? 'a.business_at DESC, a.id DESC' : 'a.id DESC'} LIMIT ${value(limit)}`,
    values,
  });
  return rows;
}

async function withNames(rows: readonly EntryRow[]): Promise<readonly AuditView[]> {
  const shown = rows.map((row) => ({ row, details: wordsOf(row.details) }));
  const names = await loadNames(shown.flatMap(({ row, details }) => [row.subject_id, ...Object.values(details)]));
  return shown.map(({ row, details }) => ({
    id: row.id,
    at: row.business_at,
    action: row.action,
    actorKind: row.actor_kind,
    actorName: row.actor_name,
    loginEnd: row.login_end,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    subjectName: names.get(row.subject_id) ?? null,
    provinceCode: row.province_code,
    details: Object.fromEntries(Object.entries(details).map(([name, value]) => [name, names.get(value) ?? value])),
  }));
}

/** The names of the places and staff among these identifiers; care providers are never named. */
async function loadNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids.filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)))];
  if (wanted.length === 0) return new Map();
  const { rows } = await getPool().query<{ id: string; name: string }>({
    name: 'names-in-the-trail',
    text: `
      SELECT id, name FROM depot WHERE id = ANY ($1::uuid[])
      UNION ALL SELECT id, name FROM pickup_point WHERE id = ANY ($1::uuid[])
      UNION ALL SELECT u.id, coalesce(u.name, u.email) FROM app_user u
                 WHERE u.id = ANY ($1::uuid[]) AND EXISTS (SELECT FROM role_assignment r WHERE r.user_id = u.id)`,
    values: [wanted],
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function wordsOf(details: unknown): Record<string, string> {
  if (typeof details !== 'object' || details === null) return {};
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, String(value)]));
}
