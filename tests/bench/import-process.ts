import { createReadStream } from 'node:fs';
import path from 'node:path';
import { systemActor } from '#lib/auth/actor.ts';
import { closeConnections } from '#lib/db/client.ts';
import { runHandlers } from '#lib/jobs/run-handlers.ts';
import { confirmImport } from '#lib/registers/files/confirm-import.ts';
import { receiveFile } from '#lib/registers/files/receive-file.ts';
import { workOnRuns } from '#lib/runs/work-on-runs.ts';
import { timed } from './measurement.ts';

/*
 * A process that takes in the files its arguments name, as `register=path`, and imports them. It sends its parent how
 * many seconds the imports took, from the sealed bytes to the last commit, and the most memory it held, in bytes.
 */
const actor = systemActor('benchmark');

try {
  for (const argument of process.argv.slice(2)) {
    const [register = '', file = ''] = argument.split('=');
    const stream = createReadStream(file, { highWaterMark: 256 * 1_024 });
    const received = await receiveFile(actor, { register, fileName: path.basename(file), stream });
    if (!received.ok) throw new Error(`${file} is refused: ${received.refusal.code}`);
    const confirmed = await confirmImport(actor, received.value.fileId);
    if (!confirmed.ok) throw new Error(`${file} is not imported: ${confirmed.refusal.code}`);
  }
  const seconds = await timed(() => workOnRuns(runHandlers, new AbortController().signal));
  process.send?.({ seconds, peakBytes: process.resourceUsage().maxRSS * 1_024 });
} finally {
  await closeConnections();
  process.disconnect?.();
}
