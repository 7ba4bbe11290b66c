import { type Actor, isStaffOf } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { listProfessionsAtHome } from '#lib/programmes/delivery-schedule.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { queues } from '#lib/shared/queues.ts';
import { textsOf } from './queries.ts';

export type ProvincePoint = {
  readonly id: string;
  readonly name: string;
  readonly street: string;
  readonly postcode: string;
  readonly municipality: string;
  readonly access: Readonly<Partial<Record<Locale, string>>>;
  readonly depotId: string;
  readonly depotName: string;
  readonly closedAt: Date | null;
  /** Of slots still to come. */
  readonly slots: number;
  readonly places: number;
  readonly booked: number;
  readonly firstAt: Date | null;
};

/** The points of the actor's province, open ones first, or one of them; by `pickup_point_province_idx` and `slot_start_key`. */
export async function listPoints(
  actor: Actor,
  { provinceCode, pointId }: { readonly provinceCode: string; readonly pointId?: string },
): Promise<readonly ProvincePoint[]> {
  assertStaff(actor, provinceCode);
  const { rows } = await getPool().query<Omit<ProvincePoint, 'access'> & { readonly access: unknown }>({
    name: 'province-points',
    text: `
      SELECT p.id, p.name, p.street, p.postcode, p.municipality, p.access, p.depot_id AS "depotId", d.name AS "depotName",
             p.closed_at AS "closedAt", coalesce(a.slots, 0)::int AS slots, coalesce(a.places, 0)::int AS places,
             coalesce(a.booked, 0)::int AS booked, a.first_at AS "firstAt"
        FROM pickup_point p
        JOIN depot d ON d.id = p.depot_id
        LEFT JOIN LATERAL (SELECT count(*) AS slots, sum(capacity) AS places, sum(booked) AS booked, min(starts_at) AS first_at
                             FROM slot s WHERE s.pickup_point_id = p.id AND s.starts_at > $3 AND s.closed_at IS NULL) a ON true
       WHERE p.province_code = $1 AND ($2::uuid IS NULL OR p.id = $2)
       ORDER BY p.closed_at IS NOT NULL, p.name`,
    values: [provinceCode, pointId ?? null, toDate(await businessNow())],
  });
  return rows.map((row) => ({ ...row, access: textsOf(row.access) }));
}

export async function findPoint(
  actor: Actor,
  where: { readonly provinceCode: string; readonly pointId: string },
): Promise<ProvincePoint | undefined> {
  return (await listPoints(actor, where))[0];
}

/** The depots a counter of the province can draw on. */
export async function listProvinceDepots(
  actor: Actor,
  provinceCode: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  assertStaff(actor, provinceCode);
  const { rows } = await getPool().query<{ id: string; name: string }>(
    'SELECT id, name FROM depot WHERE province_code = $1 ORDER BY kind, name',
    [provinceCode],
  );
  return rows;
}

export type ProvinceSlot = {
  readonly id: string;
  readonly pointId: string;
  readonly pointName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly capacity: number;
  readonly booked: number;
  readonly closedAt: Date | null;
};

export type SlotListQuery = {
  readonly provinceCode: string;
  readonly point?: string | undefined;
  /** From this day on; from the present instant when absent. */
  readonly day?: string | undefined;
  readonly state: 'all' | 'free' | 'full' | 'closed';
  readonly page: number;
  readonly size: number;
};

/** One page of the slots of the actor's province, in order of time; each point's by `slot_start_key`. */
export async function listSlots(
  actor: Actor,
  query: SlotListQuery,
): Promise<{ readonly slots: readonly ProvinceSlot[]; readonly total: number }> {
  assertStaff(actor, query.provinceCode);
  const { rows } = await getPool().query<ProvinceSlot & { readonly total: number }>({
    name: 'province-slots',
    text: `
      SELECT s.id, p.id AS "pointId", p.name AS "pointName", s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.capacity,
             s.booked, s.closed_at AS "closedAt", count(*) OVER ()::int AS total
        FROM pickup_point p
        JOIN slot s ON s.pickup_point_id = p.id
       WHERE p.province_code = $1 AND ($2::uuid IS NULL OR p.id = $2)
         AND s.starts_at >= coalesce(($3::date)::timestamp AT TIME ZONE 'Europe/Brussels', $4)
         AND CASE $5 WHEN 'free' THEN s.closed_at IS NULL AND s.booked < s.capacity
                     WHEN 'full' THEN s.booked >= s.capacity
                     WHEN 'closed' THEN s.closed_at IS NOT NULL
                     ELSE true END
       ORDER BY s.starts_at, p.name
       LIMIT $6 OFFSET $7`,
    values: [
      query.provinceCode,
      query.point ?? null,
      query.day ?? null,
      toDate(await businessNow()),
      query.state,
      query.size,
      (query.page - 1) * query.size,
    ],
  });
  return { slots: rows.map(({ total: _, ...slot }) => slot), total: rows[0]?.total ?? 0 };
}

export type InvitationState = {
  /** Who may collect here, has booked nothing, and holds an invitation that still opens. */
  readonly invited: number;
  /** The same, with an address, and no such invitation: never invited, or it has run out. */
  readonly waiting: number;
  /** The same, with no address on file: nobody to write to. */
  readonly withoutAddress: number;
  /** Invitations are being written now. */
  readonly underWay: boolean;
};

