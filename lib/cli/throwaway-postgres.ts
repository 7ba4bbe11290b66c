import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findFreePort } from './ports.ts';
import {
  clusterPlaces,
  type PostgresOptions,
  type RunningPostgres,
  removePostgres,
  startPostgres,
} from './postgres.ts';
import { isAlive } from './processes.ts';
import { drawSecrets, type Secrets } from './secrets.ts';

const prefix = 'portal-throwaway-';

export type ThrowawayPostgres = RunningPostgres & { secrets: Secrets };

/**
 * A Postgres for a test run or a comparison, in a folder of its own that `stop` removes: quick, since nothing is
 * written for good. Several can run side by side.
 */
export async function startThrowawayPostgres(
  options: Pick<PostgresOptions, 'sharedBuffers'> = {},
): Promise<ThrowawayPostgres> {
  await removeLeftOvers();
  const folder = await mkdtemp(path.join(tmpdir(), `${prefix}${process.pid}-`));
  // Where root lends Postgres another user, that user passes through here.
  await chmod(folder, 0o711);
  const secrets = drawSecrets();
  const places = clusterPlaces(folder);
  const remove = async () => {
    await removePostgres(places.folder);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const server = await startPostgres({ ...places, port: await findFreePort(), secrets, durable: false, ...options });
    const stop = async () => {
      await server.stop();
      await remove();
    };
    return { ...server, secrets, stop };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A run that was killed leaves its server and folder behind; the folder's name says whose it was. */
async function removeLeftOvers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    const folder = path.join(tmpdir(), name);
    await removePostgres(clusterPlaces(folder).folder);
    await rm(folder, { recursive: true, force: true });
  }
}
