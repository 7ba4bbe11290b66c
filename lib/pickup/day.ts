import { type Actor, isStaffOf } from '#lib/auth/actor.ts';
import { getDb, getPool } from '#lib/db/client.ts';
import { likeText } from '#lib/db/like.ts';
import { parseProviderNumber } from '#lib/identifiers/provider-number.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { counted, everyRow, type Page, type PageAsked, pageOf, type RowRange } from '#lib/shared/paging.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { normaliseCode } from '#lib/shared/secrets.ts';
import { sqlOrder } from '#lib/shared/sorting.ts';
import { businessTimeZone } from '#lib/shared/time-zone.ts';
import type { DaySearch } from './day-schema.ts';

export type DayHour = {
  /** The hour it begins in Brussels, `09:00`. */
  readonly from: string;
  readonly expected: number;
  readonly arrived: number;
};

export type PointVariant = {
  readonly variantCode: string;
  readonly itemCode: string;
  readonly size: string | null;
  readonly quantity: number;
  /** How many parcels that serves. */
  readonly parcels: number;
};

export type DayOverview = {
  readonly expected: number;
  readonly arrived: number;
  /** Handed over on that day at this point, with or without an appointment. */
  readonly served: number;
  readonly hours: readonly DayHour[];
  readonly stock: readonly PointVariant[];
  /** Whole parcels that the stock of the point makes. */
  readonly parcels: number;
};

export type ExpectedPerson = {
  readonly bookingId: string;
  readonly entitlementId: string;
  readonly code: string;
  readonly startsAt: Date;
  readonly familyName: string;
  readonly givenName: string;
  readonly professionCode: string;
  readonly checkedInAt: Date | null;
  readonly handedOverAt: Date | null;
};

export type Counter = {
  readonly entitlementId: string;
  readonly programmeCode: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly professionCode: string;
  readonly status: 'GIVEN' | 'BOOKED' | 'SERVED' | 'DECLINED' | 'WITHDRAWN';
  readonly channel: string;
  readonly booking: {
    readonly code: string;
    readonly startsAt: Date;
    readonly endsAt: Date;
    readonly pointName: string;
    readonly checkedInAt: Date | null;
  } | null;
  readonly servedAt: Date | null;
  /** What the parcel holds, with what the point has of it. */
  readonly lines: readonly {
    readonly itemCode: string;
    readonly quantity: number;
    readonly variants: readonly {
      readonly variantCode: string;
      readonly size: string | null;
      readonly stock: number;
    }[];
  }[];
};

/** The programme whose parcels the provinces' counters hand over: the first that is open to them. */
export async function findCounterProgramme(): Promise<string | undefined> {
  const found = await getDb().programme.findFirst({
    where: { status: 'OPEN', channels: { some: { channel: 'PROVINCE_PICKUP' } } },
    orderBy: { position: 'asc' },
    select: { code: true },
  });
  return found?.code;
}

export type DayPoint = {
  readonly id: string;
  readonly name: string;
  readonly municipality: string;
  /** Live appointments on the day. */
  readonly expected: number;
};

/** The open pickup points of a province, those with most to do on the day first. */
export async function getPointsOfDay(
  actor: Actor,
  where: { readonly provinceCode: string; readonly day: string },
): Promise<readonly DayPoint[]> {
  if (!isStaffOf(actor, where.provinceCode)) throw new NotAllowed('province');
  const { rows } = await getPool().query<DayPoint>({
    name: 'points-of-day',
    text: `
      SELECT p.id, p.name, p.municipality, coalesce(sum(s.booked), 0)::int AS expected
        FROM pickup_point p
        LEFT JOIN slot s ON s.pickup_point_id = p.id
         AND s.starts_at >= $2::date::timestamp AT TIME ZONE '${businessTimeZone}'
         AND s.starts_at < ($2::date + 1)::timestamp AT TIME ZONE '${businessTimeZone}'
       WHERE p.province_code = $1 AND p.closed_at IS NULL
       GROUP BY p.id
       ORDER BY expected DESC, p.name`,
    values: [where.provinceCode, where.day],
  });
  return rows;
}

