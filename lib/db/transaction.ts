import { DatabaseError } from 'pg';
import { RefusedInTransaction } from '#lib/shared/errors.ts';
import { type Refusal, type Result, refused } from '#lib/shared/result.ts';
import { getDb } from './client.ts';
import { Prisma } from './generated/client.ts';

/** What a command writes through: all of it is committed, or none. */
export type Transaction = Prisma.TransactionClient;

/** Refusals by the constraint that speaks them, e.g. `{ slot_not_overbooked: 'slot-full' }`. */
export type ConstraintRefusals<Code extends string> = Readonly<Record<string, Code>>;

const attempts = 3;

/**
 * Runs a command's work in one transaction. A returned refusal or a violated constraint named in `byConstraint` rolls
 * back and comes out as a refusal; deadlocks and serialisation failures are tried again; all else is thrown.
 */
export function inTransaction<Value, Code extends string>(
  work: (tx: Transaction) => Promise<Result<Value, Code>>,
  byConstraint: ConstraintRefusals<Code> = {},
): Promise<Result<Value, Code>> {
  return refuseOr(byConstraint, () =>
    getDb().$transaction(
      async (tx) => {
        const result = await work(tx);
        if (!result.ok) throw rolledBackBy(result.refusal);
        return result;
      },
      { maxWait: 10_000, timeout: 20_000 },
    ),
  );
}

/** What a transaction's work throws to roll back and come out as this refusal. */
export function rolledBackBy(refusal: Refusal<string>): RefusedInTransaction {
  return new RefusedInTransaction(refusal.code, refusal.params);
}

/** One transaction's run, with what its end means to a command: see `inTransaction`. */
export async function refuseOr<Value, Code extends string>(
  byConstraint: ConstraintRefusals<Code>,
  run: () => Promise<Result<Value, Code>>,
): Promise<Result<Value, Code>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (error instanceof RefusedInTransaction) {
        const refusal = { code: error.code, params: error.params } as Refusal<Code>;
        return refused(refusal.code, refusal.params);
      }
      const constraint = violatedConstraint(error);
      const code = constraint === undefined ? undefined : byConstraint[constraint];
      if (code !== undefined) return refused(code);
      if (attempt < attempts && isTransient(error)) continue;
      throw error;
    }
  }
}

/** The name of the constraint that refused a statement, whether Prisma or `pg` sent it; undefined for other errors. */
export function violatedConstraint(error: unknown): string | undefined {
  const message = databaseMessage(error);
  return message?.match(/constraint "([a-z0-9_]+)"/)?.[1];
}

function isTransient(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    // Plain SQL sent by Prisma fails with one code for all; what happened stands in the adapter's cause.
    const cause: unknown = Reflect.get(Object(error.meta?.driverAdapterError), 'cause');
    return error.code === 'P2034' || Reflect.get(Object(cause), 'kind') === 'TransactionWriteConflict';
  }
  return error instanceof DatabaseError && (error.code === '40P01' || error.code === '40001');
}

/** Postgres's own message: on the error itself from `pg`, in the driver adapter's cause from Prisma. */
function databaseMessage(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    const adapterError: unknown = error.meta?.driverAdapterError;
    if (adapterError instanceof Error && typeof adapterError.cause === 'object' && adapterError.cause !== null) {
      const original: unknown = Reflect.get(adapterError.cause, 'originalMessage');
      if (typeof original === 'string') return original;
    }
  }
  if (typeof error.cause === 'object' && error.cause !== null) {
    const original: unknown = Reflect.get(error.cause, 'originalMessage');
    if (typeof original === 'string') return original;
  }
  return error.message;
}
