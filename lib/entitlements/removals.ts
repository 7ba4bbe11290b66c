import { leaveTrace } from '#lib/audit/leave-trace.ts';
import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { everyRow, type Page, type PageAsked, pageOf, type RowRange } from '#lib/shared/paging.ts';

/** Somebody who left the lists and has something booked, which an administrator decides on. */
export type RemovalView = {
  readonly listId: string;
  readonly providerId: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly provinceCode: string;
  readonly programmeCode: string;
  readonly professionCode: string;
  readonly listNumber: number;
  /** Whether that very list was withdrawn; otherwise it left the person out. */
  readonly listWithdrawn: boolean;
  /** ISO instants. */
  readonly removedAt: string;
  readonly bookedFor: string | null;
  readonly point: string | null;
};

/** Whose removals: of one province, or called so. */
export type RemovalFilter = {
  readonly province?: string | undefined;
  /** A part of a name, the family name first or the given one. */
  readonly q?: string | undefined;
};

/** Removals that wait for a decision, the oldest first, with how many there are in all. Administrators only. */
export async function listPendingRemovals(
  actor: Actor,
  { page, size, ...filter }: RemovalFilter & PageAsked,
): Promise<{ readonly removals: readonly RemovalView[] } & Omit<Page<RemovalView>, 'rows'>> {
  mustBeAdministrator(actor, 'removals');
  const { rows: removals, ...pages } = await pageOf({ page, size }, (range) => readPending(filter, range));
  return { removals, ...pages };
}

/** All of them for a file, and leaves a trace of who took it. Administrators only. */
export async function downloadPendingRemovals(actor: Actor, filter: RemovalFilter): Promise<readonly RemovalView[]> {
  mustBeAdministrator(actor, 'removals');
  const { rows: removals, total } = await readPending(filter, everyRow);
  await leaveTrace(actor, {
    action: 'list.download-removals',
    subject: { type: 'removal', id: 'PENDING' },
    details: { entries: total, province: filter.province ?? null },
  });
  return removals;
}

/** A name is looked at row by row: only those wait who had booked when they left the lists. */
async function readPending(
  { province, q }: RemovalFilter,
  { limit, offset }: RowRange,
): Promise<Pick<Page<RemovalView>, 'rows' | 'total'>> {
  const { rows } = await getPool().query<Row>({
    name: 'pending-removals',
    text: `
      SELECT r.list_id, r.provider_id, v.family_name, v.given_name, e.province_code, e.programme_code, e.profession_code,
             l.number, coalesce(l.ended_reason <> 'replaced-by-list' AND r.recorded_at >= l.end_recorded_at, false) AS withdrawn,
             r.removed_at,
             s.starts_at, p.name AS point, (count(*) OVER ())::int AS total
        FROM list_removal r
        JOIN published_list l ON l.id = r.list_id
        JOIN provider v ON v.id = r.provider_id
        JOIN entitlement e ON e.id = r.entitlement_id
        LEFT JOIN booking b ON b.entitlement_id = e.id AND b.cancelled_at IS NULL
        LEFT JOIN slot s ON s.id = b.slot_id
        LEFT JOIN pickup_point p ON p.id = s.pickup_point_id
       WHERE r.state = 'PENDING'
         AND ($3::text IS NULL OR e.province_code = $3)
         AND ($4::text IS NULL OR strpos(lower(concat_ws(' ', v.given_name, v.family_name, v.given_name)), lower($4)) > 0)
       ORDER BY r.removed_at, r.list_id, r.provider_id
       LIMIT $1 OFFSET $2`,
    values: [limit, offset, province ?? null, q ?? null],
  });
  return { rows: rows.map(toView), total: rows[0]?.total ?? 0 };
}

/** How many removals wait for a decision. Administrators only. */
export async function countPendingRemovals(actor: Actor): Promise<number> {
  mustBeAdministrator(actor, 'removals');
  const { rows } = await getPool().query<{ count: number }>({
    name: 'count-pending-removals',
    text: `SELECT count(*)::int AS count FROM list_removal WHERE state = 'PENDING'`,
  });
  return rows[0]?.count ?? 0;
}

type Row = {
  list_id: string;
  provider_id: string;
  family_name: string;
  given_name: string;
  province_code: string;
  programme_code: string;
  profession_code: string;
  number: number;
  withdrawn: boolean;
  removed_at: Date;
  starts_at: Date | null;
  point: string | null;
  total: number;
};

function toView(row: Row): RemovalView {
  return {
    listId: row.list_id,
    providerId: row.provider_id,
    familyName: row.family_name,
    givenName: row.given_name,
    provinceCode: row.province_code,
    programmeCode: row.programme_code,
    professionCode: row.profession_code,
    listNumber: row.number,
    listWithdrawn: row.withdrawn,
    removedAt: row.removed_at.toISOString(),
    bookedFor: row.starts_at?.toISOString() ?? null,
    point: row.point,
  };
}
