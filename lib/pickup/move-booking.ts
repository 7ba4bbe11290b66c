import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import type { Statements } from '#lib/db/statements.ts';
import { loadHomeDeliveries, type PickupOf } from '#lib/programmes/delivery-schedule.ts';
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
  const isDeliveredAtHome = await loadHomeDeliveries();
  return inSqlTransaction<Booked, MoveRefusal>(async (tx) => {
    const providerId = actor.kind === 'user' ? actor.providerId : null;
    const move = await judgeMove(tx, providerId, input);
    if (!move) return refused('entitlement-unknown');
    if (move.refusal === 'same-slot') return done({ bookingId: move.former_id });
    if (move.refusal !== null) return refused(move.refusal);
    if (isDeliveredAtHome(move)) return refused('delivered-at-home');
    // One after the other: the entitlement is open in between, as whoever books finds it.
    await tx.$executeRaw`UPDATE booking SET cancelled_at = business_now() WHERE id = ${move.former_id}::uuid`;
    const [made] = await tx.$queryRaw<Pick<Appointment, 'booking_id' | 'code'>[]>`
      INSERT INTO booking (entitlement_id, slot_id, code, booked_at)
      VALUES (${input.entitlementId}::uuid, ${input.slotId}::uuid, ${newCode(3)}, business_now())
      RETURNING id AS booking_id, code`;
    if (!made) throw new Error('an insert gave no row back');
    await recordAudit(tx, actor, {
      action: 'booking.move',
      subject: { type: 'booking', id: made.booking_id },
      provinceCode: move.province_code,
      details: { from: move.former_id, slot: input.slotId },
    });
    await writeAppointmentMessage(tx, 'booking-moved', { ...move, ...made });
    return done({ bookingId: made.booking_id });
  }, moveConstraints);
}

type Move = PickupOf & { readonly former_id: string } & (
    | (Omit<Appointment, 'booking_id' | 'code'> & { readonly refusal: null })
    | { readonly refusal: MoveRefusal | 'same-slot' }
  );

/** Locks both slots, then judges: from then on nobody else changes their places. */
async function judgeMove(
  tx: Statements,
  providerId: string | null,
  { entitlementId, slotId }: BookInput,
): Promise<Move | undefined> {
  await tx.$queryRaw`
    SELECT s.id FROM slot s
     WHERE s.id = ${slotId}::uuid
        OR s.id = (SELECT b.slot_id FROM booking b JOIN entitlement e ON e.id = b.entitlement_id
                    WHERE e.id = ${entitlementId}::uuid AND e.provider_id = ${providerId}::uuid AND b.cancelled_at IS NULL)
     ORDER BY s.id FOR UPDATE`;
  const [move] = await tx.$queryRaw<Move[]>`
    SELECT e.id AS entitlement_id, e.programme_code, e.province_code, e.profession_code, v.email,
           v.language::text AS language, b.id AS former_id, s.starts_at, s.ends_at, p.name AS point,
           p.street, p.postcode, p.municipality,
           CASE WHEN e.status = 'SERVED' THEN 'already-served'
                WHEN b.id IS NULL THEN 'not-booked'
                WHEN b.slot_id = s.id THEN 'same-slot'
                WHEN b.checked_in_at IS NOT NULL THEN 'already-arrived'
                WHEN p.province_code IS DISTINCT FROM e.province_code THEN 'slot-unknown'
                WHEN s.closed_at IS NOT NULL THEN 'slot-closed'
                WHEN s.starts_at <= business_now() THEN 'slot-past'
                WHEN s.booked >= s.capacity THEN 'slot-full' END AS refusal
      FROM entitlement e
      JOIN provider v ON v.id = e.provider_id
      LEFT JOIN booking b ON b.entitlement_id = e.id AND b.cancelled_at IS NULL
      LEFT JOIN slot s ON s.id = ${slotId}::uuid
      LEFT JOIN pickup_point p ON p.id = s.pickup_point_id
     WHERE e.id = ${entitlementId}::uuid AND e.provider_id = ${providerId}::uuid`;
  return move;
}
