import * as z from 'zod';

/** A file in force when a list was decided, as the run of decisions and the list name it. */
export const listSourceSchema = z.object({
  /** The code of a register's description. */
  register: z.string(),
  fileName: z.string(),
  /** SHA-256 of its bytes, hexadecimal. */
  contentHash: z.string(),
});

export type ListSource = Readonly<z.infer<typeof listSourceSchema>>;

export const listSourcesSchema = z.array(listSourceSchema).readonly();
