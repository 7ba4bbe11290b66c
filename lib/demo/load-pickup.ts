import type pg from 'pg';
import { copyRows, map } from '#lib/db/copy.ts';
import type { ProvinceCode } from '#lib/geography/provinces.ts';
import type { SampleBooking, SamplePoint, SampleSlot } from './sample-pickup.ts';
import { staffIdOf } from './sample-users.ts';

export async function provincialDepots(client: pg.ClientBase): Promise<ReadonlyMap<ProvinceCode, string>> {
  const { rows } = await client.query<{ province_code: ProvinceCode; id: string }>(
    `SELECT province_code, id FROM depot WHERE kind = 'PROVINCIAL'`,
  );
  return new Map(rows.map(({ province_code, id }) => [province_code, id]));
}

export async function loadPoints(
  client: pg.ClientBase,
  points: readonly SamplePoint[],
  slots: readonly SampleSlot[],
): Promise<void> {
  await copyRows(
    client,
    'depot',
    ['id', 'kind', 'name', 'province_code'],
    points
      .filter(({ capacity }) => capacity > 0)
      .map(({ depotId, name, province }) => [depotId, 'LOCAL', name, province]),
  );
  await copyRows(
    client,
    'pickup_point',
    ['id', 'province_code', 'depot_id', 'name', 'street', 'postcode', 'municipality', 'access'],
    points.map(({ id, province, depotId, name, street, area }) => [
      ...[id, province, depotId, name, street],
      ...[area.postcode, area.municipality, JSON.stringify(access)],
    ]),
  );
  await copyRows(
    client,
    'slot',
    ['id', 'pickup_point_id', 'starts_at', 'ends_at', 'capacity'],
    map(slots, ({ id, point, startsAt, endsAt, capacity }) => [id, point.id, startsAt, endsAt, capacity]),
  );
}

const access = {
  fr: 'Entrée de plain-pied, parking devant le bâtiment.',
  nl: 'Gelijkvloerse ingang, parking voor het gebouw.',
  de: 'Ebenerdiger Eingang, Parkplatz vor dem Gebäude.',
  en: 'Level entrance, parking in front of the building.',
};

/** Bookings as people made them, and what was handed over at the pilot's counter: each step as the triggers want it. */
export async function loadBookings(client: pg.ClientBase, bookings: readonly SampleBooking[]): Promise<void> {
  await copyRows(
    client,
    'booking',
    ['id', 'entitlement_id', 'slot_id', 'code', 'booked_at', 'cancelled_at', 'checked_in_at', 'checked_in_by_id'],
    map(bookings, ({ id, entitlement, slot, code, bookedAt, cancelledAt, checkedInAt }) => [
      ...[id, entitlement.id, slot.id, code, bookedAt, cancelledAt, checkedInAt],
      checkedInAt === null ? null : staffIdOf(slot.point.province),
    ]),
  );
  await client.query(
    `INSERT INTO audit_entry (business_at, actor_kind, action, subject_type, subject_id, province_code, details)
     SELECT e.at, 'provider', e.action, 'booking', b.id, p.province_code, jsonb_build_object('slot', s.id)
       FROM booking b JOIN slot s ON s.id = b.slot_id JOIN pickup_point p ON p.id = s.pickup_point_id
      CROSS JOIN LATERAL (VALUES ('booking.book', b.booked_at), ('booking.cancel', b.cancelled_at)) AS e (action, at)
      WHERE e.at IS NOT NULL ORDER BY e.at, b.id`,
  );
  await loadHandovers(client, bookings);
}

async function loadHandovers(client: pg.ClientBase, bookings: readonly SampleBooking[]): Promise<void> {
  const served = bookings.flatMap(({ id, entitlement, slot, handover }) =>
    handover === null ? [] : [{ bookingId: id, entitlementId: entitlement.id, point: slot.point, ...handover }],
  );
  await copyRows(
    client,
    'entitlement_debit',
    ['entitlement_id', 'channel', 'debited_at', 'debited_by_id'],
    map(served, ({ entitlementId, at, point }) => [entitlementId, 'PROVINCE_PICKUP', at, staffIdOf(point.province)]),
  );
  await copyRows(
    client,
    'handover',
    ['id', 'entitlement_id', 'booking_id', 'pickup_point_id', 'handed_over_at', 'handed_over_by_id'],
    map(served, ({ id, entitlementId, bookingId, point, at }) => [
      ...[id, entitlementId, bookingId, point.id, at],
      staffIdOf(point.province),
    ]),
  );
  await client.query(
    `INSERT INTO stock_movement (kind, from_depot_id, to_depot_id, lot_id, quantity, handover_id, moved_by_id, moved_at, recorded_at)
     SELECT 'HANDOVER', p.depot_id, r.id, l.id, k.quantity, h.id, h.handed_over_by_id, h.handed_over_at, h.handed_over_at
       FROM handover h
       JOIN unnest($1::uuid[], $2::text[]) AS chosen (handover_id, gloves) ON chosen.handover_id = h.id
       JOIN pickup_point p ON p.id = h.pickup_point_id
       JOIN entitlement e ON e.id = h.entitlement_id
       JOIN kit_line k ON k.kit_id = e.kit_id
       JOIN item_variant v ON v.item_code = k.item_code AND (v.size IS NULL OR v.code = chosen.gloves)
       JOIN lot l ON l.variant_code = v.code
      CROSS JOIN (SELECT id FROM depot WHERE kind = 'RECIPIENT') r
      ORDER BY h.handed_over_at, h.id, l.id`,
    [served.map(({ id }) => id), served.map(({ gloves }) => gloves)],
  );
  await client.query(
    `INSERT INTO audit_entry (business_at, user_id, actor_kind, action, subject_type, subject_id, province_code, details)
     SELECT e.at, e.user_id, 'user', e.action, e.subject_type, e.subject_id, p.province_code, e.details
       FROM handover h JOIN pickup_point p ON p.id = h.pickup_point_id JOIN booking b ON b.id = h.booking_id
      CROSS JOIN LATERAL (VALUES
        ('booking.check-in', b.checked_in_at, b.checked_in_by_id, 'booking', b.id, '{}'::jsonb),
        ('handover.hand-over', h.handed_over_at, h.handed_over_by_id, 'entitlement', h.entitlement_id,
         jsonb_build_object('handover', h.id, 'point', p.id)))
        AS e (action, at, user_id, subject_type, subject_id, details)
      ORDER BY e.at, h.id`,
  );
}