/** What the point has of each item of the programme's kit, counted in parcels too. */
async function stockOfPoint(pointId: string, programmeCode: string): Promise<PointVariant[]> {
  const { rows } = await getPool().query<{
    variant_code: string;
    item_code: string;
    size: string | null;
    quantity: number;
    parcels: number;
  }>({
    name: 'stock-of-point',
    text: `
      SELECT v.code AS variant_code, v.item_code, v.size, coalesce(sum(b.quantity), 0)::int AS quantity,
             (coalesce(sum(b.quantity), 0) / k.quantity)::int AS parcels
        FROM pickup_point p
        JOIN kit_line k ON k.kit_id = (SELECT id FROM kit WHERE programme_code = $2 ORDER BY version DESC LIMIT 1)
        JOIN item i ON i.code = k.item_code
        JOIN item_variant v ON v.item_code = k.item_code
        LEFT JOIN lot l ON l.variant_code = v.code
        LEFT JOIN stock_balance b ON b.lot_id = l.id AND b.depot_id = p.depot_id
       WHERE p.id = $1
       GROUP BY v.code, v.item_code, v.size, k.quantity, i.position, v.position
       ORDER BY i.position, v.position`,
    values: [pointId, programmeCode],
  });
  return rows.map((row) => ({
    variantCode: row.variant_code,
    itemCode: row.item_code,
    size: row.size,
    quantity: row.quantity,
    parcels: row.parcels,
  }));
}

/** Whole parcels in a stock: the scarcest item decides; sizes of one item add up. */
export function parcelsIn(stock: readonly PointVariant[]): number {
  const byItem = new Map<string, number>();
  for (const { itemCode, parcels } of stock) byItem.set(itemCode, (byItem.get(itemCode) ?? 0) + parcels);
  return byItem.size === 0 ? 0 : Math.min(...byItem.values());
}

/** @throws NotAllowed for a point outside the actor's provinces. */
async function requirePoint(actor: Actor, pointId: string): Promise<{ id: string; provinceCode: string }> {
  const point = await getDb().pickupPoint.findUnique({
    where: { id: pointId },
    select: { id: true, provinceCode: true },
  });
  if (!point || !isStaffOf(actor, point.provinceCode)) throw new NotAllowed('pickup-point');
  return point;
}

/** How a day at a point stands: expected and arrived by the hour, served, and the stock that is left. */
export async function getDayOverview(
  actor: Actor,
  where: { readonly pointId: string; readonly day: string; readonly programmeCode: string },
): Promise<DayOverview> {
  const point = await requirePoint(actor, where.pointId);
  const [hours, served, stock] = await Promise.all([
    getPool().query<{ hour: string; expected: number; arrived: number }>({
      name: 'day-hours',
      text: `
        SELECT to_char(date_trunc('hour', s.starts_at AT TIME ZONE '${businessTimeZone}'), 'HH24:MI') AS hour,
               count(b.id)::int AS expected, count(b.checked_in_at)::int AS arrived
          FROM slot s
          LEFT JOIN booking b ON b.slot_id = s.id AND b.cancelled_at IS NULL
         WHERE s.pickup_point_id = $1
           AND s.starts_at >= $2::date::timestamp AT TIME ZONE '${businessTimeZone}'
           AND s.starts_at < ($2::date + 1)::timestamp AT TIME ZONE '${businessTimeZone}'
         GROUP BY 1 ORDER BY 1`,
      values: [point.id, where.day],
    }),
    getPool().query<{ served: number }>({
      name: 'day-served',
      text: `
        SELECT count(*)::int AS served FROM handover
         WHERE pickup_point_id = $1
           AND handed_over_at >= $2::date::timestamp AT TIME ZONE '${businessTimeZone}'
           AND handed_over_at < ($2::date + 1)::timestamp AT TIME ZONE '${businessTimeZone}'`,
      values: [point.id, where.day],
    }),
    stockOfPoint(point.id, where.programmeCode),
  ]);
  const byHour = withoutGaps(
    hours.rows.map((row) => ({ from: row.hour, expected: row.expected, arrived: row.arrived })),
  );
  return {
    expected: byHour.reduce((sum, { expected }) => sum + expected, 0),
    arrived: byHour.reduce((sum, { arrived }) => sum + arrived, 0),
    served: served.rows[0]?.served ?? 0,
    hours: byHour,
    stock,
    parcels: parcelsIn(stock),
  };
}

