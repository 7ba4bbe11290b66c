import { z } from 'zod';
import { searchBefore, searchDay, searchText } from '#lib/shared/search-schema.ts';
import { auditActions } from './actions.ts';

/** Which entries of the trail: of one action, of somebody, of one province's trail, of some days, about something. */
export const auditFilterSchema = z.object({
  action: z.enum(auditActions).optional().catch(undefined),
  /** A name or an address of a member of staff, or the identifier of anybody's login or its end. */
  who: searchText,
  province: z
    .string()
    .regex(/^[A-Z]{2}-[A-Z]{3}$/)
    .optional()
    .catch(undefined),
  from: searchDay,
  until: searchDay,
  /** A claim's reference, an identifier or its end, the name of a place or of a member of staff. */
  subject: searchText,
});
export type AuditFilter = Readonly<z.infer<typeof auditFilterSchema>>;

/** The address of the trail: which entries, and before which one; what can't be read is left out. */
export const auditSearchSchema = auditFilterSchema.extend({ before: searchBefore });
