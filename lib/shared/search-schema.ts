import { z } from 'zod';
import { holdsNationalNumber } from '#lib/identifiers/national-number.ts';
import { sortOrders } from './sorting.ts';

// What an address says and can't be read is left out: a filter is never an error.

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);

/** Of what an address says once, or says several times and means the first; what is not of the schema is left out. */
export function searchOne<Value extends z.ZodType>(schema: Value) {
  return z.preprocess(first, schema.optional().catch(undefined));
}

/** The same where there is always a value: the one given, unless the address says another. */
export function searchOneOr<const Values extends readonly string[]>(values: Values, otherwise: Values[number]) {
  return z.preprocess(first, z.enum(values).catch(otherwise)).default(otherwise);
}

/**
 * A few words that are looked for. A national number is never among them: links would carry it on. Nor is a NUL, which
 * the database takes in no text.
 */
export const searchText = searchOne(
  z
    .string()
    .trim()
    .min(1)
    .max(80)
    .refine((text) => !holdsNationalNumber(text) && !text.includes('\0')),
);

/** A day that a search begins or ends with; the database knows no year 0. */
export const searchDay = searchOne(z.iso.date().refine((day) => day >= '1900-01-01'));

/** Which page of a list, from 1. */
export const searchPage = z.preprocess(first, z.coerce.number().int().min(1).max(10_000).catch(1)).default(1);

export const searchOrder = searchOneOr(sortOrders, 'ascending');

/** The entry of a trail or ledger after which its next page begins. */
export const searchBefore = z
  .string()
  .regex(/^\d{1,18}$/)
  .optional()
  .catch(undefined);