/** A pause at noon is an hour like any other: a drawing of the day leaves none out. */
function withoutGaps(hours: readonly DayHour[]): readonly DayHour[] {
  const known = new Map(hours.map((hour) => [Number(hour.from.slice(0, 2)), hour]));
  const first = Math.min(...known.keys());
  return Array.from({ length: known.size === 0 ? 0 : Math.max(...known.keys()) - first + 1 }, (_, index) => {
    const from = `${String(first + index).padStart(2, '0')}:00`;
    return known.get(first + index) ?? { from, expected: 0, arrived: 0 };
  });
}

export type ExpectedQuery = {
  readonly pointId: string;
  readonly day: string;
  readonly text?: string | undefined;
  readonly state?: DaySearch['state'];
  readonly sort?: DaySearch['sort'];
  readonly order?: DaySearch['order'];
};

/**
 * One page of those with a live appointment at a point on a day, in the order of their times or names; by name or code if
 * asked. No index sorts them: they are the appointments of one day at one point, found by `slot_start_key`.
 */
export async function findExpected(
  actor: Actor,
  { page, size, ...where }: ExpectedQuery & PageAsked,
): Promise<{ readonly people: readonly ExpectedPerson[] } & Omit<Page<ExpectedPerson>, 'rows'>> {
  const point = await requirePoint(actor, where.pointId);
  const { rows: people, ...pages } = await pageOf({ page, size }, (range) => readExpected(point.id, where, range));
  return { people, ...pages };
}

/** Everyone of `findExpected`, with the province of the point. */
export async function findAllExpected(
  actor: Actor,
  where: ExpectedQuery,
): Promise<{ readonly people: readonly ExpectedPerson[]; readonly provinceCode: string }> {
  const point = await requirePoint(actor, where.pointId);
  return { people: (await readExpected(point.id, where, everyRow)).rows, provinceCode: point.provinceCode };
}

async function readExpected(
  pointId: string,
  { day, text = '', state, sort = 'time', order = 'ascending' }: ExpectedQuery,
  { limit, offset }: RowRange,
): Promise<Pick<Page<ExpectedPerson>, 'rows' | 'total'>> {
  const way = sqlOrder(order);
  const orders = {
    time: `s.starts_at ${way}, p.family_name, p.given_name`,
    name: `p.family_name ${way}, p.given_name ${way}, s.starts_at`,
  };
  const { rows } = await getPool().query<ExpectedPerson & { readonly total: number }>({
    name: `day-expected-${sort}-${order}`,
    text: `
      SELECT b.id AS "bookingId", e.id AS "entitlementId", b.code, s.starts_at AS "startsAt", p.family_name AS "familyName",
             p.given_name AS "givenName", e.profession_code AS "professionCode", b.checked_in_at AS "checkedInAt",
             h.handed_over_at AS "handedOverAt", count(*) OVER ()::int AS total
        FROM slot s
        JOIN booking b ON b.slot_id = s.id AND b.cancelled_at IS NULL
        JOIN entitlement e ON e.id = b.entitlement_id
        JOIN provider p ON p.id = e.provider_id
        LEFT JOIN handover h ON h.entitlement_id = e.id
       WHERE s.pickup_point_id = $1
         AND s.starts_at >= $2::date::timestamp AT TIME ZONE '${businessTimeZone}'
         AND s.starts_at < ($2::date + 1)::timestamp AT TIME ZONE '${businessTimeZone}'
         AND ($3 = '' OR concat_ws(' ', p.given_name, p.family_name, p.given_name) ILIKE '%' || $3 || '%' OR b.code = $4)
         AND CASE $5 WHEN 'expected' THEN b.checked_in_at IS NULL AND h.handed_over_at IS NULL
                     WHEN 'here' THEN b.checked_in_at IS NOT NULL AND h.handed_over_at IS NULL
                     WHEN 'served' THEN h.handed_over_at IS NOT NULL
                     ELSE true END
       ORDER BY ${orders[sort]}, b.id
       LIMIT $6 OFFSET $7`,
    values: [pointId, day, likeText(text), normaliseCode(text), state ?? null, limit, offset],
  });
  return counted(rows);
}

