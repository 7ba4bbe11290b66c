import { z } from 'zod';
import { sortOrders } from '#lib/shared/sorting.ts';
import { expectedStates } from './states.ts';

const single = (value: unknown) => (Array.isArray(value) ? value[0] : value);

export const expectedSorts = ['time', 'name'] as const;

/** The day page's address: which point, which day, whom; what makes no sense falls back to today and all. */
export const daySearchSchema = z.object({
  point: z.preprocess(single, z.uuid().optional().catch(undefined)),
  day: z.preprocess(single, z.iso.date().optional().catch(undefined)),
  q: z.preprocess(single, z.string().max(80).catch('')).default(''),
  state: z.preprocess(single, z.enum(expectedStates).optional().catch(undefined)),
  sort: z.preprocess(single, z.enum(expectedSorts).catch('time')).default('time'),
  order: z.preprocess(single, z.enum(sortOrders).catch('ascending')).default('ascending'),
  page: z.preprocess(single, z.coerce.number().int().min(1).max(10_000).catch(1)).default(1),
});

export type DaySearch = z.infer<typeof daySearchSchema>;

export const checkInSchema = z.object({
  pointId: z.uuid(),
  code: z.string('day.errors.code').trim().min(1, 'day.errors.code').max(40, 'day.errors.code'),
});

export const findPersonSchema = z.object({
  pointId: z.uuid(),
  number: z.string('day.errors.number').trim().min(1, 'day.errors.number').max(40, 'day.errors.number'),
});

export const handOverSchema = z.object({
  entitlementId: z.uuid(),
  pointId: z.uuid(),
  gloves: z.string('day.errors.size').min(1, 'day.errors.size'),
});
