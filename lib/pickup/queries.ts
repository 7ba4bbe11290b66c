import type { Actor } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { isLocale, type Locale } from '#lib/i18n/locales.ts';
import { loadHomeDeliveries, type PickupOf } from '#lib/programmes/delivery-schedule.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { businessTimeZone } from '#lib/shared/time-zone.ts';

/** Where one comes, with how to get in, in the languages its author writes. */
export type Place = {
  readonly name: string;
  readonly street: string;
  readonly postcode: string;
  readonly municipality: string;
  readonly access: Readonly<Partial<Record<Locale, string>>>;
};

export type OwnBooking = {
  readonly entitlementId: string;
  readonly bookingId: string;
  readonly code: string;
  readonly slotId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly checkedInAt: Date | null;
  readonly point: Place;
};

type PlaceRow = {
  readonly point: string;
  readonly street: string;
  readonly postcode: string;
  readonly municipality: string;
  readonly access: unknown;
};

/** The actor's own live bookings, or that of one entitlement, by `booking_one_live_per_entitlement`. */
export async function listOwnBookings(actor: Actor, entitlementId?: string): Promise<readonly OwnBooking[]> {
  const { rows } = await getPool().query<
    PlaceRow & {
      readonly entitlement_id: string;
      readonly booking_id: string;
      readonly code: string;
      readonly slot_id: string;
      readonly starts_at: Date;
      readonly ends_at: Date;
      readonly checked_in_at: Date | null;
    }
  >({
    name: 'own-bookings',
    text: `
      SELECT e.id AS entitlement_id, b.id AS booking_id, b.code, s.id AS slot_id, s.starts_at, s.ends_at, b.checked_in_at,
             p.name AS point, p.street, p.postcode, p.municipality, p.access
        FROM entitlement e
        JOIN booking b ON b.entitlement_id = e.id AND b.cancelled_at IS NULL
        JOIN slot s ON s.id = b.slot_id
        JOIN pickup_point p ON p.id = s.pickup_point_id
       WHERE e.provider_id = $1 AND ($2::uuid IS NULL OR e.id = $2)`,
    values: [ownProvider(actor), entitlementId ?? null],
  });
  return rows.map((row) => ({
    entitlementId: row.entitlement_id,
    bookingId: row.booking_id,
    code: row.code,
    slotId: row.slot_id,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    checkedInAt: row.checked_in_at,
    point: placeOf(row),
  }));
}

export async function findOwnBooking(actor: Actor, entitlementId: string): Promise<OwnBooking | undefined> {
  return (await listOwnBookings(actor, entitlementId))[0];
}

export type OwnReceipt = {
  readonly handoverId: string;
  readonly handedOverAt: Date;
  readonly point: Place;
  /** What left the stock for this parcel, by variant. */
  readonly lines: readonly { readonly variantCode: string; readonly itemCode: string; readonly quantity: number }[];
  readonly reports: readonly {
    readonly kind: 'MISSING' | 'DAMAGED';
    readonly itemCode: string;
    readonly text: string;
    readonly reportedAt: string;
  }[];
};

