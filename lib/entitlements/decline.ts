import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';

export type DeclineRefusal = 'unknown' | 'booked' | 'already-served' | 'withdrawn';

/**
 * Declines the actor's own parcel, so that it serves someone else. Refused while a time is booked: whoever declines
 * gives the place back first. Doing it again changes nothing; `resumeEntitlement` takes it back.
 */
export function declineEntitlement(
  actor: Actor,
  input: { readonly entitlementId: string },
): Promise<Result<undefined, DeclineRefusal>> {
  return changeOwn(actor, input.entitlementId, { from: 'GIVEN', to: 'DECLINED', action: 'entitlement.decline' });
}

/** Takes a declined parcel back: it is as it was given. Doing it again changes nothing. */
export function resumeEntitlement(
  actor: Actor,
  input: { readonly entitlementId: string },
): Promise<Result<undefined, DeclineRefusal>> {
  return changeOwn(actor, input.entitlementId, { from: 'DECLINED', to: 'GIVEN', action: 'entitlement.resume' });
}

type Change = {
  readonly from: 'GIVEN' | 'DECLINED';
  readonly to: 'GIVEN' | 'DECLINED';
  readonly action: 'entitlement.decline' | 'entitlement.resume';
};

function changeOwn(actor: Actor, entitlementId: string, change: Change): Promise<Result<undefined, DeclineRefusal>> {
  return inTransaction<undefined, DeclineRefusal>(
    async (tx) => {
      const providerId = actor.kind === 'user' ? actor.providerId : null;
      const [found] = await tx.$queryRaw<{ status: string; province_code: string }[]>`
        SELECT status::text AS status, province_code FROM entitlement
         WHERE id = ${entitlementId}::uuid AND provider_id = ${providerId}::uuid FOR UPDATE`;
      if (!found) return refused('unknown');
      if (found.status === change.to) return done(undefined);
      if (found.status === 'BOOKED') return refused('booked');
      if (found.status === 'SERVED') return refused('already-served');
      if (found.status !== change.from) return refused('withdrawn');
      await tx.entitlement.update({ where: { id: entitlementId }, data: { status: change.to } });
      await recordAudit(tx, actor, {
        action: change.action,
        subject: { type: 'entitlement', id: entitlementId },
        provinceCode: found.province_code,
      });
      return done(undefined);
    },
    { entitlement_status_follows_booking: 'booked', entitlement_served_is_final: 'already-served' },
  );
}
