import { type Actor, isStaffOf } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { likeText } from '#lib/db/like.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { type DeliveryWay, listProfessionsAtHome } from '#lib/programmes/delivery-schedule.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { counted, everyRow, type Page, type PageAsked, pageOf, type RowRange } from '#lib/shared/paging.ts';
import { queues } from '#lib/shared/queues.ts';
import { sqlOrder } from '#lib/shared/sorting.ts';
import { businessTimeZone } from '#lib/shared/time-zone.ts';
import { textsOf } from './queries.ts';
import type { SlotList } from './schema.ts';

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

type PointQuery = {
  readonly provinceCode: string;
  readonly pointId?: string | undefined;
  /** Part of a name or municipality, or a postcode. */
  readonly text?: string | undefined;
};

/** The points of the actor's province, open ones first, or one of them; by `pickup_point_province_idx` and `slot_start_key`. */
export async function listPoints(actor: Actor, query: PointQuery): Promise<readonly ProvincePoint[]> {
  assertStaff(actor, query.provinceCode);
  return (await readPoints(query, everyRow)).rows;
}

/** One page of them. */
export async function findPoints(
  actor: Actor,
  { page, size, ...query }: PointQuery & PageAsked,
): Promise<{ readonly points: readonly ProvincePoint[] } & Omit<Page<ProvincePoint>, 'rows'>> {
  assertStaff(actor, query.provinceCode);
  const { rows: points, ...pages } = await pageOf({ page, size }, (range) => readPoints(query, range));
  return { points, ...pages };
}

