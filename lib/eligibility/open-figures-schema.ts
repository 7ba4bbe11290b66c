import { z } from 'zod';
import { isProfessionCode } from '#lib/rules/professions.ts';
import { programmeCodes } from '#lib/rules/rule-sets.ts';

/** The address of the page; what it says and can't be read is left out. */
export const figuresSearchSchema = z.object({
  programme: z.enum(programmeCodes).optional().catch(undefined),
  profession: z.string().refine(isProfessionCode).optional().catch(undefined),
});

/** What is asked of the open data; a programme that the portal does not know is a mistake to be told. */
export const figuresRequestSchema = z.object({ programme: z.enum(programmeCodes).optional() });
