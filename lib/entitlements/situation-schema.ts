import { z } from 'zod';
import { isProvinceCode } from '#lib/geography/provinces.ts';
import { programmeCodes } from '#lib/rules/rule-sets.ts';
import { sortableColumns } from './situation-figures.ts';

/** The address of the situation; what it says and can't be read is left out. */
export const situationSearchSchema = z.object({
  programme: z.enum(programmeCodes).catch(programmeCodes[0]),
  province: z.string().refine(isProvinceCode).optional().catch(undefined),
  sort: z.enum(sortableColumns).catch('code'),
  order: z.enum(['ascending', 'descending']).catch('ascending'),
});
export type SituationSearch = z.infer<typeof situationSearchSchema>;
