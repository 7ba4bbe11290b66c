import { fork } from 'node:child_process';
import path from 'node:path';

/**
 * What runs leave behind is collected soon rather than late: whole registers pass through, and the process is to stay as
 * small with two million rows as with half a million. Most of it is blocks of a file, which go with the young objects
 * that stand for them: room for few of those is emptied often, and at little cost.
 */
export const runFlags: readonly string[] = ['--max-semi-space-size=4', '--heap-growing-percent=50'];

/** Works on the queued runs in a process of its own, and waits for its end. It ends when the signal says so, too. */
export function workInProcess(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return resolve();
    const child = fork(path.resolve(/* turbopackIgnore: true */ 'lib/jobs/work.ts'), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: [...process.execArgv, ...runFlags],
    });
    const stop = () => child.kill('SIGTERM');
    signal.addEventListener('abort', stop, { once: true });
    child.once('error', reject);
    child.once('exit', (code, by) => {
      signal.removeEventListener('abort', stop);
      if (code === 0 || signal.aborted) resolve();
      else reject(new Error(`The process that works on runs ended (${by ?? code})`));
    });
  });
}
