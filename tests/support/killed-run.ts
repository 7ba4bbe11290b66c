import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, expect } from 'vitest';
import { findFreePort } from '#lib/cli/ports.ts';
import { clusterPlaces, databaseName, type RunningPostgres, removePostgres, startPostgres } from '#lib/cli/postgres.ts';
import { drawSecrets } from '#lib/cli/secrets.ts';
import { closeConnections } from '#lib/db/client.ts';
import { prepareJobQueue } from '#lib/db/job-queue.ts';
import { applyMigrations } from '#lib/db/migrate.ts';
import type { TestDatabase } from './database.ts';

/*
 * kill -9 in the middle of a run. Where the middle is does not hang on luck or size: another session holds a table that
 * the run writes, so that it waits there with all it wrote before, and then the process that works on it, or Postgres
 * itself, is killed.
 */

export type KillableDatabase = TestDatabase & {
  /** kill -9 of the server; what it had committed is there again after `restart`. */
  kill(): Promise<void>;
  restart(): Promise<void>;
};

/** Like `createTestDatabase`, on a Postgres of this test file's own, that writes for good and can be killed. */
export async function createKillableDatabase(): Promise<KillableDatabase> {
  // Named as throw-away ones are, so that what an interrupted test leaves behind is removed like theirs.
  const home = await mkdtemp(path.join(tmpdir(), `portal-throwaway-${process.pid}-`));
  await chmod(home, 0o711);
  const places = clusterPlaces(home);
  const secrets = drawSecrets();
  const port = await findFreePort();
  const start = () => startPostgres({ ...places, port, secrets, durable: true });
  let server: RunningPostgres = await start();
  afterAll(async () => {
    await closeConnections();
    await server.stop();
    await removePostgres(places.folder);
    await rm(home, { recursive: true, force: true });
  });
  const [ownerUrl, appUrl] = [server.urlFor('owner'), server.urlFor('application')];
  await applyMigrations(ownerUrl);
  await prepareJobQueue(ownerUrl);
  process.env.DATABASE_URL = appUrl;
  process.env.PORTAL_HASH_KEY = secrets.PORTAL_HASH_KEY;
  const ask = async <Row extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []) =>
    withClient(url, async (client) => (await client.query<Row>(sql, values)).rows);
  return {
    name: databaseName,
    ownerUrl,
    appUrl,
    superuserUrl: server.urlFor('superuser'),
    asOwner: (sql, values) => ask(ownerUrl, sql, values),
    asApp: (sql, values) => ask(appUrl, sql, values),
    kill: async () => {
      await closeConnections();
      const pid = Number((await readFile(path.join(places.folder, 'postmaster.pid'), 'utf8')).split('\n')[0]);
      process.kill(pid, 'SIGKILL');
      await server.died;
    },
    restart: async () => {
      server = await again(start);
    },
  };
}

/** Whoever still serves a session of a killed server keeps its memory for a moment longer. */
async function again<T>(start: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start();
    } catch (error) {
      if (attempt === 50) throw error;
      await pause(100);
    }
  }
}

/**
 * Has a process work on the queued runs until it waits for the table, and kills it there with -9. Comes back once the
 * database has noticed, so that the next may begin.
 */
async function killWorkerAt(database: TestDatabase, table: string): Promise<void> {
  await heldAt(database, table, async (worker, release) => {
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    await release();
  });
  await until(async () => (await sessionsInRun(database)) === 0);
}

/** The same, but it is the server that began that process which is killed: the process ends with it. */
async function killServerAt(database: TestDatabase, table: string): Promise<void> {
  await heldAt(
    database,
    table,
    async (server, release) => {
      server.kill('SIGKILL');
      await once(server, 'exit');
      await release();
    },
    startServer,
  );
  await until(async () => (await sessionsInRun(database)) === 0);
}

/** The same, but it is Postgres that is killed; it runs again when this comes back. */
async function killPostgresAt(database: KillableDatabase, table: string): Promise<void> {
  await heldAt(database, table, async (worker) => {
    const ended = once(worker, 'exit');
    await database.kill();
    await ended;
  });
  await database.restart();
}

