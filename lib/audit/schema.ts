import { z } from 'zod';
import { auditActions } from './actions.ts';

/** The address of the trail: which action, and before which entry; what can't be read is left out. */
export const auditSearchSchema = z.object({
  action: z.enum(auditActions).optional().catch(undefined),
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
});
