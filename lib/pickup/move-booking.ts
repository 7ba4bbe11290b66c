import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import type { Statements } from '#lib/db/statements.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { newCode } from '#lib/shared/secrets.ts';
import { type Appointment, writeAppointmentMessage } from './appointment-message.ts';
import { type Booked, type BookInput, type BookRefusal, bookingConstraints } from './book-slot.ts';

export type MoveRefusal = BookRefusal | 'not-booked' | 'already-arrived' | 'already-served';

const moveConstraints = {
  ...bookingConstraints,
  booking_check_in_is_live: 'already-arrived',
  booking_cancelled_only_before_handover: 'already-served',
} as const;

/**
 * Moves the actor's own live booking to another slot of the same kind as `bookSlot` takes: the old place is given back
 * and the new one taken together, or neither, so that whoever finds the new slot full keeps the old one. The slots are
 * locked in the order of their ids, so that two people changing places wait for each other in turn. Asking again for
 * the slot one already has changes nothing.
 */
export async function moveBooking(actor: Actor, input: BookInput): Promise<Result<Booked, MoveRefusal>> {
  return inSqlTransaction<Booked, MoveRefusal>(async (tx) => {
    const providerId = actor.kind === 'user' ? actor.providerId : null;
    await tx.$queryRaw`
      SELECT s.id FROM slot s
       WHERE s.id = ${input.slotId}::uuid
          OR s.id = (SELECT b.slot_id FROM booking b JOIN entitlement e ON e.id = b.entitlement_id
                      WHERE e.id = ${input.entitlementId}::uuid AND e.provider_id = ${providerId}::uuid AND b.cancelled_at IS NULL)
       ORDER BY s.id FOR UPDATE`;
    const place = await changePlace(tx, providerId, input);
    if (!place) return refused('entitlement-unknown');
    if (place.refusal === 'same-slot') return done({ bookingId: place.former_id });
    if (place.refusal !== null) return refused(place.refusal);
    await recordAudit(tx, actor, {
      action: 'booking.move',
      subject: { type: 'booking', id: place.booking_id },
      provinceCode: place.province_code,
      details: { from: place.former_id, slot: input.slotId },
    });
    await writeAppointmentMessage(tx, 'booking-moved', place);
    return done({ bookingId: place.booking_id });
  }, moveConstraints);
}

type Place = { readonly former_id: string; readonly province_code: string } & (
  | (Appointment & { readonly refusal: null })
  | { readonly refusal: MoveRefusal | 'same-slot' }
);

/** With both slots locked, the judgement of this statement's snapshot is the last word on places. */
async function changePlace(
  tx: Statements,
  providerId: string | null,
  { entitlementId, slotId }: BookInput,
): Promise<Place | undefined> {
  const [place] = await tx.$queryRaw<Place[]>`
    WITH asked AS MATERIALIZED (
      SELECT e.id AS entitlement_id, e.province_code, v.email, v.language::text AS language, c.now, b.id AS former_id,
             s.id AS slot_id, s.starts_at, s.ends_at, p.name AS point, p.street, p.postcode, p.municipality,
             CASE WHEN e.status = 'SERVED' THEN 'already-served'
                  WHEN b.id IS NULL THEN 'not-booked'
                  WHEN b.slot_id = s.id THEN 'same-slot'
                  WHEN b.checked_in_at IS NOT NULL THEN 'already-arrived'
                  WHEN p.province_code IS DISTINCT FROM e.province_code THEN 'slot-unknown'
                  WHEN s.closed_at IS NOT NULL THEN 'slot-closed'
                  WHEN s.starts_at <= c.now THEN 'slot-past'
                  WHEN s.booked >= s.capacity THEN 'slot-full' END AS refusal
        FROM entitlement e
        JOIN provider v ON v.id = e.provider_id
       CROSS JOIN (SELECT business_now() AS now) c
        LEFT JOIN booking b ON b.entitlement_id = e.id AND b.cancelled_at IS NULL
        LEFT JOIN slot s ON s.id = ${slotId}::uuid
        LEFT JOIN pickup_point p ON p.id = s.pickup_point_id
       WHERE e.id = ${entitlementId}::uuid AND e.provider_id = ${providerId}::uuid
    ), given_back AS (
      UPDATE booking SET cancelled_at = asked.now FROM asked
       WHERE booking.id = asked.former_id AND asked.refusal IS NULL AND booking.cancelled_at IS NULL
      RETURNING asked.*
    ), made AS (
      INSERT INTO booking (entitlement_id, slot_id, code, booked_at)
      SELECT entitlement_id, slot_id, ${newCode(3)}, now FROM given_back
      RETURNING id AS booking_id, code
    )
    SELECT asked.*, made.* FROM asked LEFT JOIN made ON true`;
  return place;
}
