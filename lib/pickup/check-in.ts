import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, isStaffOf, userIdOf } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { normaliseCode } from '#lib/shared/secrets.ts';

export type CheckInRefusal = 'unknown-code' | 'other-province' | 'cancelled' | 'already-served';

/**
 * Notes that a booked person is here. Doing it again changes nothing: a code scanned twice is the same arrival.
 * The person stays checked in until the handover, which is confirmed on its own.
 */
export function checkIn(
  actor: Actor,
  input: { readonly code: string },
): Promise<Result<{ entitlementId: string }, CheckInRefusal>> {
  return inTransaction<{ entitlementId: string }, CheckInRefusal>(
    async (tx) => {
      const booking = await tx.booking.findUnique({
        where: { code: normaliseCode(input.code) },
        select: {
          id: true,
          cancelledAt: true,
          checkedInAt: true,
          entitlement: { select: { id: true, status: true } },
          slot: { select: { pickupPoint: { select: { id: true, provinceCode: true } } } },
        },
      });
      // To staff of another province a code of ours is as unknown as any: but they are told to send the person on.
      if (!booking) return refused('unknown-code');
      const { provinceCode } = booking.slot.pickupPoint;
      if (!isStaffOf(actor, provinceCode)) return refused('other-province', { province: provinceCode });
      if (booking.entitlement.status === 'SERVED') return refused('already-served');
      if (booking.cancelledAt !== null) return refused('cancelled');
      if (booking.checkedInAt === null) {
        await tx.booking.update({
          where: { id: booking.id },
          data: { checkedInAt: toDate(await businessNow()), checkedInById: userIdOf(actor) },
        });
        await recordAudit(tx, actor, {
          action: 'booking.check-in',
          subject: { type: 'booking', id: booking.id },
          provinceCode,
        });
      }
      return done({ entitlementId: booking.entitlement.id });
      // Cancelled between the look and the write.
    },
    { booking_check_in_is_live: 'cancelled' },
  );
}
