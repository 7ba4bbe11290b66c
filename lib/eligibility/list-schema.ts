import { z } from 'zod';
import { isProvinceCode } from '#lib/geography/provinces.ts';
import { parseProviderNumber } from '#lib/identifiers/provider-number.ts';
import { isProfessionCode } from '#lib/rules/professions.ts';
import { programmeCodes } from '#lib/rules/rule-sets.ts';
import { searchText } from '#lib/shared/search-schema.ts';
import { sortOrders } from '#lib/shared/sorting.ts';

// What an address says and can't be read is left out: a filter is never an error.
const page = z.coerce.number().int().min(1).max(100_000).catch(1);

/** The address of the lists: which of them, and which page. */
export const listSearchSchema = z.object({
  programme: z.enum(programmeCodes).optional().catch(undefined),
  profession: z.string().refine(isProfessionCode).optional().catch(undefined),
  number: z.coerce.number().int().min(1).max(1_000_000).optional().catch(undefined),
  kind: z.enum(['FULL', 'AMENDMENT']).optional().catch(undefined),
  page,
});

const people = z.coerce.number().int().min(0).max(1e9).catch(0);

/** Where somebody on a list comes from: the registers, or an accepted claim. */
export const entryOrigins = ['registers', 'claim'] as const;
export type EntryOrigin = (typeof entryOrigins)[number];

const entrySorts = ['name', 'postcode'] as const;
export type EntrySort = (typeof entrySorts)[number];

const order = z.enum(sortOrders).catch('ascending');

/**
 * The address of one list: which of its entries are shown and how they are sorted, which pages of them and of its
 * amendments, and what was just done.
 */
export const entrySearchSchema = z.object({
  province: z.string().refine(isProvinceCode).optional().catch(undefined),
  origin: z.enum(entryOrigins).optional().catch(undefined),
  sort: z.enum(entrySorts).catch('name'),
  order,
  page,
  amendments: page,
  done: z.literal('withdrawn').optional().catch(undefined),
  people,
  pending: people,
});

/** Someone looked for on a list, by a registered number; its check digits may not agree. */
export const findOnListSchema = z.object({
  listId: z.uuid(),
  number: z.string('lists.errors.empty').transform((typed, context) => {
    const parsed = parseProviderNumber(typed);
    if (parsed.ok || parsed.code === 'check-failed') return parsed.number;
    context.addIssue({ code: 'custom', message: `lists.errors.${parsed.code}` });
    return z.NEVER;
  }),
});

const version = z.coerce.number().int().min(1).max(1_000_000).optional().catch(undefined);

const differenceSorts = ['name', 'kind'] as const;
export type DifferenceSort = (typeof differenceSorts)[number];

/** The address of a comparison: of whose list, which two versions, and which of the people who differ, sorted how. */
export const compareSearchSchema = z.object({
  programme: z.enum(programmeCodes).optional().catch(undefined),
  profession: z.string().refine(isProfessionCode).optional().catch(undefined),
  from: version,
  to: version,
  kind: z.enum(['added', 'removed', 'changed']).optional().catch(undefined),
  q: searchText,
  sort: z.enum(differenceSorts).catch('name'),
  order,
  page,
});

/** The address of the appointments to decide on and of who is to be told: whose, which pages, and what was just decided. */
export const removalSearchSchema = z.object({
  q: searchText,
  province: z.string().refine(isProvinceCode).optional().catch(undefined),
  page,
  untold: page,
  done: z.enum(['KEPT', 'WITHDRAWN']).optional().catch(undefined),
});

const reason = z.string().trim().min(3).max(500);

export const withdrawListSchema = z.object({ listId: z.uuid(), reason });

export const settleRemovalSchema = z.object({
  listId: z.uuid(),
  providerId: z.uuid(),
  settlement: z.enum(['KEPT', 'WITHDRAWN']),
  reason,
});

/** Which lists to make from what a run decided. */
export const publishSchema = z.object({
  runId: z.uuid(),
  professions: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(z.string().refine(isProfessionCode), { error: 'errors.choose' }).min(1, { error: 'errors.choose' }),
  ),
});