/** How far inviting has come in the actor's province, by `entitlement_province_status_idx`. */
export async function getInvitationState(
  actor: Actor,
  { provinceCode, programmeCode }: { readonly provinceCode: string; readonly programmeCode: string },
): Promise<InvitationState> {
  assertStaff(actor, provinceCode);
  const { rows } = await getPool().query<InvitationState>({
    name: 'invitation-state',
    text: `
      SELECT count(*) FILTER (WHERE i.invited)::int AS invited,
             count(*) FILTER (WHERE NOT i.invited AND v.email IS NOT NULL)::int AS waiting,
             count(*) FILTER (WHERE NOT i.invited AND v.email IS NULL)::int AS "withoutAddress",
             EXISTS (SELECT FROM pgboss.job j WHERE j.name = $3 AND j.state < 'completed'
                        AND j.data ->> 'provinceCode' = $2) AS "underWay"
        FROM entitlement e
        JOIN provider v ON v.id = e.provider_id
       CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM invitation n WHERE n.entitlement_id = e.id AND n.expires_at > now()) AS invited) i
       WHERE e.programme_code = $1 AND e.province_code = $2 AND e.channel = 'PROVINCE_PICKUP' AND e.status = 'GIVEN'
         AND e.profession_code <> ALL ($4::text[])`,
    values: [
      programmeCode,
      provinceCode,
      queues.inviteEntitled,
      await listProfessionsAtHome(programmeCode, provinceCode),
    ],
  });
  return rows[0] ?? { invited: 0, waiting: 0, withoutAddress: 0, underWay: false };
}

export type Unreachable = {
  readonly entitlementId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly professionCode: string;
  readonly street: string | null;
  readonly postcode: string;
  readonly municipality: string;
  readonly phone: string | null;
};

/** Who can't be invited because no e-mail address is on file: to be written or telephoned to. One page, by name. */
export async function listUnreachable(
  actor: Actor,
  query: {
    readonly provinceCode: string;
    readonly programmeCode: string;
    readonly text: string;
    readonly page: number;
    readonly size: number;
  },
): Promise<{ readonly people: readonly Unreachable[]; readonly total: number }> {
  assertStaff(actor, query.provinceCode);
  const { rows } = await getPool().query<Unreachable & { readonly total: number }>({
    name: 'unreachable',
    text: `
      SELECT e.id AS "entitlementId", v.given_name AS "givenName", v.family_name AS "familyName",
             e.profession_code AS "professionCode", v.street, v.postcode, v.municipality, v.phone,
             count(*) OVER ()::int AS total
        FROM entitlement e
        JOIN provider v ON v.id = e.provider_id
       WHERE e.programme_code = $1 AND e.province_code = $2 AND e.channel = 'PROVINCE_PICKUP' AND e.status = 'GIVEN'
         AND v.email IS NULL AND e.profession_code <> ALL ($6::text[])
         AND ($3 = '' OR v.family_name || ' ' || v.given_name ILIKE '%' || $3 || '%' OR v.postcode = $3)
       ORDER BY v.family_name, v.given_name, e.id
       LIMIT $4 OFFSET $5`,
    values: [
      query.programmeCode,
      query.provinceCode,
      query.text.trim().replace(/[\\%_]/g, '\\$&'),
      query.size,
      (query.page - 1) * query.size,
      await listProfessionsAtHome(query.programmeCode, query.provinceCode),
    ],
  });
  return { people: rows.map(({ total: _, ...one }) => one), total: rows[0]?.total ?? 0 };
}

export type ProblemReport = {
  readonly id: string;
  readonly kind: 'MISSING' | 'DAMAGED';
  readonly itemCode: string;
  readonly text: string;
  readonly reportedAt: Date;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** The reference on the receipt of the one who wrote. */
  readonly handoverId: string;
  readonly handedOverAt: Date;
  readonly pointName: string;
};

/**
 * What people say was missing or damaged in what the actor's province handed over, with how to answer them. One page,
 * latest first.
 */
export async function listProblemReports(
  actor: Actor,
  query: { readonly provinceCode: string; readonly page: number; readonly size: number },
): Promise<{ readonly reports: readonly ProblemReport[]; readonly total: number }> {
  assertStaff(actor, query.provinceCode);
  const { rows } = await getPool().query<ProblemReport & { readonly total: number }>({
    name: 'problem-reports',
    text: `
      SELECT r.id, r.kind::text AS kind, r.item_code AS "itemCode", r.text, r.reported_at AS "reportedAt",
             v.given_name AS "givenName", v.family_name AS "familyName", v.email, v.phone,
             h.id AS "handoverId", h.handed_over_at AS "handedOverAt", p.name AS "pointName",
             count(*) OVER ()::int AS total
        FROM handover_report r
        JOIN handover h ON h.id = r.handover_id
        JOIN pickup_point p ON p.id = h.pickup_point_id
        JOIN entitlement e ON e.id = h.entitlement_id
        JOIN provider v ON v.id = e.provider_id
       WHERE p.province_code = $1
       ORDER BY r.reported_at DESC, r.id
       LIMIT $2 OFFSET $3`,
    values: [query.provinceCode, query.size, (query.page - 1) * query.size],
  });
  return { reports: rows.map(({ total: _, ...report }) => report), total: rows[0]?.total ?? 0 };
}

function assertStaff(actor: Actor, provinceCode: string): void {
  if (!isStaffOf(actor, provinceCode)) throw new NotAllowed(`province ${provinceCode}`);
}