/** Has a process work on the queued runs to their end. */
async function workToTheEnd(database: TestDatabase): Promise<void> {
  const worker = startWorker(database, 'inherit');
  const [code] = await once(worker, 'exit');
  expect(code, 'how the process that works on runs ended').toBe(0);
}

/**
 * Checks that a run is whole or absent: `snapshot` tells all that it writes. Killed at each of the tables, nothing of it is
 * left and the run is still queued; then it is done to the end, and something has changed: what there is then comes back,
 * for the caller to say whether it is whole. What is killed is the process that works on it; where the database can be
 * killed, Postgres, and at the first table the server that began it, too.
 */
export async function expectWholeOrAbsent<Snapshot>(
  database: TestDatabase | KillableDatabase,
  run: { readonly id: string; readonly tables: readonly string[]; readonly snapshot: () => Promise<Snapshot> },
): Promise<Snapshot> {
  const before = await run.snapshot();
  const stateOf = async () => (await database.asOwner('SELECT state FROM run WHERE id = $1', [run.id]))[0]?.state;
  const kills = run.tables.map((table) => ({
    table,
    kill: () => ('kill' in database ? killPostgresAt(database, table) : killWorkerAt(database, table)),
  }));
  const [first = ''] = run.tables;
  if ('kill' in database) kills.unshift({ table: first, kill: () => killServerAt(database, first) });
  for (const { table, kill } of kills) {
    await kill();
    expect(await run.snapshot(), `what is left of a run that was killed at ${table}`).toEqual(before);
    expect(await stateOf()).toBe('QUEUED');
    // So many crashes of one run are given up; these are ours.
    await database.asOwner('DELETE FROM run_progress WHERE run_id = $1', [run.id]);
  }
  await workToTheEnd(database);
  expect(await stateOf()).toBe('DONE');
  const after = await run.snapshot();
  expect(after).not.toEqual(before);
  return after;
}

/** One that is to be killed says nothing of it. */
function startWorker(database: TestDatabase, output: 'ignore' | 'inherit' = 'ignore'): ChildProcess {
  return fork(path.resolve('lib/jobs/work.ts'), {
    stdio: ['ignore', output, output, 'ipc'],
    execArgv: [],
    env: environmentFor(database),
  });
}

/** A server, as far as runs go. */
function startServer(database: TestDatabase): ChildProcess {
  return spawn(process.execPath, [path.resolve('tests/support/begin-runs.ts')], {
    stdio: 'ignore',
    env: environmentFor(database),
  });
}

function environmentFor(database: TestDatabase): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_URL: database.appUrl, LOG_LEVEL: 'silent' };
}

async function heldAt(
  database: TestDatabase,
  table: string,
  then: (worker: ChildProcess, release: () => Promise<void>) => Promise<void>,
  start: (database: TestDatabase) => ChildProcess = startWorker,
): Promise<void> {
  await closeConnections();
  const holder = new pg.Client({ connectionString: database.ownerUrl });
  // It may be killed with its server.
  holder.on('error', () => {});
  await holder.connect();
  let worker: ChildProcess | undefined;
  try {
    await holder.query('BEGIN');
    await holder.query(`LOCK TABLE ${table} IN SHARE MODE`);
    const started = start(database);
    worker = started;
    await until(async () => {
      if (started.exitCode !== null) throw new Error(`The run ended without waiting for ${table}`);
      return isWaitedFor(holder, table);
    });
    await then(started, async () => {
      await holder.query('ROLLBACK');
    });
  } finally {
    if (worker?.exitCode === null && worker.signalCode === null) worker.kill('SIGKILL');
    await holder.end().catch(() => undefined);
  }
}

/** Asked by who holds it: a connection for each question takes longer than the worker that is waited for. */
async function isWaitedFor(holder: pg.Client, table: string): Promise<boolean> {
  const { rows } = await holder.query<{ waits: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_locks WHERE relation = $1::regclass AND NOT granted) AS waits`,
    [table],
  );
  return rows[0]?.waits === true;
}

/** Who holds the lock of those who work on runs. */
async function sessionsInRun(database: TestDatabase): Promise<number> {
  const [row] = await database.asOwner<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE l.locktype = 'advisory' AND l.granted AND d.datname = current_database()
        AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('runs', 0)`,
  );
  return row?.count ?? 0;
}

export async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 25_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It did not come to that in time');
    await pause(15);
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
