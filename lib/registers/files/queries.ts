import * as z from 'zod';
import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { type Page, pageOf } from '#lib/shared/paging.ts';
import type { SortOrder } from '#lib/shared/sorting.ts';
import type { FaultCode } from '../faults.ts';
import { isFaultCode } from '../faults.ts';
import { type FileRefusal, fileRefusalCodes } from './file-refused.ts';
import { type FileFormat, formatSchema } from './format.ts';
import type { FileSort, FileState } from './schema.ts';

export const filesPageSize = 25;
export const faultsPageSize = 50;

/** A file as pages show it. */
export type FileView = {
  readonly id: string;
  /** Code of its register. */
  readonly register: string;
  readonly fileName: string;
  readonly byteSize: number;
  readonly state: FileState;
  /** Its content's SHA-256 in hexadecimal digits, as the source can compute it. */
  readonly contentHash: string | null;
  readonly format: FileFormat | null;
  readonly refusal: FileRefusal | null;
  readonly goodRows: number;
  readonly doubtfulRows: number;
  readonly refusedRows: number;
  /** How many faults of each code, most first. */
  readonly faults: readonly { readonly code: FaultCode; readonly count: number }[];
  /** ISO instants, business time. */
  readonly receivedAt: string;
  readonly importedAt: string | null;
  /** Null for the system, and for an administrator whose login is gone. */
  readonly receivedByName: string | null;
  readonly runId: string | null;
  readonly withdrawn: {
    readonly at: string;
    readonly byName: string | null;
    readonly reason: string;
  } | null;
};

export type FileFilter = {
  readonly register?: string | undefined;
  readonly state?: FileState | undefined;
  /** A part of the file's name. */
  readonly q?: string | undefined;
  /** The newest first unless it says another. */
  readonly sort?: FileSort | undefined;
  readonly order?: SortOrder | undefined;
};

/** The files of the registers, newest first or as they are sorted, so many a page from 1; administrators only. */
export async function listFiles(
  actor: Actor,
  filter: FileFilter,
  page: number,
): Promise<{ readonly files: readonly FileView[] } & Omit<Page<FileView>, 'rows'>> {
  const { rows: files, ...pages } = await pageOf({ page, size: filesPageSize }, async ({ limit, offset }) => {
    const [rows, total] = await Promise.all([
      findFiles(actor, filter, { skip: offset, take: limit }),
      getDb().sourceFile.count({ where: whereOf(filter) }),
    ]);
    return { rows, total };
  });
  return { files, ...pages };
}

/** All files of a filter, to be taken along as a table: they are as many as deliveries. Administrators only. */
export async function listFilesForExport(actor: Actor, filter: FileFilter): Promise<readonly FileView[]> {
  return findFiles(actor, filter, {});
}

async function findFiles(
  actor: Actor,
  filter: FileFilter,
  range: { readonly skip?: number; readonly take?: number },
): Promise<readonly FileView[]> {
  mustBeAdministrator(actor, 'register files');
  const order = filter.order === 'ascending' ? 'asc' : 'desc';
  const rows = await getDb().sourceFile.findMany({
    where: whereOf(filter),
    include,
    orderBy: [...sortedBy[filter.sort ?? 'receivedAt'].map((column) => ({ [column]: order })), { id: 'asc' }],
    ...range,
  });
  return rows.map(viewOf);
}

const sortedBy: Readonly<Record<FileSort, readonly string[]>> = {
  receivedAt: ['receivedAt'],
  name: ['fileName', 'receivedAt'],
  wrong: ['refusedRows', 'doubtfulRows', 'receivedAt'],
};

function whereOf({ register, state, q }: FileFilter): Prisma.SourceFileWhereInput {
  return {
    ...(register === undefined ? {} : { register }),
    ...(state === undefined ? {} : { state }),
    ...(q === undefined ? {} : { fileName: { contains: q, mode: 'insensitive' } }),
  };
}

