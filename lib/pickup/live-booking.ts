import type { Actor } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';

/** The actor's own live booking of an entitlement, by `booking_one_live_per_entitlement`. */
export async function findLiveBooking(
  actor: Actor,
  entitlementId: string,
): Promise<{ readonly id: string; readonly slotId: string } | null> {
  if (actor.kind !== 'user' || actor.providerId === null) return null;
  return getDb().booking.findFirst({
    where: { entitlementId, cancelledAt: null, entitlement: { providerId: actor.providerId } },
    select: { id: true, slotId: true },
  });
}