/** What the actor's own provider received at a counter, by `handover_entitlement_key`; undefined before. */
export async function findOwnReceipt(actor: Actor, entitlementId: string): Promise<OwnReceipt | undefined> {
  const { rows } = await getPool().query<
    PlaceRow & {
      readonly handover_id: string;
      readonly handed_over_at: Date;
      readonly lines: OwnReceipt['lines'];
      readonly reports: OwnReceipt['reports'];
    }
  >({
    name: 'own-receipt',
    text: `
      SELECT h.id AS handover_id, h.handed_over_at, p.name AS point, p.street, p.postcode, p.municipality, p.access,
             (SELECT coalesce(json_agg(json_build_object('variantCode', v.code, 'itemCode', v.item_code, 'quantity', m.quantity)
                                       ORDER BY i.position, v.position), '[]')
                FROM stock_movement m JOIN lot l ON l.id = m.lot_id JOIN item_variant v ON v.code = l.variant_code
                JOIN item i ON i.code = v.item_code WHERE m.handover_id = h.id) AS lines,
             (SELECT coalesce(json_agg(json_build_object('kind', r.kind, 'itemCode', r.item_code, 'text', r.text,
                                                         'reportedAt', r.reported_at) ORDER BY r.reported_at), '[]')
                FROM handover_report r WHERE r.handover_id = h.id) AS reports
        FROM handover h
        JOIN entitlement e ON e.id = h.entitlement_id
        JOIN pickup_point p ON p.id = h.pickup_point_id
       WHERE h.entitlement_id = $2 AND e.provider_id = $1`,
    values: [ownProvider(actor), entitlementId],
  });
  const row = rows[0];
  if (!row) return undefined;
  return {
    handoverId: row.handover_id,
    handedOverAt: row.handed_over_at,
    point: placeOf(row),
    lines: row.lines,
    reports: row.reports,
  };
}

export type OwnDeliveryReport = {
  readonly entitlementId: string;
  readonly kind: 'NOT_ARRIVED' | 'MISSING' | 'DAMAGED';
  readonly itemCode: string | null;
  readonly text: string;
  readonly reportedAt: Date;
};

/** What the actor said of what was to be brought to them, earliest first. */
export async function listOwnDeliveryReports(actor: Actor): Promise<readonly OwnDeliveryReport[]> {
  const { rows } = await getPool().query<OwnDeliveryReport>({
    name: 'own-delivery-reports',
    text: `
      SELECT r.entitlement_id AS "entitlementId", r.kind::text AS kind, r.item_code AS "itemCode", r.text,
             r.reported_at AS "reportedAt"
        FROM entitlement e JOIN delivery_report r ON r.entitlement_id = e.id
       WHERE e.provider_id = $1 ORDER BY r.reported_at, r.id`,
    values: [ownProvider(actor)],
  });
  return rows;
}

export type FreeSlot = { readonly id: string; readonly startsAt: Date; readonly endsAt: Date; readonly free: number };

/** What one can choose from: points with places left, the days of the chosen point, the times of the chosen day. */
export type SlotChoice = {
  /** Then there is nothing to choose, whatever is free. */
  readonly deliveredAtHome: boolean;
  readonly points: readonly (Place & { readonly id: string; readonly free: number })[];
  readonly pointId: string | null;
  readonly days: readonly { readonly day: string; readonly free: number }[];
  readonly day: string | null;
  readonly slots: readonly FreeSlot[];
};

/**
 * The places left for the actor's own entitlement in its province, still to come by business time. A wished point or day
 * without places falls back to the first that has some: the point whose postcode is nearest in number to the domicile,
 * and its earliest day. Reads open slots alone, by `slot_open_idx`; none for what the province delivers at home.
 */
export async function findSlotChoice(
  actor: Actor,
  wish: { readonly entitlementId: string; readonly point?: string | undefined; readonly day?: string | undefined },
): Promise<SlotChoice> {
  if (await isOwnDeliveredAtHome(actor, wish.entitlementId)) {
    return { deliveredAtHome: true, points: [], pointId: null, days: [], day: null, slots: [] };
  }
  const { rows: points } = await getPool().query<PlaceRow & { readonly id: string; readonly free: number }>({
    name: 'points-to-choose',
    text: `
      SELECT p.id, p.name AS point, p.street, p.postcode, p.municipality, p.access, sum(s.capacity - s.booked)::int AS free
        FROM entitlement e
        JOIN provider v ON v.id = e.provider_id
        JOIN pickup_point p ON p.province_code = e.province_code AND p.closed_at IS NULL
        JOIN slot s ON s.pickup_point_id = p.id AND s.closed_at IS NULL AND s.booked < s.capacity AND s.starts_at > $3
       WHERE e.id = $2 AND e.provider_id = $1
       GROUP BY p.id, v.postcode
       ORDER BY abs(p.postcode::int - v.postcode::int), p.name`,
    values: [ownProvider(actor), wish.entitlementId, await now()],
  });
  const pointId = (points.find(({ id }) => id === wish.point) ?? points[0])?.id ?? null;
  const days = pointId === null ? [] : await daysOf(pointId);
  const day = (days.find((one) => one.day === wish.day) ?? days[0])?.day ?? null;
  return {
    deliveredAtHome: false,
    points: points.map((row) => ({ ...placeOf(row), id: row.id, free: row.free })),
    pointId,
    days,
    day,
    slots: pointId === null || day === null ? [] : await slotsOf(pointId, day),
  };
}

