import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from './operator-error.ts';

/**
 * Whether a process runs. One that ended but was not yet collected by its parent still answers to signals, yet holds
 * nothing any more: it counts as gone.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return status.charAt(status.lastIndexOf(')') + 2) !== 'Z';
  } catch {
    return false;
  }
}

/**
 * The command line of a living process, or undefined where it is gone or can't be read. A process id alone proves
 * nothing: after a restart of the machine it may be somebody else's.
 */
export function commandLineOf(pid: number): string | undefined {
  if (!isAlive(pid)) return undefined;
  if (process.platform === 'win32') return undefined;
  try {
    if (process.platform === 'linux') {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      return line === '' ? undefined : line;
    }
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

/** Waits until a process is gone; false if it is still there after the time given. */
export async function waitForExit(pid: number, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await pause(25);
  }
  return true;
}

/** Asks a process to end, and ends it by force when it has not done so in time. */
export async function endProcess(pid: number, signal: NodeJS.Signals, milliseconds: number): Promise<void> {
  signalQuietly(pid, signal);
  if (await waitForExit(pid, milliseconds)) return;
  signalQuietly(pid, 'SIGKILL');
  await waitForExit(pid, 5_000);
}

function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
