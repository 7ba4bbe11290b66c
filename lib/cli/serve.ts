import cluster, { type Worker } from 'node:cluster';
import { checkEnvironment } from '#lib/shared/environment.ts';
import { requireBuild } from './build-application.ts';
import { runCommand } from './operator-error.ts';
import { requireFreePort } from './ports.ts';
import { inProject } from './project.ts';

/** A server that keeps failing within seconds of its start would fail for ever. */
const quickFailure = { milliseconds: 5_000, times: 3 };
const patienceMs = 15_000;

/**
 * What it takes to make a page is garbage once the page is sent: with more room it is looked through less often, and the
 * page of the check costs a twentieth less. A hundred megabytes a process at most.
 */
const serverFlags = ['--max-semi-space-size=32'];

/**
 * Serves the built application in as many processes as `PORTAL_PROCESSES` says, which share the port. One that fails
 * is replaced; a signal, or the end of the process that started this one, ends all of them in order.
 */
await runCommand(async () => {
  const check = checkEnvironment(process.env);
  if (!check.ok) {
    for (const problem of check.problems) console.error(problem);
    return 1;
  }
  const { PORT: port, PORTAL_PROCESSES: processes } = check.environment;
  const host = process.env.HOST || undefined;
  requireBuild();
  await requireFreePort(port, host, 'npm run serve');
  cluster.setupPrimary({
    exec: inProject('node_modules', 'next', 'dist', 'bin', 'next'),
    args: ['start', '--port', String(port), ...(host === undefined ? [] : ['--hostname', host])],
    cwd: inProject(),
    execArgv: [...process.execArgv, ...serverFlags],
  });
  return serve(processes);
});

function serve(processes: number): Promise<number> {
  return new Promise((resolve) => {
    let stopping = false;
    let quickFailures = 0;
    const started = new Map<Worker, number>();

    const launch = () => {
      const worker = cluster.fork({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });
      started.set(worker, Date.now());
    };
    const stop = (exitCode: number) => {
      if (stopping) return;
      stopping = true;
      for (const worker of started.keys()) worker.process.kill('SIGTERM');
      if (started.size === 0) return resolve(exitCode);
      process.exitCode = exitCode;
      setTimeout(() => {
        for (const worker of started.keys()) worker.process.kill('SIGKILL');
      }, patienceMs).unref();
    };
    cluster.on('exit', (worker, code, signal) => {
      const age = Date.now() - (started.get(worker) ?? 0);
      started.delete(worker);
      if (stopping) {
        if (started.size === 0) resolve(Number(process.exitCode ?? 0));
        return;
      }
      console.error(`A server process ended (${signal ?? code}).`);
      quickFailures = age < quickFailure.milliseconds ? quickFailures + 1 : 0;
      if (quickFailures >= quickFailure.times) stop(1);
      else launch();
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
    // Whoever started this is gone without a word: nobody else would end the server.
    process.once('disconnect', () => stop(0));
    for (let index = 0; index < processes; index += 1) launch();
  });
}
