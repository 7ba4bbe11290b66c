import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import { type RegisterCode, registers } from '../descriptions/index.ts';

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

/** Each register with what is in force of it, in the order of their descriptions; administrators only. */
export async function getRegisterOverview(actor: Actor): Promise<readonly RegisterOverview[]> {
  mustBeAdministrator(actor, 'register files');
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
