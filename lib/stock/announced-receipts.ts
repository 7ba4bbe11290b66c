import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, userIdOf } from '#lib/auth/actor.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { businessNow, dayOf, toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { type Depot, move, ours, outside } from './movement.ts';
import { mayExpect, mayReceive } from './policy.ts';
import type { AnnouncedReceiptInput, AnnounceReceiptInput } from './schema.ts';

export type AnnounceRefusal =
  | 'not-allowed'
  | 'unknown-depot'
  | 'not-supplied-directly'
  | 'unknown-variant'
  | 'day-past'
  | 'day-far';

export type AnnouncedRefusal =
  | 'not-allowed'
  | 'unknown-announcement'
  | 'already-received'
  | 'already-called-off'
  | 'unknown-variant';

/** A slip of the year would count for a long time as being on the way. */
const furthestDays = 365;

/**
 * Keeps in mind what is on the way to a central or provincial depot; nothing is booked in before it arrives. The day is
 * today at the earliest and a year ahead at the latest. Administrators only.
 */
export function announceReceipt(
  actor: Actor,
  input: AnnounceReceiptInput,
): Promise<Result<{ readonly id: string }, AnnounceRefusal>> {
  return inTransaction(async (tx) => {
    const depot = await ours(tx, input.depotId);
    if (!depot) return refused('unknown-depot');
    if (!mayReceive(actor)) return refused('not-allowed');
    if (!mayExpect(actor, depot)) return refused('not-supplied-directly');
    const now = await businessNow();
    const latest = dayOf(now.add({ hours: furthestDays * 24 }));
    if (input.expectedOn < dayOf(now)) return refused('day-past');
    if (input.expectedOn > latest) return refused('day-far');
    const variant = await tx.itemVariant.findUnique({ where: { code: input.variantCode }, select: { code: true } });
    if (!variant) return refused('unknown-variant');
    const { id } = await tx.expectedReceipt.create({
      data: {
        depotId: depot.id,
        variantCode: variant.code,
        quantity: input.quantity,
        expectedOn: new Date(input.expectedOn),
        note: input.note || null,
        announcedById: userIdOf(actor),
        announcedAt: toDate(now),
      },
      select: { id: true },
    });
    await recordAudit(tx, actor, {
      action: 'stock.announce',
      ...trailOf(depot),
      details: {
        variant: variant.code,
        quantity: input.quantity,
        expectedOn: input.expectedOn,
        to: depot.id,
        announcement: id,
      },
    });
    return done({ id });
  });
}

/** Says that an announced delivery does not come; it stays on record, and is on the way no longer. Administrators only. */
export function callOffReceipt(actor: Actor, { id }: AnnouncedReceiptInput): Promise<Result<null, AnnouncedRefusal>> {
  return inTransaction(async (tx) => {
    const ended = await end(tx, actor, id, 'cancelledAt');
    if (!ended.ok) return ended;
    const { depot, variantCode, quantity, expectedOn } = ended.value;
    await recordAudit(tx, actor, {
      action: 'stock.call-off',
      ...trailOf(depot),
      details: { variant: variantCode, quantity, expectedOn, to: depot.id, announcement: id },
    });
    return done(null);
  });
}

/**
 * Books an announced delivery in as it was announced, once, however often it is asked for; what is found to differ is
 * adjusted after a count. Administrators only.
 */
export function receiveAnnounced(actor: Actor, { id }: AnnouncedReceiptInput): Promise<Result<null, AnnouncedRefusal>> {
  return inTransaction(async (tx) => {
    const ended = await end(tx, actor, id, 'receivedAt');
    if (!ended.ok) return ended;
    const { depot, variantCode, quantity } = ended.value;
    const from = await outside(tx, 'SUPPLIER');
    const to = depot;
    const action = 'stock.receive';
    return move(tx, actor, {
      kind: 'RECEIPT',
      from,
      to,
      variantCode,
      quantity,
      action,
      concerns: to,
      announcementId: id,
    });
  });
}

type Announced = {
  readonly depot: Depot;
  readonly variantCode: string;
  readonly quantity: number;
  readonly expectedOn: string;
};

/** Ends one announcement that is still open. Of two at once the second waits for the first, and finds it ended. */
async function end(
  tx: Transaction,
  actor: Actor,
  id: string,
  how: 'receivedAt' | 'cancelledAt',
): Promise<Result<Announced, AnnouncedRefusal>> {
  if (!mayReceive(actor)) return refused('not-allowed');
  const { count } = await tx.expectedReceipt.updateMany({
    where: { id, receivedAt: null, cancelledAt: null },
    data: { [how]: toDate(await businessNow()) },
  });
  const announced = await tx.expectedReceipt.findUnique({
    where: { id },
    select: {
      variantCode: true,
      quantity: true,
      expectedOn: true,
      receivedAt: true,
      depot: { select: { id: true, kind: true, provinceCode: true } },
    },
  });
  if (!announced) return refused('unknown-announcement');
  if (count === 0) return refused(announced.receivedAt ? 'already-received' : 'already-called-off');
  return done({ ...announced, expectedOn: announced.expectedOn.toISOString().slice(0, 10) });
}

function trailOf(depot: Depot) {
  return {
    subject: { type: 'depot', id: depot.id },
    ...(depot.provinceCode === null ? {} : { provinceCode: depot.provinceCode }),
  };
}
