import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { OperatorError } from './operator-error.ts';
import { endProcess } from './processes.ts';
import { inProject, projectFolder, shownPath } from './project.ts';

export type RunningApplication = {
  url: string;
  stop(): Promise<void>;
  /** Settles if the server ends without having been asked to. */
  died: Promise<void>;
};

/**
 * Starts the production server in processes of its own and waits until it says it is well. It ends when this process
 * does, in whatever way. What it writes goes to the log file.
 */
export async function startApplication(options: {
  port: number;
  logFile: string;
  environment: NodeJS.ProcessEnv;
  /** Gives up waiting and ends the server. */
  signal?: AbortSignal;
}): Promise<RunningApplication> {
  const log = await open(options.logFile, 'w');
  // A session of its own, so that a Ctrl-C in the terminal does not reach it before its turn.
  const child = spawn(process.execPath, [inProject('lib', 'cli', 'serve.ts')], {
    cwd: projectFolder,
    detached: process.platform !== 'win32',
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
    env: { ...options.environment, PORT: String(options.port) },
  });
  await log.close();
  let ended = false;
  const died = new Promise<void>((resolve) => {
    child.once('close', () => {
      ended = true;
      resolve();
    });
    child.once('error', () => {
      ended = true;
      resolve();
    });
  });
  const url = `http://localhost:${options.port}`;
  const hasEnded = () => {
    options.signal?.throwIfAborted();
    return ended;
  };
  try {
    await waitUntilHealthy(`http://127.0.0.1:${options.port}/api/health`, hasEnded, options.logFile);
  } catch (error) {
    await stopChild(child);
    throw error;
  }
  return { url, stop: () => stopChild(child), died };
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  await endProcess(child.pid, 'SIGTERM', 20_000);
}

async function waitUntilHealthy(address: string, hasEnded: () => boolean, logFile: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  let last = 'it did not answer';
  while (!hasEnded() && Date.now() < deadline) {
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return;
      last = `it answered ${response.status}: ${(await response.text()).slice(0, 200)}`;
    } catch {
      // Not listening yet.
    }
    await pause(50);
  }
  const log = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n').slice(-5).join('\n');
  const what = hasEnded() ? 'The server ended at once' : `The server was not well after a minute; ${last}`;
  throw new OperatorError(`${what}. The end of ${shownPath(logFile)}:\n${log}`);
}