/** Undefined where there is none of this id; administrators only. */
export async function findFile(actor: Actor, id: string): Promise<FileView | undefined> {
  mustBeAdministrator(actor, 'register files');
  const row = await getDb().sourceFile.findUnique({ where: { id }, include });
  return row ? viewOf(row) : undefined;
}

export type FaultView = {
  readonly line: number;
  /** Code of the column; null where the fault is the whole row's. */
  readonly column: string | null;
  readonly code: FaultCode;
  /** What stood there, but for what is about the person. */
  readonly value: string | null;
};

/** The faults of a file by line, so many a page from 1; administrators only. */
export async function listFaults(
  actor: Actor,
  { fileId, code }: { readonly fileId: string; readonly code?: FaultCode },
  page: number,
): Promise<{ readonly faults: readonly FaultView[] } & Omit<Page<FaultView>, 'rows'>> {
  mustBeAdministrator(actor, 'register files');
  const where = { fileId, ...(code === undefined ? {} : { code }) };
  const { rows, ...pages } = await pageOf({ page, size: faultsPageSize }, async ({ limit, offset }) => {
    const [found, total] = await Promise.all([
      getDb().sourceFault.findMany({
        where,
        orderBy: [{ line: 'asc' }, { id: 'asc' }],
        skip: offset,
        take: limit,
        select: { line: true, column: true, code: true, value: true },
      }),
      getDb().sourceFault.count({ where }),
    ]);
    return { rows: found, total };
  });
  return { faults: rows.flatMap((row) => (isFaultCode(row.code) ? [{ ...row, code: row.code }] : [])), ...pages };
}

const include = {
  receivedBy: { select: { name: true, email: true } },
  withdrawnBy: { select: { name: true, email: true } },
} as const;

type Person = { readonly name: string | null; readonly email: string };

type FileRow = {
  readonly id: string;
  readonly register: string;
  readonly fileName: string;
  readonly byteSize: bigint;
  readonly contentHash: Uint8Array | null;
  readonly state: FileState;
  readonly format: unknown;
  readonly refusal: unknown;
  readonly goodRows: number;
  readonly doubtfulRows: number;
  readonly refusedRows: number;
  readonly faultCounts: unknown;
  readonly receivedAt: Date;
  readonly importedAt: Date | null;
  readonly runId: string | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawnReason: string | null;
  readonly receivedBy: Person | null;
  readonly withdrawnBy: Person | null;
};

function viewOf(row: FileRow): FileView {
  const { id, register, fileName, state, goodRows, doubtfulRows, refusedRows, runId } = row;
  return {
    ...{ id, register, fileName, state, goodRows, doubtfulRows, refusedRows, runId },
    byteSize: Number(row.byteSize),
    contentHash: row.contentHash && Buffer.from(row.contentHash).toString('hex'),
    format: row.format === null ? null : formatSchema.parse(row.format),
    refusal: row.refusal === null ? null : refusalOf(row.refusal),
    faults: faultsOf(row.faultCounts),
    receivedAt: row.receivedAt.toISOString(),
    importedAt: row.importedAt?.toISOString() ?? null,
    receivedByName: nameOf(row.receivedBy),
    withdrawn: row.withdrawnAt && {
      at: row.withdrawnAt.toISOString(),
      byName: nameOf(row.withdrawnBy),
      reason: row.withdrawnReason ?? '',
    },
  };
}

function nameOf(person: Person | null): string | null {
  return person && (person.name ?? person.email);
}

const refusalSchema = z.object({
  code: z.enum(fileRefusalCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

function refusalOf(stored: unknown): FileRefusal {
  const { code, params } = refusalSchema.parse(stored);
  return params === undefined ? { code } : { code, params };
}

const faultCountsSchema = z.record(z.string(), z.number());

function faultsOf(stored: unknown): FileView['faults'] {
  return Object.entries(faultCountsSchema.parse(stored))
    .flatMap(([code, count]) => (isFaultCode(code) ? [{ code, count }] : []))
    .toSorted((one, other) => other.count - one.count);
}
