import type { AuditAction } from '#lib/audit/actions.ts';
import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, userIdOf } from '#lib/auth/actor.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { mayReceive, maySeeDepot, mayTransfer } from './policy.ts';
import type { AdjustStockInput, ReceiveStockInput, TransferStockInput } from './schema.ts';

export type StockRefusal = 'not-allowed' | 'unknown-depot' | 'unknown-variant' | 'not-enough';

type Depot = { readonly id: string; readonly kind: string; readonly provinceCode: string | null };

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
};

/** Books in what a supplier delivered. Administrators only. */
export function receiveStock(actor: Actor, input: ReceiveStockInput): Promise<Result<null, StockRefusal>> {
  return inTransaction(async (tx) => {
    const [from, to] = await Promise.all([outside(tx, 'SUPPLIER'), ours(tx, input.toDepotId)]);
    if (!to) return refused('unknown-depot');
    if (!mayReceive(actor)) return refused('not-allowed');
    return move(tx, actor, { ...input, kind: 'RECEIPT', from, to, concerns: to, action: 'stock.receive' });
  });
}

/** Moves stock between two depots of ours; never more than lies there. */
export function transferStock(actor: Actor, input: TransferStockInput): Promise<Result<null, StockRefusal>> {
  return inTransaction(
    async (tx) => {
      const [from, to] = await Promise.all([ours(tx, input.fromDepotId), ours(tx, input.toDepotId)]);
      if (!from || !to) return refused('unknown-depot');
      if (!mayTransfer(actor, from, to)) return refused('not-allowed');
      return move(tx, actor, { ...input, kind: 'TRANSFER', from, to, concerns: to, action: 'stock.transfer' });
    },
    { stock_balance_not_negative: 'not-enough' },
  );
}

/** Books a counted difference, found or lost, with its reason; never below nothing. */
export function adjustStock(actor: Actor, input: AdjustStockInput): Promise<Result<null, StockRefusal>> {
  return inTransaction(
    async (tx) => {
      const [depot, elsewhere] = await Promise.all([ours(tx, input.depotId), outside(tx, 'ADJUSTMENT')]);
      if (!depot) return refused('unknown-depot');
      if (!maySeeDepot(actor, depot)) return refused('not-allowed');
      const [from, to] = input.direction === 'found' ? [elsewhere, depot] : [depot, elsewhere];
      return move(tx, actor, { ...input, kind: 'ADJUSTMENT', from, to, concerns: depot, action: 'stock.adjust' });
    },
    { stock_balance_not_negative: 'not-enough' },
  );
}

async function move(tx: Transaction, actor: Actor, movement: Movement): Promise<Result<null, StockRefusal>> {
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
    details: { variant: movement.variantCode, quantity: movement.quantity, from: movement.from.id, to: movement.to.id },
  });
  return done(null);
}

function ours(tx: Transaction, id: string): Promise<Depot | null> {
  return tx.depot.findFirst({
    where: { id, kind: { in: ['CENTRAL', 'PROVINCIAL', 'LOCAL'] } },
    select: { id: true, kind: true, provinceCode: true },
  });
}

function outside(tx: Transaction, kind: 'SUPPLIER' | 'ADJUSTMENT'): Promise<Depot> {
  return tx.depot.findFirstOrThrow({ where: { kind }, select: { id: true, kind: true, provinceCode: true } });
}
