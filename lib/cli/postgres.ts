import { spawn } from 'node:child_process';
import { chown, mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { errorCode, messageOf, OperatorError } from './operator-error.ts';
import {
  type Binaries,
  clusterFolder,
  locateBinaries,
  relocated,
  type SystemUser,
  systemUser,
} from './postgres-binaries.ts';
import { commandLineOf, endProcess, isAlive } from './processes.ts';
import { shownPath } from './project.ts';
import type { Secrets } from './secrets.ts';

/** The two roles the migrations name: one owns everything and migrates, the other owns nothing and serves. */
export const ownerRole = 'portal_owner';
export const applicationRole = 'portal_app';
export const databaseName = 'portal';
const superuser = 'postgres';

export type PostgresOptions = {
  /** Where the cluster's files are. */
  folder: string;
  logFile: string;
  port: number;
  secrets: Secrets;
  /** Off only for databases that are thrown away: a crash of the machine may then lose or damage everything. */
  durable: boolean;
  /** What Postgres keeps of its tables in memory of its own, `1536MB`; a quarter of a gigabyte or less where not said. */
  sharedBuffers?: string | undefined;
};

export type RunningPostgres = {
  port: number;
  /** Connection address of a database for one of the three roles. */
  urlFor(role: 'owner' | 'application' | 'superuser', database?: string): string;
  /** Fast shutdown: sessions are ended, what was committed is on disk. Settles when the process is gone. */
  stop(): Promise<void>;
  /** Settles if the server ends without having been asked to. */
  died: Promise<void>;
};

/**
 * Starts the embedded Postgres in its folder: makes the cluster when there is none, takes over from a server that an
 * interrupted start left behind, and sees to the roles and the portal's database. Listens on the loopback address.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const user = systemUser();
  const binaries = await locateBinaries(user);
  const folder = await clusterFolder(options.folder, user);
  await endLeftOver(folder);
  const fresh = await isMissingOrEmpty(folder);
  if (fresh) await initialise(binaries, folder, user, options);
  else await requireWholeCluster(folder, options.folder);
  const server = await launch(binaries, folder, user, options);
  try {
    await prepareRoles(server.urlFor('superuser', 'postgres'), options);
    return server;
  } catch (error) {
    await server.stop();
    if (error instanceof OperatorError) throw error;
    throw damaged(options.folder, messageOf(error));
  }
}

/** Removes a cluster with all its data, ending a server that may still run on it. */
export async function removePostgres(folder: string): Promise<void> {
  for (const candidate of [folder, relocated(folder)]) {
    await endLeftOver(candidate);
    await rm(candidate, { recursive: true, force: true });
  }
}

async function initialise(binaries: Binaries, folder: string, user: SystemUser | undefined, options: PostgresOptions) {
  const scratch = await mkdtemp(path.join(tmpdir(), 'portal-initdb-'));
  const passwordFile = path.join(scratch, 'password');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(passwordFile, `${options.secrets.superuserPassword}\n`, { mode: 0o600 });
    if (user) await Promise.all([folder, scratch, passwordFile].map((file) => chown(file, user.uid, user.gid)));
    const args = [
      `--pgdata=${folder}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      ...(options.durable ? [] : ['--no-sync']),
    ];
    const { code, output } = await run(binaries.initdb, args, user);
    if (code === 0) return;
    await rm(folder, { recursive: true, force: true });
    throw failure(output, `The database could not be made in ${shownPath(options.folder)}: ${lastLine(output)}`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function run(
  file: string,
  args: string[],
  user: SystemUser | undefined,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...user, stdio: ['ignore', 'pipe', 'pipe'], env: plainEnvironment() });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

// Messages in one language, and nothing of the caller's own PG… settings.
function plainEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C', TZ: 'UTC' };
  for (const name of Object.keys(environment)) if (name.startsWith('PG')) delete environment[name];
  return environment;
}

/** A server that was killed leaves processes that end a moment later; until then its folder can't be opened. */
const leftBehindMs = 20_000;

async function launch(
  binaries: Binaries,
  folder: string,
  user: SystemUser | undefined,
  options: PostgresOptions,
): Promise<RunningPostgres> {
  const deadline = Date.now() + leftBehindMs;
  for (;;) {
    const server = await tryToLaunch(binaries, folder, user, options, Date.now() < deadline);
    if (server) return server;
    await pause(200);
  }
}

/** Undefined where processes of a former server still hold the folder, if that is to be waited for. */
async function tryToLaunch(
  binaries: Binaries,
  folder: string,
  user: SystemUser | undefined,
  options: PostgresOptions,
  mayWait: boolean,
): Promise<RunningPostgres | undefined> {
  await mkdir(path.dirname(options.logFile), { recursive: true });
  const log = await open(options.logFile, 'w');
  const settings = Object.entries(serverSettings(options)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // A session of its own: a Ctrl-C in the terminal must reach the web server first and the database last.
  const child = spawn(binaries.postgres, ['-D', folder, ...settings], {
    ...user,
    cwd: folder,
    detached: process.platform !== 'win32',
    stdio: ['ignore', log.fd, log.fd],
    env: plainEnvironment(),
  });
  let ended = false;
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => {
      ended = true;
      resolve();
    });
    child.once('error', () => {
      ended = true;
      resolve();
    });
  });
  await log.close();
  if (!(await isReady(folder, options, child.pid, () => ended))) {
    const log = await readFile(options.logFile, 'utf8').catch(() => '');
    if (mayWait && /pre-existing shared memory block/.test(log)) return undefined;
    if (/could not bind IPv4 address|Address already in use/.test(log)) {
      throw new OperatorError(`The database's port ${options.port} was taken meanwhile: run the same command again.`);
    }
    throw failure(log, undefined) ?? damaged(options.folder, decisiveLine(log));
  }
  return {
    port: options.port,
    urlFor: (role, database = databaseName) => connectionUrl(options, role, database),
    stop: async () => {
      if (!ended && child.pid !== undefined) await endProcess(child.pid, 'SIGINT', 20_000);
      await gone;
    },
    died: gone,
  };
}

