import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, isStaffOf } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';

export type SlotRefusal = 'slot-unknown' | 'slot-booked' | 'point-closed';

/** Closes a slot of the actor's province that nobody has booked: nobody can. It can be opened again. */
export function closeSlot(actor: Actor, input: { readonly slotId: string }): Promise<Result<undefined, SlotRefusal>> {
  return changeSlot(actor, input.slotId, 'close');
}

/** Opens a closed slot of the actor's province again, while its point is open. */
export function reopenSlot(actor: Actor, input: { readonly slotId: string }): Promise<Result<undefined, SlotRefusal>> {
  return changeSlot(actor, input.slotId, 'reopen');
}

function changeSlot(actor: Actor, id: string, change: 'close' | 'reopen'): Promise<Result<undefined, SlotRefusal>> {
  return inTransaction<undefined, SlotRefusal>(
    async (tx) => {
      const slot = await tx.slot.findUnique({
        where: { id },
        select: { closedAt: true, pickupPoint: { select: { provinceCode: true, closedAt: true } } },
      });
      if (!slot || !isStaffOf(actor, slot.pickupPoint.provinceCode)) return refused('slot-unknown');
      if ((slot.closedAt !== null) === (change === 'close')) return done(undefined);
      if (change === 'reopen' && slot.pickupPoint.closedAt !== null) return refused('point-closed');
      const closedAt = change === 'close' ? toDate(await businessNow()) : null;
      await tx.slot.update({ where: { id }, data: { closedAt }, select: { id: true } });
      await recordAudit(tx, actor, {
        action: change === 'close' ? 'slot.close' : 'slot.reopen',
        subject: { type: 'slot', id },
        provinceCode: slot.pickupPoint.provinceCode,
      });
      return done(undefined);
    },
    { slot_closed_only_when_empty: 'slot-booked' },
  );
}
