import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { type RegisterCode, registers } from './descriptions/index.ts';

export type SourceFileState = 'RECEIVING' | 'RECOGNISED' | 'QUEUED' | 'IMPORTED' | 'REFUSED' | 'WITHDRAWN';

/** A file as a list shows it. */
export type SourceFileRow = {
  readonly id: string;
  readonly register: string;
  readonly fileName: string;
  readonly state: SourceFileState;
  /** ISO instant, business time. */
  readonly receivedAt: string;
  readonly goodRows: number;
  readonly doubtfulRows: number;
  readonly refusedRows: number;
};

/** What a register says for the time being. */
export type RegisterOverview = {
  readonly code: RegisterCode;
  readonly says: (typeof registers)[number]['says'];
  /** Files in force, and the rows of theirs that count: good or doubtful. */
  readonly filesInForce: number;
  readonly rowsInForce: number;
  /** ISO instant, business time; null while none was loaded. */
  readonly latestImportAt: string | null;
};

export const sourceFilesPageSize = 20;

/** Each register with what is in force of it, in the order of their descriptions; administrators only. */
export async function getRegisterOverview(actor: Actor): Promise<readonly RegisterOverview[]> {
  requireAdministrator(actor);
  const groups = await getDb().sourceFile.groupBy({
    by: ['register'],
    where: { state: 'IMPORTED' },
    _count: { _all: true },
    _sum: { goodRows: true, doubtfulRows: true },
    _max: { importedAt: true },
  });
  return registers.map(({ code, says }) => {
    const found = groups.find(({ register }) => register === code);
    return {
      code,
      says,
      filesInForce: found?._count._all ?? 0,
      rowsInForce: (found?._sum.goodRows ?? 0) + (found?._sum.doubtfulRows ?? 0),
      latestImportAt: found?._max.importedAt?.toISOString() ?? null,
    };
  });
}

export type SourceFileList = {
  readonly rows: readonly SourceFileRow[];
  readonly total: number;
  readonly pageCount: number;
};

/** The files of a register, or of all, newest first, twenty a page from 1; administrators only. */
export async function listSourceFiles(
  actor: Actor,
  { register, page }: { readonly register?: RegisterCode | undefined; readonly page: number },
): Promise<SourceFileList> {
  requireAdministrator(actor);
  const where: Prisma.SourceFileWhereInput = register === undefined ? {} : { register };
  const [found, total] = await Promise.all([
    getDb().sourceFile.findMany({
      where,
      orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * sourceFilesPageSize,
      take: sourceFilesPageSize,
    }),
    getDb().sourceFile.count({ where }),
  ]);
  return { rows: found.map(rowOf), total, pageCount: Math.max(1, Math.ceil(total / sourceFilesPageSize)) };
}

export function requireAdministrator(actor: Actor): void {
  if (!isAdministrator(actor)) throw new NotAllowed('registers');
}

function rowOf(file: Prisma.SourceFileGetPayload<object>): SourceFileRow {
  const { id, register, fileName, state, receivedAt, goodRows, doubtfulRows, refusedRows } = file;
  return { id, register, fileName, state, receivedAt: receivedAt.toISOString(), goodRows, doubtfulRows, refusedRows };
}
