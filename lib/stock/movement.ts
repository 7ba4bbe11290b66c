import type { AuditAction } from '#lib/audit/actions.ts';
import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, userIdOf } from '#lib/auth/actor.ts';
import type { Statements } from '#lib/db/statements.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';

export type Depot = { readonly id: string; readonly kind: string; readonly provinceCode: string | null };

type Movement = {
  readonly kind: 'RECEIPT' | 'TRANSFER' | 'ADJUSTMENT';
  readonly from: Depot;
  readonly to: Depot;
  readonly variantCode: string;
  readonly quantity: number;
  readonly reason?: string;
  readonly action: AuditAction;
  /** The depot whose province the trail belongs to. */
  readonly concerns: Depot;
  /** The announced delivery that has arrived with it. */
  readonly announcementId?: string;
};

/** Writes one movement of stock and its trace; the database makes the balances of it. The caller has checked who may. */
export async function move(
  tx: Transaction,
  actor: Actor,
  movement: Movement,
): Promise<Result<null, 'unknown-variant'>> {
  // Until lots are kept, all stock of a variant lies in its one unspecified lot.
  const lot = await tx.lot.findUnique({
    where: { variantCode_code: { variantCode: movement.variantCode, code: 'unspecified' } },
    select: { id: true },
  });
  if (!lot) return refused('unknown-variant');
  await tx.stockMovement.create({
    data: {
      kind: movement.kind,
      fromDepotId: movement.from.id,
      toDepotId: movement.to.id,
      lotId: lot.id,
      quantity: movement.quantity,
      reason: movement.reason ?? null,
      movedById: userIdOf(actor),
      movedAt: toDate(await businessNow()),
    },
  });
  await recordAudit(tx, actor, {
    action: movement.action,
    subject: { type: 'depot', id: movement.concerns.id },
    ...(movement.concerns.provinceCode === null ? {} : { provinceCode: movement.concerns.provinceCode }),
    details: {
      variant: movement.variantCode,
      quantity: movement.quantity,
      from: movement.from.id,
      to: movement.to.id,
      ...(movement.announcementId === undefined ? {} : { announcement: movement.announcementId }),
    },
  });
  return done(null);
}

/** Moves what a handover gives out of the point's depot, in its transaction. The caller has checked who may. */
export async function moveHandedOver(
  tx: Statements,
  actor: Actor,
  given: {
    readonly depotId: string;
    readonly handoverId: string;
    readonly lines: readonly { readonly lotId: string; readonly quantity: number }[];
    readonly movedAt: Date;
  },
): Promise<void> {
  // In the order of the lots, as every handover does, so that two counters of one point wait for each other in turn.
  await tx.$executeRaw`
    INSERT INTO stock_movement (kind, from_depot_id, to_depot_id, lot_id, quantity, handover_id, moved_by_id, moved_at)
    SELECT 'HANDOVER', ${given.depotId}::uuid, r.id, l.lot_id, l.quantity, ${given.handoverId}::uuid, ${userIdOf(actor)}::uuid, ${given.movedAt}
      FROM unnest(${given.lines.map((line) => line.lotId)}::uuid[], ${given.lines.map((line) => line.quantity)}::int[]) AS l (lot_id, quantity)
     CROSS JOIN (SELECT id FROM depot WHERE kind = 'RECIPIENT') r
     ORDER BY l.lot_id`;
}

/** A depot of ours, where stock lies; none for the places that it comes from and goes to. */
export function ours(tx: Transaction, id: string): Promise<Depot | null> {
  return tx.depot.findFirst({
    where: { id, kind: { in: ['CENTRAL', 'PROVINCIAL', 'LOCAL'] } },
    select: { id: true, kind: true, provinceCode: true },
  });
}

/** The one place that suppliers' stock comes from, or that counts are set off against. */
export function outside(tx: Transaction, kind: 'SUPPLIER' | 'ADJUSTMENT'): Promise<Depot> {
  return tx.depot.findFirstOrThrow({ where: { kind }, select: { id: true, kind: true, provinceCode: true } });
}
