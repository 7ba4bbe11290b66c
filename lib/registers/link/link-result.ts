import * as z from 'zod';

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
  sources: linkedFilesSchema.default([]),
  /** How many, where a linking of before does not name them. */
  files: z.number().optional(),
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
  // Linkings of before do not say.
  settlements: z.number().optional(),
  takenBack: z.number().optional(),
  written: z.number().optional(),
});
export type LinkResult = Readonly<z.infer<typeof linkResultSchema>>;

/** What a linking would find that the one before did not. */
export type NotLinked = { readonly filesLoaded: number; readonly filesWithdrawn: number };

/**
 * Which files came or went since a linking, told by their content. Both in the order of their loading: of two files the
 * later one holds, so that one that was withdrawn and loaded again is a new one.
 */
export function filesNotLinked(linked: readonly LinkedFile[], inForce: readonly LinkedFile[]): NotLinked {
  const places = new Map(linked.map(({ contentHash }, place) => [contentHash, place]));
  let last = -1;
  let stayed = 0;
  for (const { contentHash } of inForce) {
    const place = places.get(contentHash) ?? -1;
    if (place <= last) continue;
    last = place;
    stayed += 1;
  }
  const present = new Set(inForce.map(({ contentHash }) => contentHash));
  return {
    filesLoaded: inForce.length - stayed,
    filesWithdrawn: linked.filter(({ contentHash }) => !present.has(contentHash)).length,
  };
}
