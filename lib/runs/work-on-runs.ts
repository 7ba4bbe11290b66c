import { randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import { getPool } from '#lib/db/client.ts';
import { statementsOf } from '#lib/db/sql-transaction.ts';
import { log } from '#lib/shared/log.ts';
import { reportProgress } from './progress.ts';
import { type RunContext, type RunFailure, type RunHandlers, type RunKind, RunRefused } from './run.ts';

/** A run that ended its process, or failed unexpectedly, so often does not begin again. */
const attemptsAtMost = 3;

type QueuedRun = {
  readonly id: string;
  readonly kind: RunKind;
  readonly input: unknown;
  readonly requested_by_id: string | null;
};

/** Whether a run waits, or is under way. */
export async function isRunQueued(): Promise<boolean> {
  const { rows } = await getPool().query<{ queued: boolean }>(
    `SELECT EXISTS (SELECT FROM run WHERE state = 'QUEUED') AS queued`,
  );
  return rows[0]?.queued === true;
}

/**
 * Works on the queued runs, one at a time over all processes and in the order they were asked for, until none is left or
 * the signal says so. Each run is one transaction that also says it is done: a process or a database that ends in the
 * middle leaves the run queued and nothing of its work, and the next who looks begins it again.
 * @returns how many runs were finished, well or not.
 */
export async function workOnRuns(handlers: RunHandlers, signal: AbortSignal): Promise<number> {
  for (let finished = 0; ; finished += 1) {
    if (signal.aborted || !(await workOnNext(handlers, signal))) return finished;
  }
}

async function workOnNext(handlers: RunHandlers, signal: AbortSignal): Promise<boolean> {
  const client = await getPool().connect();
  let broken: Error | undefined;
  // A connection lost between two statements is told by the next; unheard, its error would end the process.
  const lost = (error: Error) => {
    broken = error;
  };
  client.on('error', lost);
  try {
    await client.query('BEGIN');
    const run = await takeNext(client);
    if (!run) {
      await client.query('ROLLBACK');
      return false;
    }
    await workOn(client, run, handlers, signal);
    return true;
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: unknown) => {
      broken = cause instanceof Error ? cause : new Error('the connection is lost', { cause });
    });
    throw error;
  } finally {
    client.off('error', lost);
    client.release(broken);
  }
}

/** Held until the transaction ends: who works on runs, works alone, since each reads what the one before wrote. */
async function takeNext(client: ClientBase): Promise<QueuedRun | undefined> {
  const { rows: locks } = await client.query<{ mine: boolean }>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended('runs', 0)) AS mine`,
  );
  if (!locks[0]?.mine) return undefined;
  const { rows } = await client.query<QueuedRun>(
    `SELECT id, kind::text AS kind, input, requested_by_id FROM run
      WHERE state = 'QUEUED' ORDER BY requested_at, id LIMIT 1 FOR NO KEY UPDATE`,
  );
  return rows[0];
}

async function workOn(client: ClientBase, run: QueuedRun, handlers: RunHandlers, signal: AbortSignal): Promise<void> {
  const progress = reportProgress(run.id);
  const attempts = await progress.begin();
  const context: RunContext = {
    runId: run.id,
    input: run.input,
    requestedById: run.requested_by_id,
    client,
    tx: statementsOf(client),
    report: progress.report,
    signal,
  };
  await client.query('SAVEPOINT work');
  try {
    if (attempts > attemptsAtMost) throw new RunRefused('gave-up', { attempts: attemptsAtMost });
    const result = await handlers[run.kind].work(context);
    signal.throwIfAborted();
    await client.query(`UPDATE run SET state = 'DONE', result = $2, finished_at = business_now() WHERE id = $1`, [
      run.id,
      JSON.stringify(result),
    ]);
    await client.query('COMMIT');
    log.info({ run: run.id, kind: run.kind }, 'run done');
  } catch (error) {
    const failure = failureOf(error, run, { attempts, stopped: signal.aborted });
    if (!failure) throw error;
    await client.query('ROLLBACK TO SAVEPOINT work');
    await handlers[run.kind].failed?.(context, failure);
    await client.query(`UPDATE run SET state = 'FAILED', failure = $2, finished_at = business_now() WHERE id = $1`, [
      run.id,
      JSON.stringify(failure),
    ]);
    await client.query('COMMIT');
  } finally {
    await progress.end();
  }
}

/** What a run fails with for good; undefined where it is to begin again. */
function failureOf(
  error: unknown,
  { id, kind }: QueuedRun,
  { attempts, stopped }: { readonly attempts: number; readonly stopped: boolean },
): RunFailure | undefined {
  if (error instanceof RunRefused) return error.failure;
  if (stopped) return undefined;
  const eventId = randomUUID();
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  log.error({ eventId, run: id, kind, attempts, err: { type: name, message, stack } }, 'run failed');
  return attempts >= attemptsAtMost ? { code: 'unexpected', params: { eventId } } : undefined;
}
