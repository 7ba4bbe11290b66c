import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { generateClient } from '#lib/cli/generate-client.ts';
import { findFreePort } from '#lib/cli/ports.ts';
import { type RunningPostgres, removePostgres, startPostgres } from '#lib/cli/postgres.ts';
import { isAlive } from '#lib/cli/processes.ts';
import { drawSecrets } from '#lib/cli/secrets.ts';
import { prepareJobQueue } from '#lib/db/job-queue.ts';
import { applyMigrations } from '#lib/db/migrate.ts';

/** What a test file needs to make databases of its own in the run's cluster. */
export type TestCluster = {
  templateName: string;
  ownerUrl: string;
  appUrl: string;
  superuserUrl: string;
  hashKey: string;
};

declare module 'vitest' {
  export interface ProvidedContext {
    cluster: TestCluster;
  }
}

/** The migrated database that each test file's own is a copy of. */
const templateName = 'portal_template';

/** One cluster for the whole run, in a folder of its own, so that several runs side by side never meet. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { cluster, stop } = await startTestCluster();
  project.provide('cluster', cluster);
  return stop;
}

export async function startTestCluster(): Promise<{
  cluster: TestCluster;
  server: RunningPostgres;
  stop: () => Promise<void>;
}> {
  await removeLeftOvers();
  await generateClient();
  const folder = await mkdtemp(path.join(tmpdir(), `portal-test-${process.pid}-`));
  const secrets = drawSecrets();
  const server = await startPostgres({
    folder: path.join(folder, 'postgres'),
    logFile: path.join(folder, 'postgres.log'),
    port: await findFreePort(),
    secrets,
    durable: false,
  });
  const stop = async () => {
    await server.stop();
    await removePostgres(path.join(folder, 'postgres'));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await prepareTemplate(server);
  } catch (error) {
    await stop();
    throw error;
  }
  const cluster: TestCluster = {
    templateName,
    ownerUrl: server.urlFor('owner', templateName),
    appUrl: server.urlFor('application', templateName),
    superuserUrl: server.urlFor('superuser', 'postgres'),
    hashKey: secrets.PORTAL_HASH_KEY,
  };
  return { cluster, server, stop };
}

async function prepareTemplate(server: RunningPostgres): Promise<void> {
  const client = new pg.Client({ connectionString: server.urlFor('superuser', 'postgres') });
  await client.connect();
  try {
    await client.query(`create database ${templateName} owner portal_owner`);
    await applyMigrations(server.urlFor('owner', templateName));
    await prepareJobQueue(server.urlFor('owner', templateName));
    await client.query(`update pg_database set datistemplate = true, datallowconn = false where datname = $1`, [
      templateName,
    ]);
  } finally {
    await client.end();
  }
}

// A run that was killed leaves its cluster behind; the folder's name says whose it was.
async function removeLeftOvers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(/^portal-test-(\d+)-/.exec(name)?.[1]);
    if (!Number.isInteger(pid) || isAlive(pid)) continue;
    const folder = path.join(tmpdir(), name);
    await removePostgres(path.join(folder, 'postgres'));
    await rm(folder, { recursive: true, force: true });
  }
}
