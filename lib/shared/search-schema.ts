import { z } from 'zod';

// What an address says and can't be read is left out: a filter is never an error.

/** A few words that are looked for. */
export const searchText = z.string().trim().min(1).max(80).optional().catch(undefined);

/** A day that a search begins or ends with. */
export const searchDay = z.iso
  .date()
  .refine((day) => day >= '1900-01-01')
  .optional()
  .catch(undefined);

/** The entry of a trail or ledger after which its next page begins. */
export const searchBefore = z
  .string()
  .regex(/^\d{1,18}$/)
  .optional()
  .catch(undefined);