async function isOwnDeliveredAtHome(actor: Actor, entitlementId: string): Promise<boolean> {
  const [isDeliveredAtHome, { rows }] = await Promise.all([
    loadHomeDeliveries(),
    getPool().query<PickupOf>({
      name: 'own-pickup',
      text: 'SELECT programme_code, province_code, profession_code FROM entitlement WHERE id = $2 AND provider_id = $1',
      values: [ownProvider(actor), entitlementId],
    }),
  ]);
  return rows.some(isDeliveredAtHome);
}

async function daysOf(pointId: string): Promise<SlotChoice['days']> {
  const { rows } = await getPool().query<{ day: string; free: number }>({
    name: 'days-to-choose',
    text: `
      SELECT (starts_at AT TIME ZONE '${businessTimeZone}')::date::text AS day, sum(capacity - booked)::int AS free
        FROM slot WHERE pickup_point_id = $1 AND closed_at IS NULL AND booked < capacity AND starts_at > $2
       GROUP BY 1 ORDER BY 1`,
    values: [pointId, await now()],
  });
  return rows;
}

async function slotsOf(pointId: string, day: string): Promise<readonly FreeSlot[]> {
  const { rows } = await getPool().query<{ id: string; starts_at: Date; ends_at: Date; free: number }>({
    name: 'slots-to-choose',
    text: `
      SELECT id, starts_at, ends_at, capacity - booked AS free
        FROM slot WHERE pickup_point_id = $1 AND closed_at IS NULL AND booked < capacity AND starts_at > $2
         AND starts_at >= ($3::date)::timestamp AT TIME ZONE '${businessTimeZone}'
         AND starts_at < ($3::date + 1)::timestamp AT TIME ZONE '${businessTimeZone}'
       ORDER BY starts_at`,
    values: [pointId, await now(), day],
  });
  return rows.map(({ id, starts_at, ends_at, free }) => ({ id, startsAt: starts_at, endsAt: ends_at, free }));
}

async function now(): Promise<Date> {
  return toDate(await businessNow());
}

function placeOf(row: PlaceRow): Place {
  const { point: name, street, postcode, municipality } = row;
  return { name, street, postcode, municipality, access: textsOf(row.access) };
}

/** Texts by language, as JSON columns keep them; what is empty or no language is left out. */
export function textsOf(value: unknown): Readonly<Partial<Record<Locale, string>>> {
  if (typeof value !== 'object' || value === null) return {};
  const known = Object.entries(value).filter(
    ([language, text]) => isLocale(language) && typeof text === 'string' && text !== '',
  );
  return Object.fromEntries(known);
}

function ownProvider(actor: Actor): string {
  if (actor.kind !== 'user' || actor.providerId === null) throw new NotAllowed('own bookings');
  return actor.providerId;
}

/** Which of the actor's own entitlements a counter handed over, and so wrote a receipt for. */
export async function listOwnHandedOver(actor: Actor): Promise<ReadonlySet<string>> {
  const { rows } = await getPool().query<{ id: string }>({
    name: 'own-handed-over',
    text: `SELECT e.id FROM entitlement e JOIN handover h ON h.entitlement_id = e.id WHERE e.provider_id = $1`,
    values: [ownProvider(actor)],
  });
  return new Set(rows.map(({ id }) => id));
}
