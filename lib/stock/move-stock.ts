import type { Actor } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { type Result, refused } from '#lib/shared/result.ts';
import { move, ours, outside } from './movement.ts';
import { mayReceive, maySeeDepot, mayTransfer } from './policy.ts';
import type { AdjustStockInput, ReceiveStockInput, TransferStockInput } from './schema.ts';

export type StockRefusal = 'not-allowed' | 'unknown-depot' | 'unknown-variant' | 'not-enough';

/** Books in what a supplier delivered. Administrators only. */
export function receiveStock(actor: Actor, input: ReceiveStockInput): Promise<Result<null, StockRefusal>> {
  return inTransaction(async (tx): Promise<Result<null, StockRefusal>> => {
    const [from, to] = await Promise.all([outside(tx, 'SUPPLIER'), ours(tx, input.toDepotId)]);
    if (!to) return refused('unknown-depot');
    if (!mayReceive(actor)) return refused('not-allowed');
    return move(tx, actor, { ...input, kind: 'RECEIPT', from, to, concerns: to, action: 'stock.receive' });
  });
}

/** Moves stock between two depots of ours; never more than lies there. */
export function transferStock(actor: Actor, input: TransferStockInput): Promise<Result<null, StockRefusal>> {
  return inTransaction(
    async (tx): Promise<Result<null, StockRefusal>> => {
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
    async (tx): Promise<Result<null, StockRefusal>> => {
      const [depot, elsewhere] = await Promise.all([ours(tx, input.depotId), outside(tx, 'ADJUSTMENT')]);
      if (!depot) return refused('unknown-depot');
      if (!maySeeDepot(actor, depot)) return refused('not-allowed');
      const [from, to] = input.direction === 'found' ? [elsewhere, depot] : [depot, elsewhere];
      return move(tx, actor, { ...input, kind: 'ADJUSTMENT', from, to, concerns: depot, action: 'stock.adjust' });
    },
    { stock_balance_not_negative: 'not-enough' },
  );
}
