import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { generateClient } from '#lib/cli/generate-client.ts';
import type { RunningPostgres } from '#lib/cli/postgres.ts';
import { startThrowawayPostgres } from '#lib/cli/throwaway-postgres.ts';
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

async function startTestCluster(): Promise<{ cluster: TestCluster; stop: () => Promise<void> }> {
  await generateClient();
  const server = await startThrowawayPostgres();
  try {
    await prepareTemplate(server);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const cluster: TestCluster = {
    templateName,
    ownerUrl: server.urlFor('owner', templateName),
    appUrl: server.urlFor('application', templateName),
    superuserUrl: server.urlFor('superuser', 'postgres'),
    hashKey: server.secrets.PORTAL_HASH_KEY,
  };
  return { cluster, stop: server.stop };
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
