import * as z from 'zod';

const count = z.int().nonnegative();

/** What a run of publication leaves in its result. */
export const publicationResultSchema = z.object({
  programme: z.string(),
  lists: z
    .array(
      z
        .object({
          listId: z.uuid(),
          profession: z.string(),
          number: count,
          entries: count,
          /** Entitlements that nobody on the list had yet. */
          given: count,
          /** Entitlements that an earlier removal had taken back. */
          revived: count,
        })
        .readonly(),
    )
    .readonly(),
  /** Who stood on the programme's lists and stands on none now. */
  removed: z.object({ people: count, withdrawn: count, pending: count, served: count }).readonly(),
});

export type PublicationResult = Readonly<z.infer<typeof publicationResultSchema>>;
export type ListPublished = PublicationResult['lists'][number];
