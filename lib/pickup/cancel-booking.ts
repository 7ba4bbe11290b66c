import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import type { Statements } from '#lib/db/statements.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { type Appointment, writeAppointmentMessage } from './appointment-message.ts';

export type CancelRefusal = 'not-booked' | 'already-arrived' | 'already-served';

/**
 * Cancels the actor's own live booking and gives the place back; the entitlement stays and can be booked again. Refused
 * once the person is checked in or has the parcel.
 */
export async function cancelBooking(
  actor: Actor,
  input: { readonly entitlementId: string },
): Promise<Result<{ bookingId: string }, CancelRefusal>> {
  return inSqlTransaction<{ bookingId: string }, CancelRefusal>(async (tx) => {
    const providerId = actor.kind === 'user' ? actor.providerId : null;
    const cancelled = await cancelLiveBooking(tx, { entitlementId: input.entitlementId, providerId });
    if (!cancelled) return refused('not-booked');
    await recordCancellation(tx, actor, cancelled);
    await writeAppointmentMessage(tx, 'booking-cancelled', cancelled);
    return done({ bookingId: cancelled.booking_id });
  }, cancelRefusals);
}

/** What the database says of a booking that can no longer be cancelled. */
export const cancelRefusals = {
  booking_check_in_is_live: 'already-arrived',
  booking_cancelled_only_before_handover: 'already-served',
} as const;

export type CancelledBooking = Appointment & { readonly province_code: string };

/** Gives the place of a provider's live booking back, in the caller's transaction; undefined where there is none. */
export async function cancelLiveBooking(
  tx: Statements,
  { entitlementId, providerId }: { readonly entitlementId: string; readonly providerId: string | null },
): Promise<CancelledBooking | undefined> {
  // The slot first, as whoever books or moves does.
  await tx.$queryRaw`
    SELECT s.id FROM booking b JOIN entitlement e ON e.id = b.entitlement_id JOIN slot s ON s.id = b.slot_id
     WHERE e.id = ${entitlementId}::uuid AND e.provider_id = ${providerId}::uuid AND b.cancelled_at IS NULL
       FOR UPDATE OF s`;
  const [cancelled] = await tx.$queryRaw<CancelledBooking[]>`
    UPDATE booking b SET cancelled_at = business_now()
      FROM entitlement e JOIN provider v ON v.id = e.provider_id, slot s JOIN pickup_point p ON p.id = s.pickup_point_id
     WHERE b.entitlement_id = e.id AND s.id = b.slot_id AND b.cancelled_at IS NULL
       AND e.id = ${entitlementId}::uuid AND e.provider_id = ${providerId}::uuid
    RETURNING b.id AS booking_id, e.id AS entitlement_id, e.province_code, b.code, s.starts_at, s.ends_at,
              p.name AS point, p.street, p.postcode, p.municipality, v.email, v.language::text AS language`;
  return cancelled;
}

export function recordCancellation(tx: Statements, actor: Actor, cancelled: CancelledBooking): Promise<void> {
  return recordAudit(tx, actor, {
    action: 'booking.cancel',
    subject: { type: 'booking', id: cancelled.booking_id },
    provinceCode: cancelled.province_code,
  });
}