function serverSettings(options: PostgresOptions): Record<string, string> {
  const common = {
    listen_addresses: '127.0.0.1',
    port: String(options.port),
    // No socket file: its path could be too long, and two starts must not meet there.
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: options.sharedBuffers ?? (options.durable ? '256MB' : '128MB'),
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    effective_cache_size: '1GB',
    max_wal_size: '2GB',
    random_page_cost: '1.1',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
  };
  if (options.durable) return common;
  return {
    ...common,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    autovacuum_naptime: '10min',
  };
}

/** False where the server ended instead. */
async function isReady(
  folder: string,
  options: PostgresOptions,
  pid: number | undefined,
  ended: () => boolean,
): Promise<boolean> {
  const deadline = Date.now() + 60_000;
  while (!ended()) {
    const lines = await readPidFile(folder);
    if (lines && Number(lines[0]) === pid && lines[7]?.trim() === 'ready') return true;
    if (Date.now() > deadline) {
      if (pid !== undefined) await endProcess(pid, 'SIGQUIT', 2_000);
      throw new OperatorError(
        `The database did not become ready within a minute; its log is ${shownPath(options.logFile)}. Run the same command again.`,
      );
    }
    await pause(20);
  }
  return false;
}

function failure(output: string, fallback: string): OperatorError;
function failure(output: string, fallback: undefined): OperatorError | undefined;
function failure(output: string, fallback: string | undefined): OperatorError | undefined {
  if (/no space left on device/i.test(output)) {
    return new OperatorError(
      'The disk is full, so the database can not start: free some space, then run the same command again.',
    );
  }
  if (/could not (?:create|resize|map) (?:anonymous )?shared memory|Cannot allocate memory/i.test(output)) {
    return new OperatorError(
      'There is not enough memory for the database (it asks for 256 MB): end other programs, then run the same command again.',
    );
  }
  return fallback === undefined ? undefined : new OperatorError(fallback);
}

function damaged(folder: string, detail: string): OperatorError {
  return new OperatorError(
    `The database in ${shownPath(folder)} can't be opened (${detail}): npm start -- --fresh begins again with the sample; what was entered since is lost then.`,
  );
}

function decisiveLine(log: string): string {
  const lines = log.split('\n').filter((line) => /FATAL|PANIC|could not|invalid/.test(line));
  const line = lines[0] ?? lastLine(log);
  return line.replace(/^.*?(?:FATAL|PANIC|LOG):\s*/, '').trim() || 'it ended at once';
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}

async function requireWholeCluster(folder: string, shown: string): Promise<void> {
  const version = await readFile(path.join(folder, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) throw damaged(shown, 'it is incomplete: PG_VERSION is missing');
  if (version.trim() !== '18') throw damaged(shown, `it was made by Postgres ${version.trim()}, and this is 18`);
}

/**
 * After a `kill -9` the old server may still run, or only its pid file be left. The first is shut down properly. The
 * second Postgres clears by itself, except where the number now belongs to another program of the same user.
 */
async function endLeftOver(folder: string): Promise<void> {
  const lines = await readPidFile(folder);
  const pid = Number(lines?.[0]);
  if (!Number.isInteger(pid) || pid <= 1) return;
  const command = commandLineOf(pid);
  if (command?.includes('postgres') && command.includes(folder)) await endProcess(pid, 'SIGINT', 20_000);
  else if (command !== undefined || !isAlive(pid)) await rm(path.join(folder, 'postmaster.pid'), { force: true });
}

async function readPidFile(folder: string): Promise<string[] | undefined> {
  const text = await readFile(path.join(folder, 'postmaster.pid'), 'utf8').catch(() => undefined);
  return text?.split('\n');
}

function connectionUrl(
  options: PostgresOptions,
  role: 'owner' | 'application' | 'superuser',
  database: string,
): string {
  const { secrets, port } = options;
  const [name, password] = {
    owner: [ownerRole, secrets.ownerPassword] as const,
    application: [applicationRole, secrets.applicationPassword] as const,
    superuser: [superuser, secrets.superuserPassword] as const,
  }[role];
  return `postgresql://${name}:${password}@127.0.0.1:${port}/${database}`;
}

async function prepareRoles(url: string, options: PostgresOptions): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles');
    const known = new Set(rows.map((row) => row.rolname));
    const roles = [
      { name: ownerRole, rights: 'LOGIN CREATEDB', password: options.secrets.ownerPassword },
      { name: applicationRole, rights: 'LOGIN', password: options.secrets.applicationPassword },
    ];
    for (const role of roles.filter(({ name }) => !known.has(name))) {
      await client.query(`create role ${role.name} ${role.rights} password ${client.escapeLiteral(role.password)}`);
    }
    const databases = await client.query('select 1 from pg_database where datname = $1', [databaseName]);
    if (databases.rowCount === 0) await client.query(`create database ${databaseName} owner ${ownerRole}`);
  } finally {
    await client.end();
  }
}

async function isMissingOrEmpty(folder: string): Promise<boolean> {
  const entries = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  return entries.length === 0;
}

/** Where a start of the demonstration keeps its cluster and the cluster's log. */
export function clusterPlaces(dataFolder: string): { folder: string; logFile: string } {
  return { folder: path.join(dataFolder, 'postgres'), logFile: path.join(dataFolder, 'postgres.log') };
}