export type FindAtCounterRefusal = 'unknown' | 'check-failed' | 'not-entitled' | 'other-province' | 'other-channel';

/**
 * Who stands at the counter without an appointment: by the number of the registers, even one whose check digits do not
 * agree, since a reviewer may have accepted it. Whoever is to be served elsewhere is told where, and nothing more.
 */
export async function findAtCounter(
  actor: Actor,
  where: { readonly provinceCode: string; readonly programmeCode: string; readonly number: string },
): Promise<Result<{ entitlementId: string }, FindAtCounterRefusal>> {
  if (!isStaffOf(actor, where.provinceCode)) throw new NotAllowed('province');
  const parsed = parseProviderNumber(where.number);
  if (!parsed.ok && parsed.code !== 'check-failed') return refused('unknown');
  const found = await getDb().providerIdentifier.findUnique({
    where: { scheme_value: { scheme: parsed.number.scheme, value: parsed.number.value } },
    select: {
      provider: {
        select: {
          entitlements: {
            where: { programmeCode: where.programmeCode, status: { not: 'WITHDRAWN' } },
            orderBy: { givenAt: 'desc' },
            take: 1,
            select: { id: true, provinceCode: true, channel: true, organisation: { select: { name: true } } },
          },
        },
      },
    },
  });
  if (!found) return refused(parsed.ok ? 'unknown' : 'check-failed');
  const entitlement = found.provider.entitlements[0];
  if (!entitlement) return refused('not-entitled');
  if (entitlement.channel !== 'PROVINCE_PICKUP') {
    return refused('other-channel', { organisation: entitlement.organisation?.name ?? '' });
  }
  if (entitlement.provinceCode !== where.provinceCode)
    return refused('other-province', { province: entitlement.provinceCode });
  return done({ entitlementId: entitlement.id });
}

/** What the counter needs to know of one entitlement, with what its point has in stock; only in the actor's provinces. */
export async function getCounter(
  actor: Actor,
  where: { readonly entitlementId: string; readonly pointId: string },
): Promise<Counter> {
  const point = await requirePoint(actor, where.pointId);
  const found = await getDb().entitlement.findUnique({
    where: { id: where.entitlementId },
    select: {
      id: true,
      programmeCode: true,
      provinceCode: true,
      professionCode: true,
      status: true,
      channel: true,
      provider: { select: { familyName: true, givenName: true } },
      kit: { select: { lines: { select: { itemCode: true, quantity: true } } } },
      handover: { select: { handedOverAt: true } },
      bookings: {
        where: { cancelledAt: null },
        select: {
          code: true,
          checkedInAt: true,
          slot: { select: { startsAt: true, endsAt: true, pickupPoint: { select: { name: true } } } },
        },
      },
    },
  });
  if (!found || found.provinceCode !== point.provinceCode) throw new NotAllowed('entitlement');
  const stock = await stockOfPoint(point.id, found.programmeCode);
  const booking = found.bookings[0];
  const quantities = new Map((found.kit?.lines ?? []).map((line) => [line.itemCode, line.quantity]));
  return {
    entitlementId: found.id,
    programmeCode: found.programmeCode,
    familyName: found.provider.familyName,
    givenName: found.provider.givenName,
    professionCode: found.professionCode,
    status: found.status,
    channel: found.channel,
    booking: booking
      ? {
          code: booking.code,
          startsAt: booking.slot.startsAt,
          endsAt: booking.slot.endsAt,
          pointName: booking.slot.pickupPoint.name,
          checkedInAt: booking.checkedInAt,
        }
      : null,
    servedAt: found.handover?.handedOverAt ?? null,
    lines: [...Map.groupBy(stock, ({ itemCode }) => itemCode)].map(([itemCode, variants]) => ({
      itemCode,
      quantity: quantities.get(itemCode) ?? 0,
      variants: variants.map(({ variantCode, size, quantity }) => ({ variantCode, size, stock: quantity })),
    })),
  };
}
