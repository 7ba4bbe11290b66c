import { z } from 'zod';
import { searchBefore, searchDay, searchText } from '#lib/shared/search-schema.ts';

// Far above any real delivery, far below what an integer column holds.
const pieces = z.coerce
  .number('stock.errors.quantity')
  .int('stock.errors.quantity')
  .min(1, 'stock.errors.quantity')
  .max(100_000_000, 'stock.errors.quantity');
const depot = z.uuid('stock.errors.depot');
const variant = z.string('stock.errors.variant').min(1, 'stock.errors.variant');
const reason = z.string('stock.errors.reason').trim().min(3, 'stock.errors.reason').max(500, 'stock.errors.reason');

/** What a supplier delivered to a depot, in pieces. */
export const receiveStockSchema = z.object({ toDepotId: depot, variantCode: variant, quantity: pieces });
export type ReceiveStockInput = z.infer<typeof receiveStockSchema>;

/** From one depot of ours to another, in pieces. */
export const transferStockSchema = z
  .object({ fromDepotId: depot, toDepotId: depot, variantCode: variant, quantity: pieces })
  .refine(({ fromDepotId, toDepotId }) => fromDepotId !== toDepotId, {
    error: 'stock.errors.sameDepot',
    path: ['toDepotId'],
  });
export type TransferStockInput = z.infer<typeof transferStockSchema>;

/** A difference found when counting, in pieces, with its reason. */
export const adjustStockSchema = z.object({
  depotId: depot,
  variantCode: variant,
  direction: z.enum(['found', 'lost'], 'stock.errors.direction'),
  quantity: pieces,
  reason,
});
export type AdjustStockInput = z.infer<typeof adjustStockSchema>;

/** A delivery that is on the way to a depot, in pieces, and the day on which it should arrive. */
export const announceReceiptSchema = z.object({
  depotId: depot,
  variantCode: variant,
  quantity: pieces,
  expectedOn: z.iso.date('stock.errors.expectedOn'),
  note: z.string().trim().max(200, 'stock.errors.note').optional(),
});
export type AnnounceReceiptInput = z.infer<typeof announceReceiptSchema>;

/** One announced delivery: has it arrived, or is it called off. */
export const announcedReceiptSchema = z.object({ id: z.uuid() });
export type AnnouncedReceiptInput = z.infer<typeof announcedReceiptSchema>;

export const movementKinds = ['RECEIPT', 'TRANSFER', 'HANDOVER', 'ADJUSTMENT'] as const;

/** Which movements of a ledger: of one kind, of one item in its size, of some days, or whose reason or other place says so. */
export const ledgerFilterSchema = z.object({
  kind: z.enum(movementKinds).optional().catch(undefined),
  item: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .optional()
    .catch(undefined),
  from: searchDay,
  until: searchDay,
  q: searchText,
});
export type LedgerFilter = Readonly<z.infer<typeof ledgerFilterSchema>>;

/** The address of a depot's ledger: which depot, which movements, and before which entry. */
export const ledgerAddressSchema = ledgerFilterSchema.extend({ depot: z.uuid(), before: searchBefore });
