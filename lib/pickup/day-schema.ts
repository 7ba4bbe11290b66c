import { z } from 'zod';
import { searchDay, searchOne, searchOneOr, searchOrder, searchPage, searchText } from '#lib/shared/search-schema.ts';
import { expectedStates } from './states.ts';

export const expectedSorts = ['time', 'name'] as const;

/** The day page's address: which point, which day, whom; what makes no sense falls back to today and all. */
export const daySearchSchema = z.object({
  point: searchOne(z.uuid()),
  day: searchDay,
  q: searchText.transform((text = '') => text),
  state: searchOne(z.enum(expectedStates)),
  sort: searchOneOr(expectedSorts, 'time'),
  order: searchOrder,
  page: searchPage,
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
