import { closeConnections } from '#lib/db/client.ts';
import { workOnRuns } from '#lib/runs/work-on-runs.ts';
import { runHandlers } from './run-handlers.ts';

/*
 * A process of its own for the runs over whole registers, so that the pages of the server that began it stay quick and
 * its memory is given back. It ends with that server, in whatever way: what it was at is rolled back.
 */
const stopping = new AbortController();
process.once('disconnect', () => process.exit(1));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());

try {
  await workOnRuns(runHandlers, stopping.signal);
} finally {
  await closeConnections();
  // Its channel to the server would keep it alive.
  process.removeAllListeners('disconnect');
  process.disconnect?.();
}
