import * as z from 'zod';
import type { RunView } from '#lib/runs/queries.ts';
import type { RegisterOverview } from '../files/overview.ts';

/** A register file that a linking read, as its run, the decisions after it and the lists made of them name it. */
const linkedFileSchema = z.object({
  /** The code of a register's description. */
  register: z.string(),
  fileName: z.string(),
  /** SHA-256 of its bytes, hexadecimal. */
  contentHash: z.string(),
});
export type LinkedFile = Readonly<z.infer<typeof linkedFileSchema>>;

export const linkedFilesSchema = z.array(linkedFileSchema).readonly();

/** What came of a linking, as its run keeps it. */
export const linkResultSchema = z.object({
  files: z.number(),
  // Linkings of before name none.
  sources: linkedFilesSchema.default([]),
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
