import { type LinkedFile, linkedFilesSchema } from '#lib/registers/link/link-result.ts';

/** What a list rests on, as the run of decisions and the list name it: the files of the last linking before it was decided. */
export type ListSource = LinkedFile;

export const listSourcesSchema = linkedFilesSchema;
