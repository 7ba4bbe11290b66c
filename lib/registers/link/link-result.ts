import * as z from 'zod';

/** What came of a linking, as its run keeps it. */
export const linkResultSchema = z.object({
  files: z.number(),
  registrations: z.number(),
  activities: z.number(),
  employments: z.number(),
  heldAside: z.number(),
  providersAdded: z.number(),
  providersChanged: z.number(),
  domicilesKept: z.number(),
  shares: z.number(),
  memberships: z.number(),
  groupingsUnknown: z.number(),
});
export type LinkResult = Readonly<z.infer<typeof linkResultSchema>>;
