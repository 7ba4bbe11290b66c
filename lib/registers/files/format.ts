import * as z from 'zod';

export const delimiters = [',', ';', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

export const encodings = ['utf-8', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

/** The headers as they stand, and for each the code of the column that it is read as; null where it is ignored. */
const columns = { headers: z.array(z.string()), columns: z.array(z.string().nullable()) };

/** What a file was recognised as, or was corrected to: all that is needed to read it again. */
export const formatSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('csv'),
    gzip: z.boolean(),
    encoding: z.enum(encodings),
    /** Whether it begins with the mark of UTF-8. */
    marked: z.boolean(),
    delimiter: z.enum(delimiters),
    quoted: z.boolean(),
    lineEnd: z.enum(['lf', 'crlf']),
    ...columns,
  }),
  z.object({ kind: z.literal('xlsx'), sheet: z.string(), ...columns }),
]);

export type FileFormat = z.infer<typeof formatSchema>;
export type CsvFormat = Extract<FileFormat, { kind: 'csv' }>;
export type SheetFormat = Extract<FileFormat, { kind: 'xlsx' }>;

/** The headers that are ignored. */
export function unknownHeaders({ headers, columns }: Pick<FileFormat, 'headers' | 'columns'>): readonly string[] {
  return headers.filter((_, index) => columns[index] == null);
}
