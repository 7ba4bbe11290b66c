import * as z from 'zod';
import type { RunView } from '#lib/runs/queries.ts';
import type { RegisterOverview } from '../files/overview.ts';

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

/** Whether a file was loaded or withdrawn since a linking that is done. */
export function isOutOfDate(
  { finishedAt, result }: Pick<RunView, 'finishedAt' | 'result'>,
  registers: readonly Pick<RegisterOverview, 'filesInForce' | 'latestImportAt'>[],
): boolean {
  const linked = linkResultSchema.safeParse(result);
  const filesInForce = registers.reduce((sum, register) => sum + register.filesInForce, 0);
  return (
    (linked.success && linked.data.files !== filesInForce) ||
    registers.some(({ latestImportAt }) => latestImportAt !== null && latestImportAt > (finishedAt ?? ''))
  );
}
