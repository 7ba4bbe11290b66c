import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, isStaffOf } from '#lib/auth/actor.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { provinceOfPostcode } from '#lib/geography/postcodes.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import type { PickupPointInput } from './schema.ts';

export type PointRefusal =
  | 'not-allowed'
  | 'point-unknown'
  | 'point-closed'
  | 'other-province'
  | 'depot-unknown'
  | 'point-booked';

/** Opens a pickup point in the actor's province; its counter draws on a depot of the province. */
export function openPickupPoint(
  actor: Actor,
  input: PickupPointInput & { readonly provinceCode: string },
): Promise<Result<{ pickupPointId: string }, PointRefusal>> {
  return inTransaction<{ pickupPointId: string }, PointRefusal>(async (tx) => {
    if (!isStaffOf(actor, input.provinceCode)) return refused('not-allowed');
    const refusal = await judge(tx, input, input.provinceCode);
    if (refusal) return refused(refusal);
    const { id } = await tx.pickupPoint.create({ data: input, select: { id: true } });
    await record(tx, actor, 'pickup-point.open', id, input.provinceCode);
    return done({ pickupPointId: id });
  });
}

/** Corrects a point of the actor's province that is open. */
export function changePickupPoint(
  actor: Actor,
  { pickupPointId, ...input }: PickupPointInput & { readonly pickupPointId: string },
): Promise<Result<undefined, PointRefusal>> {
  return inTransaction<undefined, PointRefusal>(async (tx) => {
    const point = await lockPoint(tx, actor, pickupPointId);
    if (!point) return refused('point-unknown');
    if (point.closed_at !== null) return refused('point-closed');
    const refusal = await judge(tx, input, point.province_code);
    if (refusal) return refused(refusal);
    await tx.pickupPoint.update({ where: { id: pickupPointId }, data: input, select: { id: true } });
    await record(tx, actor, 'pickup-point.change', pickupPointId, point.province_code);
    return done(undefined);
  });
}

/**
 * Closes a point of the actor's province, with all its slots that are still to come. Refused while someone has booked
 * one of them: the slots themselves say so, whoever books at the same moment.
 */
export function closePickupPoint(
  actor: Actor,
  { pickupPointId }: { readonly pickupPointId: string },
): Promise<Result<undefined, PointRefusal>> {
  return inTransaction<undefined, PointRefusal>(
    async (tx) => {
      const point = await lockPoint(tx, actor, pickupPointId);
      if (!point) return refused('point-unknown');
      if (point.closed_at !== null) return done(undefined);
      const now = toDate(await businessNow());
      // In the order of the ids, as whoever moves a booking locks them.
      await tx.$executeRaw`
        UPDATE slot SET closed_at = ${now}
          FROM (SELECT id FROM slot WHERE pickup_point_id = ${pickupPointId}::uuid AND ends_at > ${now} AND closed_at IS NULL
                 ORDER BY id FOR UPDATE) ahead
         WHERE slot.id = ahead.id`;
      await tx.pickupPoint.update({ where: { id: pickupPointId }, data: { closedAt: now }, select: { id: true } });
      await record(tx, actor, 'pickup-point.close', pickupPointId, point.province_code);
      return done(undefined);
    },
    { slot_closed_only_when_empty: 'point-booked' },
  );
}

/** Opens a closed point again; its slots stay closed until someone opens them. */
export function reopenPickupPoint(
  actor: Actor,
  { pickupPointId }: { readonly pickupPointId: string },
): Promise<Result<undefined, PointRefusal>> {
  return inTransaction<undefined, PointRefusal>(async (tx) => {
    const point = await lockPoint(tx, actor, pickupPointId);
    if (!point) return refused('point-unknown');
    if (point.closed_at === null) return done(undefined);
    await tx.pickupPoint.update({ where: { id: pickupPointId }, data: { closedAt: null }, select: { id: true } });
    await record(tx, actor, 'pickup-point.open', pickupPointId, point.province_code);
    return done(undefined);
  });
}

type LockedPoint = { readonly province_code: string; readonly closed_at: Date | null };

/** A point of another province is as unknown as none. */
async function lockPoint(tx: Transaction, actor: Actor, id: string): Promise<LockedPoint | undefined> {
  const [point] = await tx.$queryRaw<LockedPoint[]>`
    SELECT province_code, closed_at FROM pickup_point WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return point && isStaffOf(actor, point.province_code) ? point : undefined;
}

async function judge(
  tx: Transaction,
  { postcode, depotId }: PickupPointInput,
  provinceCode: string,
): Promise<PointRefusal | undefined> {
  if (provinceOfPostcode(postcode) !== provinceCode) return 'other-province';
  const depot = await tx.depot.findUnique({ where: { id: depotId }, select: { provinceCode: true } });
  return depot?.provinceCode === provinceCode ? undefined : 'depot-unknown';
}

function record(
  tx: Transaction,
  actor: Actor,
  action: 'pickup-point.open' | 'pickup-point.change' | 'pickup-point.close',
  id: string,
  provinceCode: string,
): Promise<void> {
  return recordAudit(tx, actor, { action, subject: { type: 'pickup-point', id }, provinceCode });
}