async function readPoints(
  { provinceCode, pointId, text = '' }: PointQuery,
  { limit, offset }: RowRange,
): Promise<Pick<Page<ProvincePoint>, 'rows' | 'total'>> {
  const { rows } = await getPool().query<
    Omit<ProvincePoint, 'access'> & { readonly access: unknown; readonly total: number }
  >({
    name: 'province-points',
    text: `
      SELECT p.id, p.name, p.street, p.postcode, p.municipality, p.access, p.depot_id AS "depotId", d.name AS "depotName",
             p.closed_at AS "closedAt", coalesce(a.slots, 0)::int AS slots, coalesce(a.places, 0)::int AS places,
             coalesce(a.booked, 0)::int AS booked, a.first_at AS "firstAt", count(*) OVER ()::int AS total
        FROM pickup_point p
        JOIN depot d ON d.id = p.depot_id
        LEFT JOIN LATERAL (SELECT count(*) AS slots, sum(capacity) AS places, sum(booked) AS booked, min(starts_at) AS first_at
                             FROM slot s WHERE s.pickup_point_id = p.id AND s.starts_at > $3 AND s.closed_at IS NULL) a ON true
       WHERE p.province_code = $1 AND ($2::uuid IS NULL OR p.id = $2)
         AND ($4 = '' OR p.name ILIKE '%' || $4 || '%' OR p.municipality ILIKE '%' || $4 || '%' OR p.postcode = $4)
       ORDER BY p.closed_at IS NOT NULL, p.name, p.id
       LIMIT $5 OFFSET $6`,
    values: [provinceCode, pointId ?? null, toDate(await businessNow()), likeText(text), limit, offset],
  });
  const { rows: points, total } = counted(rows);
  return { rows: points.map((row) => ({ ...row, access: textsOf(row.access) })), total };
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

export type SlotQuery = {
  readonly provinceCode: string;
  readonly point?: string | undefined;
  /** From this day on; from the present instant when absent. */
  readonly day?: string | undefined;
  readonly state: SlotList['state'];
  readonly sort?: SlotList['sort'];
  readonly order?: SlotList['order'];
};

/**
 * One page of the slots of the actor's province, in order of time, of places booked or of free places. No index sorts
 * them: they are those of one province that are to come, each point's found by `slot_start_key`.
 */
export async function listSlots(
  actor: Actor,
  { page, size, ...query }: SlotQuery & PageAsked,
): Promise<{ readonly slots: readonly ProvinceSlot[] } & Omit<Page<ProvinceSlot>, 'rows'>> {
  assertStaff(actor, query.provinceCode);
  const { rows: slots, ...pages } = await pageOf({ page, size }, (range) => readSlots(query, range));
  return { slots, ...pages };
}

/** All slots of `listSlots`. */
export async function listAllSlots(actor: Actor, query: SlotQuery): Promise<readonly ProvinceSlot[]> {
  assertStaff(actor, query.provinceCode);
  return (await readSlots(query, everyRow)).rows;
}

async function readSlots(
  { provinceCode, point, day, state, sort = 'time', order = 'ascending' }: SlotQuery,
  { limit, offset }: RowRange,
): Promise<Pick<Page<ProvinceSlot>, 'rows' | 'total'>> {
  const way = sqlOrder(order);
  const orders = {
    time: `s.starts_at ${way}`,
    booked: `s.booked ${way}, s.starts_at`,
    // A closed one offers no place, free or not.
    free: `CASE WHEN s.closed_at IS NULL THEN s.capacity - s.booked END ${way} NULLS LAST, s.starts_at`,
  };
  const { rows } = await getPool().query<ProvinceSlot & { readonly total: number }>({
    name: `province-slots-${sort}-${order}`,
    text: `
      SELECT s.id, p.id AS "pointId", p.name AS "pointName", s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.capacity,
             s.booked, s.closed_at AS "closedAt", count(*) OVER ()::int AS total
        FROM pickup_point p
        JOIN slot s ON s.pickup_point_id = p.id
       WHERE p.province_code = $1 AND ($2::uuid IS NULL OR p.id = $2)
         AND s.starts_at >= coalesce(($3::date)::timestamp AT TIME ZONE '${businessTimeZone}', $4)
         AND CASE $5 WHEN 'free' THEN s.closed_at IS NULL AND s.booked < s.capacity
                     WHEN 'full' THEN s.booked >= s.capacity
                     WHEN 'closed' THEN s.closed_at IS NOT NULL
                     ELSE true END
       ORDER BY ${orders[sort]}, p.name, s.id
       LIMIT $6 OFFSET $7`,
    values: [provinceCode, point ?? null, day ?? null, toDate(await businessNow()), state, limit, offset],
  });
  return counted(rows);
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

type UnreachableQuery = {
  readonly provinceCode: string;
  readonly programmeCode: string;
  /** Part of a name, or a postcode. */
  readonly text: string;
};

/** Who can't be invited because no e-mail address is on file: to be written or telephoned to. One page, by name. */
export async function listUnreachable(
  actor: Actor,
  { page, size, ...query }: UnreachableQuery & PageAsked,
): Promise<{ readonly people: readonly Unreachable[] } & Omit<Page<Unreachable>, 'rows'>> {
  assertStaff(actor, query.provinceCode);
  const { rows: people, ...pages } = await pageOf({ page, size }, (range) => readUnreachable(query, range));
  return { people, ...pages };
}

/** Everyone of `listUnreachable`. */
export async function listAllUnreachable(actor: Actor, query: UnreachableQuery): Promise<readonly Unreachable[]> {
  assertStaff(actor, query.provinceCode);
  return (await readUnreachable(query, everyRow)).rows;
}

async function readUnreachable(
  { provinceCode, programmeCode, text }: UnreachableQuery,
  { limit, offset }: RowRange,
): Promise<Pick<Page<Unreachable>, 'rows' | 'total'>> {
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
         AND ($3 = '' OR concat_ws(' ', v.given_name, v.family_name, v.given_name) ILIKE '%' || $3 || '%' OR v.postcode = $3)
       ORDER BY v.family_name, v.given_name, e.id
       LIMIT $4 OFFSET $5`,
    values: [
      programmeCode,
      provinceCode,
      likeText(text),
      limit,
      offset,
      await listProfessionsAtHome(programmeCode, provinceCode),
    ],
  });
  return counted(rows);
}

export type ProblemReport = {
  readonly id: string;
  readonly kind: 'NOT_ARRIVED' | 'MISSING' | 'DAMAGED';
  /** None of a parcel that has not come. */
  readonly itemCode: string | null;
  readonly text: string;
  readonly reportedAt: Date;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** How the parcel came, or was to come. */
  readonly way: DeliveryWay;
  /** The grouping or association that was to hand it over. */
  readonly organisationName: string | null;
  /** The reference on the receipt of the one who wrote; these three of what a counter handed over alone. */
  readonly handoverId: string | null;
  readonly handedOverAt: Date | null;
  readonly pointName: string | null;
};

type ReportQuery = {
  readonly provinceCode: string;
  readonly kind?: ProblemReport['kind'] | undefined;
  /** Part of a name, or the reference on a receipt. */
  readonly text?: string | undefined;
};

/**
 * What people say was missing or damaged in what the actor's province handed over, or has not come of what was to be
 * brought to them there, with how to answer them. One page, latest first.
 */
export async function listProblemReports(
  actor: Actor,
  { page, size, ...query }: ReportQuery & PageAsked,
): Promise<{ readonly reports: readonly ProblemReport[] } & Omit<Page<ProblemReport>, 'rows'>> {
  assertStaff(actor, query.provinceCode);
  const { rows: reports, ...pages } = await pageOf({ page, size }, (range) => readReports(query, range));
  return { reports, ...pages };
}

/** All reports of `listProblemReports`. */
export async function listAllProblemReports(actor: Actor, query: ReportQuery): Promise<readonly ProblemReport[]> {
  assertStaff(actor, query.provinceCode);
  return (await readReports(query, everyRow)).rows;
}

async function readReports(
  { provinceCode, kind, text = '' }: ReportQuery,
  { limit, offset }: RowRange,
): Promise<Pick<Page<ProblemReport>, 'rows' | 'total'>> {
  const { rows } = await getPool().query<ProblemReport & { readonly total: number }>({
    name: 'problem-reports',
    text: `
      WITH report AS (
        SELECT r.id, r.kind::text AS kind, r.item_code, r.text, r.reported_at, h.entitlement_id, 'pickup' AS way,
               NULL::text AS organisation, h.id AS handover_id, h.handed_over_at, p.name AS point
          FROM handover_report r
          JOIN handover h ON h.id = r.handover_id
          JOIN pickup_point p ON p.id = h.pickup_point_id
         WHERE p.province_code = $1
        UNION ALL
        SELECT r.id, r.kind::text, r.item_code, r.text, r.reported_at, r.entitlement_id,
               replace(lower(r.way::text), '_', '-'), o.name, NULL, NULL, NULL
          FROM delivery_report r
          LEFT JOIN organisation o ON o.id = r.organisation_id
         WHERE r.province_code = $1
      )
      SELECT r.id, r.kind, r.item_code AS "itemCode", r.text, r.reported_at AS "reportedAt",
             v.given_name AS "givenName", v.family_name AS "familyName", v.email, v.phone, r.way,
             r.organisation AS "organisationName", r.handover_id AS "handoverId", r.handed_over_at AS "handedOverAt",
             r.point AS "pointName", count(*) OVER ()::int AS total
        FROM report r
        JOIN entitlement e ON e.id = r.entitlement_id
        JOIN provider v ON v.id = e.provider_id
       WHERE ($2::text IS NULL OR r.kind = $2)
         AND ($3 = '' OR concat_ws(' ', v.given_name, v.family_name, v.given_name) ILIKE '%' || $3 || '%'
              OR r.handover_id::text = lower($3))
       ORDER BY r.reported_at DESC, r.id
       LIMIT $4 OFFSET $5`,
    values: [provinceCode, kind ?? null, likeText(text), limit, offset],
  });
  return counted(rows);
}

function assertStaff(actor: Actor, provinceCode: string): void {
  if (!isStaffOf(actor, provinceCode)) throw new NotAllowed(`province ${provinceCode}`);
}
