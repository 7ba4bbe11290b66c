import { z } from 'zod';
import { professionCodes } from './professions.ts';

const day = z.iso.date();
const unit = z.number().min(0).max(1);

/**
 * What is known of one person, as the registers and the person give it. Any fact may be unknown (absent or
 * null), which is not the same as false: the rules then say what is missing instead of guessing.
 */
export const factsSchema = z.strictObject({
  profession: z.enum(professionCodes).nullish(),
  /** Whether the person holds the right to practise the profession in Belgium. */
  registered: z.boolean().nullish(),
  /** The part of the person's activity given outside hospitals, 0 to 1, for each half-open period it was measured. */
  ambulatoryShares: z
    .array(z.strictObject({ from: day, until: day, share: unit }).refine(({ from, until }) => from < until))
    .readonly()
    .nullish(),
  /** ISO 3166-2, such as `BE-WLG`; for a domicile abroad its country or region, such as `FR` or `DE-NW`. */
  domicileProvince: z
    .string()
    .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
    .nullish(),
  /** Whether the person works in a home-care grouping. */
  groupingMember: z.boolean().nullish(),
  /** The programmes under which the person already received something. */
  servedUnder: z.array(z.string()).readonly().nullish(),
});

export type Facts = Readonly<z.infer<typeof factsSchema>>;

export const factNames = factsSchema.keyof().options;
export type FactName = (typeof factNames)[number];
