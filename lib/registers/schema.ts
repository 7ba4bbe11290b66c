import { z } from 'zod';
import { postcodeSchema } from '#lib/geography/postcodes.ts';
import { locales } from '#lib/i18n/locales.ts';

export const contactSchema = z.object({
  /** As people write it, in any grouping; left out, none is kept. */
  phone: z
    .string()
    .trim()
    .regex(/^[+\d][\d\s./()-]{6,30}$/, 'provider.errors.phone')
    .optional(),
  language: z.enum(locales),
});
export type ContactInput = z.infer<typeof contactSchema>;

export const domicileSchema = z.object({
  street: z.string().trim().min(1).max(120),
  postcode: z
    .string()
    .refine((text) => postcodeSchema.safeParse(text).success, 'errors.postcode')
    .transform((text) => postcodeSchema.parse(text)),
  /** Left out, it is the municipality that the postcode means. */
  municipality: z.string().trim().max(80).optional(),
});
export type DomicileInput = z.infer<typeof domicileSchema>;
