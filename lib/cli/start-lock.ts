import { readFileSync, rmSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode, OperatorError } from './operator-error.ts';
import { commandLineOf } from './processes.ts';

/**
 * Lets one start at a time use the data folder. The lock of a start that was killed counts for nothing: the process
 * named in it must be alive and be a start. Returns how to give the lock back.
 */
export async function lockDataFolder(dataFolder: string): Promise<() => void> {
  const file = lockFile(dataFolder);
  await mkdir(dataFolder, { recursive: true });
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return () => {
        if (readFileSync(file, 'utf8') === String(process.pid)) rmSync(file, { force: true });
      };
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
    const holder = await runningStart(dataFolder);
    if (holder !== undefined) {
      throw new OperatorError(
        `Another start is still running here (process ${holder}): use that one, or end it with Ctrl-C or kill ${holder}.`,
      );
    }
    await rm(file, { force: true });
  }
}

/** The process id of a start that runs on the data folder at this moment. */
export async function runningStart(dataFolder: string): Promise<number | undefined> {
  const pid = Number(await readFile(lockFile(dataFolder), 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return undefined;
  return commandLineOf(pid)?.includes('start.ts') ? pid : undefined;
}

function lockFile(dataFolder: string): string {
  return path.join(dataFolder, 'running');
}
