import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, isStaffOf, userIdOf } from '#lib/auth/actor.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { debitEntitlement } from '#lib/entitlements/debit-entitlement.ts';
import { writeMessage } from '#lib/notifications/write-message.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { moveHandedOver } from '#lib/stock/movement.ts';

export type HandOverInput = {
  readonly entitlementId: string;
  readonly pickupPointId: string;
  /** For each item that comes in sizes, the variant chosen at the counter. */
  readonly variantCodes: readonly string[];
};

export type HandOverRefusal =
  | 'unknown'
  | 'not-allowed'
  | 'other-province'
  | 'other-channel'
  | 'already-served'
  | 'declined'
  | 'withdrawn'
  | 'size-needed'
  | 'out-of-stock';

type Line = {
  readonly item_code: string;
  readonly quantity: number;
  readonly variant_code: string | null;
  readonly lot_id: string | null;
};

/**
 * Hands a parcel over: the entitlement is debited, the kit leaves the point's stock, and the provider gets a receipt,
 * all in one transaction. Two counters at once: one hands over, the other is told that it is done.
 */
export function handOver(actor: Actor, input: HandOverInput): Promise<Result<{ handoverId: string }, HandOverRefusal>> {
  return inTransaction(
    async (tx): Promise<Result<{ handoverId: string }, HandOverRefusal>> => {
      const point = await tx.pickupPoint.findUnique({
        where: { id: input.pickupPointId },
        select: { id: true, name: true, provinceCode: true, depotId: true },
      });
      if (!point) return refused('unknown');
      if (!isStaffOf(actor, point.provinceCode)) return refused('not-allowed');

      await tx.$queryRaw`SELECT id FROM entitlement WHERE id = ${input.entitlementId}::uuid FOR UPDATE`;
      const entitlement = await tx.entitlement.findUnique({
        where: { id: input.entitlementId },
        select: {
          id: true,
          status: true,
          channel: true,
          provinceCode: true,
          kitId: true,
          organisation: { select: { name: true } },
          provider: { select: { email: true, language: true } },
          bookings: { where: { cancelledAt: null }, select: { id: true, checkedInAt: true } },
        },
      });
      if (!entitlement) return refused('unknown');
      if (entitlement.provinceCode !== point.provinceCode) {
        return refused('other-province', { province: entitlement.provinceCode });
      }
      if (entitlement.channel !== 'PROVINCE_PICKUP') {
        return refused('other-channel', { organisation: entitlement.organisation?.name ?? '' });
      }
      if (entitlement.status === 'SERVED') return refused('already-served');
      if (entitlement.status === 'DECLINED') return refused('declined');
      if (entitlement.status === 'WITHDRAWN') return refused('withdrawn');

      const lines = await findLots(tx, {
        kitId: entitlement.kitId,
        depotId: point.depotId,
        variantCodes: input.variantCodes,
      });
      if (lines.some((line) => line.variant_code === null)) return refused('size-needed');
      const short = lines.find((line) => line.lot_id === null);
      if (short) return refused('out-of-stock', { item: short.item_code, variant: short.variant_code ?? '' });

      const now = toDate(await businessNow());
      const booking = entitlement.bookings[0];
      if (booking && booking.checkedInAt === null) {
        await tx.booking.update({
          where: { id: booking.id },
          data: { checkedInAt: now, checkedInById: userIdOf(actor) },
        });
      }
      await debitEntitlement(tx, actor, { entitlementId: entitlement.id, channel: 'PROVINCE_PICKUP', debitedAt: now });
      const handover = await tx.handover.create({
        data: {
          entitlementId: entitlement.id,
          bookingId: booking?.id ?? null,
          pickupPointId: point.id,
          handedOverAt: now,
          handedOverById: userIdOf(actor),
        },
        select: { id: true },
      });
      await moveHandedOver(tx, actor, {
        depotId: point.depotId,
        handoverId: handover.id,
        lines: lines.flatMap(({ lot_id: lotId, quantity }) => (lotId === null ? [] : [{ lotId, quantity }])),
        movedAt: now,
      });
      await recordAudit(tx, actor, {
        action: 'handover.hand-over',
        subject: { type: 'entitlement', id: entitlement.id },
        provinceCode: point.provinceCode,
        details: { handover: handover.id, point: point.id, variants: input.variantCodes.join(' ') },
      });
      if (entitlement.provider.email !== null) {
        await writeMessage(tx, {
          template: 'handover-receipt',
          language: entitlement.provider.language,
          toEmail: entitlement.provider.email,
          params: { point: point.name, at: now.toISOString() },
          dedupKey: `handover-receipt:${handover.id}`,
        });
      }
      return done({ handoverId: handover.id });
    },
    {
      entitlement_debit_pkey: 'already-served',
      handover_entitlement_key: 'already-served',
      entitlement_debit_open: 'already-served',
      stock_balance_not_negative: 'out-of-stock',
      // Two sizes of one item, or one that is not in the kit.
      handover_debits_its_kit: 'size-needed',
    },
  );
}

/** For each line of the kit: the variant to give, and a lot of it at the depot with enough, the one that expires first. */
function findLots(
  tx: Transaction,
  where: { readonly kitId: string | null; readonly depotId: string; readonly variantCodes: readonly string[] },
): Promise<Line[]> {
  return tx.$queryRaw<Line[]>`
    SELECT k.item_code, k.quantity, v.code AS variant_code,
           (SELECT b.lot_id FROM stock_balance b JOIN lot l ON l.id = b.lot_id
             WHERE b.depot_id = ${where.depotId}::uuid AND l.variant_code = v.code AND b.quantity >= k.quantity
             ORDER BY l.expires_on NULLS LAST, l.id LIMIT 1) AS lot_id
      FROM kit_line k
      LEFT JOIN item_variant v ON v.item_code = k.item_code AND (v.size IS NULL OR v.code = ANY (${[...where.variantCodes]}::text[]))
     WHERE k.kit_id = ${where.kitId}::uuid
     ORDER BY k.item_code`;
}
