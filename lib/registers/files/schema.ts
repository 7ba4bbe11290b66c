import { z } from 'zod';
import { searchText } from '#lib/shared/search-schema.ts';
import { sortOrders } from '#lib/shared/sorting.ts';
import { isRegisterCode } from '../descriptions/index.ts';

export const fileStates = ['RECEIVING', 'RECOGNISED', 'QUEUED', 'IMPORTED', 'REFUSED', 'WITHDRAWN'] as const;
export type FileState = (typeof fileStates)[number];

const fileSorts = ['receivedAt', 'name', 'wrong'] as const;
/** What the files are sorted by; `wrong` is how many of their rows are refused, then doubtful. */
export type FileSort = (typeof fileSorts)[number];

/** The address of the files: of which register, in which state, called how, sorted by what; what can't be read is left out. */
export const fileFilterSchema = z.object({
  register: z.string().refine(isRegisterCode).optional().catch(undefined),
  state: z.enum(fileStates).optional().catch(undefined),
  q: searchText,
  sort: z.enum(fileSorts).catch('receivedAt'),
  order: z.enum(sortOrders).catch('descending'),
});
export type FileSearch = Readonly<z.infer<typeof fileFilterSchema>>;
