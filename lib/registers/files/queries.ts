import * as z from 'zod';
import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import type { FaultCode } from '../faults.ts';
import { isFaultCode } from '../faults.ts';
import { type FileRefusal, fileRefusalCodes } from './file-refused.ts';
import { type FileFormat, formatSchema } from './format.ts';

export const filesPageSize = 25;
export const faultsPageSize = 50;

export const fileStates = ['RECEIVING', 'RECOGNISED', 'QUEUED', 'IMPORTED', 'REFUSED', 'WITHDRAWN'] as const;
export type FileState = (typeof fileStates)[number];

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

export type FileFilter = { readonly register?: string; readonly state?: FileState };

/** The files of the registers, newest first, so many a page from 1; administrators only. */
export async function listFiles(
  actor: Actor,
  { register, state }: FileFilter,
  page: number,
): Promise<{ readonly files: readonly FileView[]; readonly total: number; readonly pageCount: number }> {
  requireAdministrator(actor);
  const where = { ...(register === undefined ? {} : { register }), ...(state === undefined ? {} : { state }) };
  const [rows, total] = await Promise.all([
    getDb().sourceFile.findMany({
      where,
      include,
      orderBy: [{ receivedAt: 'desc' }, { id: 'asc' }],
      skip: (page - 1) * filesPageSize,
      take: filesPageSize,
    }),
    getDb().sourceFile.count({ where }),
  ]);
  return { files: rows.map(viewOf), total, pageCount: Math.max(1, Math.ceil(total / filesPageSize)) };
}

/** Undefined where there is none of this id; administrators only. */
export async function findFile(actor: Actor, id: string): Promise<FileView | undefined> {
  requireAdministrator(actor);
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
): Promise<{ readonly faults: readonly FaultView[]; readonly total: number; readonly pageCount: number }> {
  requireAdministrator(actor);
  const where = { fileId, ...(code === undefined ? {} : { code }) };
  const [rows, total] = await Promise.all([
    getDb().sourceFault.findMany({
      where,
      orderBy: [{ line: 'asc' }, { id: 'asc' }],
      skip: (page - 1) * faultsPageSize,
      take: faultsPageSize,
      select: { line: true, column: true, code: true, value: true },
    }),
    getDb().sourceFault.count({ where }),
  ]);
  return {
    faults: rows.flatMap((row) => (isFaultCode(row.code) ? [{ ...row, code: row.code }] : [])),
    total,
    pageCount: Math.max(1, Math.ceil(total / faultsPageSize)),
  };
}

function requireAdministrator(actor: Actor): void {
  if (!isAdministrator(actor)) throw new NotAllowed('register files');
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
