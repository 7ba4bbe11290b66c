import { z } from 'zod';
import type { ItemCode } from '#lib/rules/items.ts';
import { programmeStatuses } from './terms.ts';

const code = z.string().min(1).max(60);

/** A day, or none where the field was left empty. */
const day = z.iso
  .date('programmes.errors.day')
  .optional()
  .transform((value) => value ?? null);

/** What a programme's terms are to be; `seen` is the fingerprint of those that the form showed. */
export const changeProgrammeSchema = z
  .object({
    code,
    seen: z.string(),
    status: z.enum(programmeStatuses, 'programmes.errors.status'),
    claimsFromOn: day,
    claimsLastOn: day,
    deliveryFromOn: day,
    deliveryLastOn: day,
    /** The fingerprint of the terms whose consequences were shown and agreed to. */
    agreed: z.string().optional(),
  })
  .refine(({ claimsFromOn, claimsLastOn }) => claimsLastOn === null || claimsFromOn !== null, {
    error: 'programmes.errors.firstDayNeeded',
    path: ['claimsFromOn'],
  })
  .refine((terms) => inOrder(terms.claimsFromOn, terms.claimsLastOn), {
    error: 'programmes.errors.order',
    path: ['claimsLastOn'],
  })
  .refine(({ deliveryFromOn, deliveryLastOn }) => deliveryLastOn === null || deliveryFromOn !== null, {
    error: 'programmes.errors.firstDayNeeded',
    path: ['deliveryFromOn'],
  })
  .refine(({ deliveryFromOn, deliveryLastOn }) => deliveryFromOn === null || deliveryLastOn !== null, {
    error: 'programmes.errors.lastDayNeeded',
    path: ['deliveryLastOn'],
  })
  .refine((terms) => inOrder(terms.deliveryFromOn, terms.deliveryLastOn), {
    error: 'programmes.errors.order',
    path: ['deliveryLastOn'],
  });
export type ChangeProgrammeInput = Omit<z.infer<typeof changeProgrammeSchema>, 'agreed'>;

function inOrder(first: string | null, last: string | null): boolean {
  return first === null || last === null || first <= last;
}

/** Pieces in one parcel, with or without spaces; none where left empty. */
const pieces = z
  .string()
  .transform((typed) => typed.replaceAll(/[\s.]/g, ''))
  .pipe(z.string().regex(/^\d{1,6}$/, 'programmes.errors.quantity'))
  .transform(Number)
  .optional()
  .transform((quantity) => quantity ?? 0);

const quantities = {
  gloves: pieces,
  aprons: pieces,
  goggles: pieces,
  'surgical-masks': pieces,
  'ffp2-masks': pieces,
} satisfies Record<ItemCode, typeof pieces>;

/** A parcel's new composition. `seenVersion` is the newest version that the form showed, 0 where there was none. */
export const composeKitSchema = z.object({
  code,
  seenVersion: z.coerce.number().int().min(0),
  ...quantities,
  /** Ticked by whoever has read what a new composition does. */
  agreed: z.literal('on', 'programmes.errors.agree'),
});
export type ComposeKitInput = Omit<z.infer<typeof composeKitSchema>, 'agreed'>;
