import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { closeConnections } from '#lib/db/client.ts';

export type TestDatabase = {
  name: string;
  /** As the role that owns everything; for preparing what the application can't. */
  ownerUrl: string;
  /** As the role the portal serves with; `DATABASE_URL` is this one. */
  appUrl: string;
  /** For what no role of the portal may do, such as looking at other sessions' locks. */
  superuserUrl: string;
  /** Runs one statement as the owner. */
  asOwner<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Runs one statement as the application role. */
  asApp<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
};

/**
 * A database of this test file's own: a copy, made in some 60 ms, of the migrated and otherwise empty template.
 * `DATABASE_URL` points to it, so that commands and queries work on it. It is dropped after the file's last test.
 * Call it in `beforeAll`.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const cluster = inject('cluster');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(cluster.superuserUrl, `create database ${name} template ${cluster.templateName} owner portal_owner`);
  const ownerUrl = withDatabase(cluster.ownerUrl, name);
  const appUrl = withDatabase(cluster.appUrl, name);
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  const app = new pg.Pool({ connectionString: appUrl, max: 2 });
  for (const pool of [owner, app]) pool.on('error', () => {});
  process.env.DATABASE_URL = appUrl;
  process.env.PORTAL_HASH_KEY = cluster.hashKey;
  afterAll(async () => {
    await closeConnections();
    await Promise.all([owner.end(), app.end()]);
    await administer(cluster.superuserUrl, `drop database ${name} with (force)`);
  });
  return {
    name,
    ownerUrl,
    appUrl,
    superuserUrl: withDatabase(cluster.superuserUrl, name),
    asOwner: async (sql, values) => (await owner.query(sql, values)).rows,
    asApp: async (sql, values) => (await app.query(sql, values)).rows,
  };
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
