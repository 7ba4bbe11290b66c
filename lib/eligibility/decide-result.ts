import { z } from 'zod';
import { linkedFilesSchema } from '#lib/registers/link/link-result.ts';
import { missingNames, outcomes, reasonSchema } from '#lib/rules/reasons.ts';

/*
 * What a run of decisions leaves in its result: what the preview shows and what publishing copies, counted, with nobody
 * in it by name.
 */
const ruleNames = [...new Set(reasonSchema.options.map((option) => option.shape.rule.value))];
const failed = z.array(z.enum(ruleNames)).readonly();
const missing = z.array(z.enum(missingNames)).readonly();
const count = z.int().nonnegative();

/** What was decided of a practice earlier. */
export const beforeSchema = z.object({ outcome: z.enum(outcomes), failed, missing }).readonly();

export const decideResultSchema = z.object({
  programmeCode: z.string(),
  asOf: z.iso.date(),
  ruleSet: z.object({ code: z.string(), version: z.int() }).readonly(),
  /** The register files in force. */
  sources: linkedFilesSchema,
  /** Corrected facts by then; runs of before do not say. */
  corrections: count.optional(),
  /** How many of them were taken back by then; runs of before do not say. */
  takenBack: count.optional(),
  /** Decisions made: one a profession of each person. */
  practices: count,
  persons: count,
  cells: z
    .array(
      z.object({
        professionCode: z.string(),
        provinceCode: z.string(),
        outcome: z.enum(outcomes),
        failed,
        missing,
        listed: z.boolean(),
        practices: count,
      }),
    )
    .readonly(),
  needs: z.array(z.object({ provinceCode: z.string(), parcels: count })).readonly(),
  /** Of those who come in where there is a list in force: what was decided of them before, null where nothing was. */
  arrivals: z
    .array(
      z.object({
        professionCode: z.string(),
        provinceCode: z.string(),
        practices: count,
        before: beforeSchema.nullable(),
      }),
    )
    .readonly(),
});
export type DecideResult = Readonly<z.infer<typeof decideResultSchema>>;
export type Arrival = DecideResult['arrivals'][number];
export type Before = Arrival['before'];
