import type { ClientBase } from 'pg';
import { statementsOf } from '#lib/db/sql-transaction.ts';
import type { RunContext, RunHandler, RunKind } from './run.ts';

/**
 * Does a run in the caller's transaction and on its connection, by the handler that the queue would give it to, and keeps
 * it among the runs that are done: for the demonstration's loader and for operators, who wait for it. Gives its id and what
 * came of it; what the handler throws is thrown.
 */
export async function runAtOnce(
  client: ClientBase,
  handler: RunHandler,
  asked: { readonly kind: RunKind; readonly input: unknown; readonly requestedById: string | null },
  report: RunContext['report'] = () => {},
): Promise<{ readonly runId: string; readonly result: Readonly<Record<string, unknown>> }> {
  const { rows } = await client.query<{ id: string }>(
    'INSERT INTO run (kind, input, requested_by_id) VALUES ($1, $2, $3) RETURNING id',
    [asked.kind, JSON.stringify(asked.input), asked.requestedById],
  );
  const runId = rows[0]?.id;
  if (runId === undefined) throw new Error('A run was inserted without an id');
  const result = await handler.work({
    runId,
    input: asked.input,
    requestedById: asked.requestedById,
    client,
    tx: statementsOf(client),
    report,
    signal: new AbortController().signal,
  });
  await client.query(`UPDATE run SET state = 'DONE', result = $2, finished_at = business_now() WHERE id = $1`, [
    runId,
    JSON.stringify(result),
  ]);
  return { runId, result };
}
