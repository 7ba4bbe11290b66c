import { PgBoss } from 'pg-boss';
import { getSidePool } from '#lib/db/client.ts';
import type { Statements } from '#lib/db/statements.ts';
import type { QueueName } from './queues.ts';

const shared = globalThis as typeof globalThis & { portalBoss?: PgBoss };

/**
 * The process's pg-boss, for adding jobs: the job itself goes through the caller's transaction, a queue's settings are read
 * once beside it. Its schema belongs to the owner and is made by the deployment, so it neither
 * migrates nor creates queues; it is started (workers, maintenance) by the process that works on jobs, and not needed
 * started to enqueue.
 */
export function getBoss(): PgBoss {
  shared.portalBoss ??= new PgBoss({
    db: { executeSql: async (text: string, values?: unknown[]) => getSidePool().query(text, values) },
    migrate: false,
    createSchema: false,
    // Only the owner of an index can rebuild it.
    reindex: false,
  });
  return shared.portalBoss;
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
