import { leaveTrace } from '#lib/audit/leave-trace.ts';
import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { everyRow, type Page, type PageAsked, pageOf, type RowRange } from '#lib/shared/paging.ts';
import type { RemovalFilter } from './removals.ts';

/** Somebody who left a programme's lists and was not told of it by mail. */
export type Untold = {
  readonly listId: string;
  readonly providerId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly street: string | null;
  readonly postcode: string;
  readonly municipality: string;
  readonly phone: string | null;
  /** An address that came to be known later. */
  readonly email: string | null;
  readonly programmeCode: string;
  readonly professionCode: string;
  readonly listNumber: number;
  /** What becomes of their parcel; with nothing booked, the entitlement ended. */
  readonly state: 'PENDING' | 'KEPT' | 'WITHDRAWN';
  /** ISO instant. */
  readonly removedAt: string;
};

/**
 * Who left the lists, is on none of the programme again and was not told by mail, as they had no address then: to be
 * telephoned or written to. The latest removal of each a programme, the newest first, one page. Administrators only.
 */
export async function listUntold(
  actor: Actor,
  { page, size, ...filter }: RemovalFilter & PageAsked,
): Promise<{ readonly people: readonly Untold[] } & Omit<Page<Untold>, 'rows'>> {
  mustBeAdministrator(actor, 'removals');
  const { rows: people, ...pages } = await pageOf({ page, size }, (range) => readUntold(filter, range));
  return { people, ...pages };
}

/** All of them for a file, and leaves a trace of who took it. Administrators only. */
export async function downloadUntold(actor: Actor, filter: RemovalFilter): Promise<readonly Untold[]> {
  mustBeAdministrator(actor, 'removals');
  const { rows: people, total } = await readUntold(filter, everyRow);
  await leaveTrace(actor, {
    action: 'list.download-untold',
    subject: { type: 'untold', id: 'ALL' },
    details: {
      entries: total,
      province: filter.province ?? null,
      ...(filter.q !== undefined && { searched: true }),
    },
  });
  return people;
}

/** Whether somebody was told is asked of the messages, which are emptied in time but stay: addresses come and go. */
async function readUntold(
  { province, q }: RemovalFilter,
  { limit, offset }: RowRange,
): Promise<Pick<Page<Untold>, 'rows' | 'total'>> {
  const { rows } = await getPool().query<Omit<Untold, 'removedAt'> & { removedAt: Date; total: number }>({
    name: 'untold',
    text: `
      SELECT *, count(*) OVER ()::int AS total
        FROM (
          SELECT DISTINCT ON (r.provider_id, l.programme_code)
                 r.list_id AS "listId", r.provider_id AS "providerId", v.given_name AS "givenName",
                 v.family_name AS "familyName", v.street, v.postcode, v.municipality, v.phone, v.email,
                 l.programme_code AS "programmeCode", l.profession_code AS "professionCode", l.number AS "listNumber",
                 r.state, r.removed_at AS "removedAt"
            FROM list_removal r
            JOIN provider v ON v.id = r.provider_id
            JOIN published_list l ON l.id = r.list_id
           WHERE ($3::text IS NULL OR v.province_code = $3)
             AND ($4::text IS NULL OR strpos(lower(concat_ws(' ', v.given_name, v.family_name, v.given_name)), lower($4)) > 0)
             AND NOT EXISTS (
                   SELECT FROM list_entry k JOIN published_list f ON f.id = k.list_id
                    WHERE k.provider_id = r.provider_id AND f.programme_code = l.programme_code
                      AND f.published_at IS NOT NULL AND f.ended_at IS NULL)
           ORDER BY r.provider_id, l.programme_code, r.recorded_at DESC) latest
       WHERE NOT EXISTS (
               SELECT FROM outbox
                WHERE dedup_key = 'list-removed:' || latest."listId" || ':' || latest."providerId" AND failed_at IS NULL)
       ORDER BY "removedAt" DESC, "familyName", "givenName", "providerId", "programmeCode"
       LIMIT $1 OFFSET $2`,
    values: [limit, offset, province ?? null, q ?? null],
  });
  return {
    rows: rows.map(({ total: _, removedAt, ...one }) => ({ ...one, removedAt: removedAt.toISOString() })),
    total: rows[0]?.total ?? 0,
  };
}

/** How many they are. Administrators only. */
export async function countUntold(actor: Actor): Promise<number> {
  return (await listUntold(actor, { page: 1, size: 1 })).total;
}
