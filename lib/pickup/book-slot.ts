import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import type { Statements } from '#lib/db/statements.ts';
import { loadHomeDeliveries, type PickupOf } from '#lib/programmes/delivery-schedule.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { newCode } from '#lib/shared/secrets.ts';
import { type Appointment, writeAppointmentMessage } from './appointment-message.ts';
import { findLiveBooking } from './live-booking.ts';

export type BookRefusal =
  | 'entitlement-unknown'
  | 'entitlement-not-open'
  | 'already-booked'
  | 'delivered-at-home'
  | 'slot-unknown'
  | 'slot-closed'
  | 'slot-past'
  | 'slot-full';

export type BookInput = { readonly entitlementId: string; readonly slotId: string };

export type Booked = { readonly bookingId: string };

/** What the database says when a slot fills or closes, or is taken by the same person, between the look and the write. */
export const bookingConstraints = {
  slot_not_overbooked: 'slot-full',
  slot_closed_only_when_empty: 'slot-closed',
  booking_one_live_per_entitlement: 'already-booked',
  booking_entitlement_open: 'entitlement-not-open',
} as const satisfies Record<string, BookRefusal>;

/**
 * Books a place of a slot for the actor's own entitlement: a slot of its province, still to come by business time, open,
 * with a place left. The last place goes to one person, whatever happens at the same moment, and a person has one live
 * booking. Asking again for the same slot changes nothing and is answered as the first time. What the province delivers
 * at home takes no place: those are for the programmes one comes for.
 */
export async function bookSlot(actor: Actor, input: BookInput): Promise<Result<Booked, BookRefusal>> {
  const isDeliveredAtHome = await loadHomeDeliveries();
  const result = await inSqlTransaction<Booked, BookRefusal>(async (tx) => {
    const place = await takePlace(tx, actor, input);
    if (!place) return refused('entitlement-unknown');
    if (place.refusal !== null) return refused(place.refusal);
    if (isDeliveredAtHome(place)) return refused('delivered-at-home');
    await recordAudit(tx, actor, {
      action: 'booking.book',
      subject: { type: 'booking', id: place.booking_id },
      provinceCode: place.province_code,
      details: { slot: input.slotId },
    });
    await writeAppointmentMessage(tx, 'booking-confirmed', place);
    return done({ bookingId: place.booking_id });
  }, bookingConstraints);
  if (result.ok || result.refusal.code !== 'already-booked') return result;
  const booked = await findLiveBooking(actor, input.entitlementId);
  return booked?.slotId === input.slotId ? done({ bookingId: booked.id }) : result;
}

type Place = Appointment & PickupOf;

/**
 * Looks, judges and books in one round trip. A slot of another province is as unknown as one that does not exist, and so
 * is somebody else's entitlement. The judgement is of the statement's snapshot; the constraints have the last word.
 */
async function takePlace(
  tx: Statements,
  actor: Actor,
  { entitlementId, slotId }: BookInput,
): Promise<(Place & { readonly refusal: null }) | { readonly refusal: BookRefusal } | undefined> {
  const providerId = actor.kind === 'user' ? actor.providerId : null;
  const [place] = await tx.$queryRaw<((Place & { refusal: null }) | { refusal: BookRefusal })[]>`
    WITH asked AS MATERIALIZED (
      SELECT e.id AS entitlement_id, e.programme_code, e.province_code, e.profession_code, v.email,
             v.language::text AS language, c.now, s.id AS slot_id, s.starts_at, s.ends_at, p.name AS point,
             p.street, p.postcode, p.municipality,
             CASE WHEN e.status = 'BOOKED' THEN 'already-booked'
                  WHEN e.status <> 'GIVEN' OR e.channel <> 'PROVINCE_PICKUP' THEN 'entitlement-not-open'
                  WHEN p.province_code IS DISTINCT FROM e.province_code THEN 'slot-unknown'
                  WHEN s.closed_at IS NOT NULL THEN 'slot-closed'
                  WHEN s.starts_at <= c.now THEN 'slot-past'
                  WHEN s.booked >= s.capacity THEN 'slot-full' END AS refusal
        FROM entitlement e
        JOIN provider v ON v.id = e.provider_id
       CROSS JOIN (SELECT business_now() AS now) c
        LEFT JOIN slot s ON s.id = ${slotId}::uuid
        LEFT JOIN pickup_point p ON p.id = s.pickup_point_id
       WHERE e.id = ${entitlementId}::uuid AND e.provider_id = ${providerId}::uuid
    ), made AS (
      INSERT INTO booking (entitlement_id, slot_id, code, booked_at)
      SELECT entitlement_id, slot_id, ${newCode(3)}, now FROM asked WHERE refusal IS NULL
      RETURNING id AS booking_id, code
    )
    SELECT asked.*, made.* FROM asked LEFT JOIN made ON true`;
  return place;
}
