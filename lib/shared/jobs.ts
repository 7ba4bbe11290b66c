import { PgBoss } from 'pg-boss';
import { getPool, getSidePool } from '#lib/db/client.ts';
import type { Statements } from '#lib/db/statements.ts';
import type { QueueName } from './queues.ts';

const shared = globalThis as typeof globalThis & { portalBoss?: PgBoss };

/** Its schema belongs to the owner and is made by the deployment, so nothing is made, migrated or rebuilt at run time. */
const asGuest = { migrate: false, createSchema: false, reindex: false };

/**
 * The process's pg-boss, for adding jobs: the job itself goes through the caller's transaction, a queue's settings are
 * read once beside it. It needs not be started for that.
 */
export function getBoss(): PgBoss {
  shared.portalBoss ??= new PgBoss({
    ...asGuest,
    db: { executeSql: async (text: string, values?: unknown[]) => getSidePool().query(text, values) },
  });
  return shared.portalBoss;
}

/** A pg-boss to start: workers, schedules and maintenance, over the process's pool. */
export function newWorkingBoss(): PgBoss {
  return new PgBoss({
    ...asGuest,
    db: { executeSql: async (text: string, values?: unknown[]) => getPool().query(text, values) },
  });
}

/** Adds a job in the caller's transaction: it exists if and only if the change does. */
export async function enqueue(
  tx: Statements,
  queue: QueueName,
  data: Readonly<Record<string, string | number>> = {},
  options: { readonly singletonKey?: string; readonly startAfterSeconds?: number } = {},
): Promise<void> {
  await getBoss().send(queue, data, {
    db: { executeSql: async (text, values = []) => ({ rows: await tx.$queryRawUnsafe<unknown[]>(text, ...values) }) },
    ...(options.singletonKey === undefined ? {} : { singletonKey: options.singletonKey }),
    ...(options.startAfterSeconds === undefined ? {} : { startAfter: options.startAfterSeconds }),
  });
}
