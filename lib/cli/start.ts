import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { type RunningApplication, startApplication } from './application.ts';
import { buildApplication } from './build-application.ts';
import { deployDatabase } from './deploy-database.ts';
import { watchForInterruption } from './interruption.ts';
import { loadSample } from './load-sample.ts';
import { type MailInbox, startMailInbox } from './mail-inbox.ts';
import { errorCode, OperatorError, runCommand } from './operator-error.ts';
import { keptPort, portFromEnvironment, requireFreePort } from './ports.ts';
import { clusterPlaces, type RunningPostgres, removePostgres, startPostgres } from './postgres.ts';
import { dataFolder, projectFolder } from './project.ts';
import { forgetSecrets, loadSecrets, type Secrets } from './secrets.ts';
import { lockDataFolder } from './start-lock.ts';
import { step } from './steps.ts';

/** What the database, its sample and the build take together the first time. */
const spaceNeeded = 1_000 * 1024 * 1024;

type Running = { database?: RunningPostgres; inbox?: MailInbox; application?: RunningApplication };

/** What runs, to be ended in the reverse order whenever and however the start ends. */
const running: Running = {};
const interruption = watchForInterruption();

await runCommand(async () => {
  const options = readArguments(process.argv.slice(2));
  const port = portFromEnvironment();
  const release = await lockDataFolder(dataFolder);
  try {
    await requireFreePort(port, process.env.HOST || undefined);
    await requireSpace();
    await startEverything(port, options.fresh);
    await Promise.race([interruption.settled, ...unexpectedEnds()]);
    return 0;
  } catch (error) {
    if (interruption.signal.aborted) return 0;
    throw error;
  } finally {
    await stopEverything();
    release();
  }
});

async function startEverything(port: number, fresh: boolean): Promise<void> {
  const { signal } = interruption;
  if (fresh) await step('fresh', async () => ({ value: await forgetEverything(), note: 'the old data is removed' }));
  const secrets = await loadSecrets(dataFolder);
  const database = await step('database', () => startDatabase(secrets));
  running.database = database;
  signal.throwIfAborted();
  await step('migrations', () => migrate(database));
  signal.throwIfAborted();
  await bothOrNeither(signal, [
    (either) => step('sample', () => loadSampleUntil(either, database, secrets)),
    (either) => step('build', async () => ({ value: undefined, note: await buildApplication(process.env, either) })),
  ]);
  signal.throwIfAborted();
  const inbox = await step('mail', startInbox);
  running.inbox = inbox;
  running.application = await step('server', async () => {
    const logFile = path.join(dataFolder, 'server.log');
    const environment = applicationEnvironment(port, secrets, database, inbox);
    return { value: await startApplication({ port, logFile, environment, signal }), note: `answers on port ${port}` };
  });
  const { url } = running.application;
  console.log(`
  The portal                ${url}
  Demonstration people      ${url}/en/demonstration
  Mail inbox                ${inbox.url}

  Ctrl-C stops it; the data stays. npm start -- --fresh begins again.`);
}

function readArguments(args: readonly string[]): { fresh: boolean } {
  const unknown = args.find((argument) => argument !== '--fresh');
  if (unknown === undefined) return { fresh: args.includes('--fresh') };
  throw new OperatorError(`npm start does not know “${unknown}”; it knows: npm start -- --fresh`);
}

async function requireSpace(): Promise<void> {
  const { bavail, bsize } = await statfs(projectFolder);
  if (bavail * bsize >= spaceNeeded) return;
  const free = Math.round((bavail * bsize) / 1024 / 1024);
  throw new OperatorError(
    `The disk is too full: ${free} MB are free in ${projectFolder}, the demonstration needs ${spaceNeeded / 1024 / 1024}. Free some, then run npm start again.`,
  );
}

async function forgetEverything(): Promise<void> {
  await removePostgres(clusterPlaces(dataFolder).folder);
  await forgetSecrets(dataFolder);
}

async function startDatabase(secrets: Secrets): Promise<{ value: RunningPostgres; note: string }> {
  const port = await keptPort(dataFolder, 'postgres');
  const value = await startPostgres({ ...clusterPlaces(dataFolder), port, secrets, durable: true });
  return { value, note: `Postgres on port ${port}` };
}

async function migrate(database: RunningPostgres): Promise<{ value: undefined; note: string }> {
  const applied = await deployDatabase(database.urlFor('owner'));
  return { value: undefined, note: applied.length === 0 ? 'up to date' : `${applied.length} applied` };
}

/**
 * Side by side, since neither needs the other and the first time each takes a while. Where one fails the other is ended,
 * and what the first said is thrown once both are.
 */
async function bothOrNeither(
  signal: AbortSignal,
  works: readonly ((signal: AbortSignal) => Promise<void>)[],
): Promise<void> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  let first: unknown;
  await Promise.all(
    works.map((work) =>
      work(either).catch((error: unknown) => {
        first ??= error;
        failed.abort();
      }),
    ),
  );
  if (first !== undefined) throw first;
}

// The loader knows of no interruption; without its database it fails, and what it had loaded is rolled back.
async function loadSampleUntil(
  signal: AbortSignal,
  database: RunningPostgres,
  secrets: Secrets,
): Promise<{ value: undefined; note: string }> {
  const stop = () => void database.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return { value: undefined, note: await loadSample(database.urlFor('owner'), secrets) };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** A port that was free when it was looked for may be another program's a moment later: then with other ports. */
async function startInbox(): Promise<{ value: MailInbox; note: string }> {
  for (let attempt = 1; ; attempt += 1) {
    const smtpPort = await keptPort(dataFolder, 'smtp');
    const webPort = await keptPort(dataFolder, 'inbox');
    try {
      return { value: await startMailInbox({ smtpPort, webPort }), note: `SMTP on port ${smtpPort}` };
    } catch (error) {
      if (errorCode(error) !== 'EADDRINUSE' || attempt === 5) throw error;
    }
  }
}

function applicationEnvironment(
  port: number,
  secrets: Secrets,
  database: RunningPostgres,
  inbox: MailInbox,
): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: database.urlFor('application'),
    SMTP_URL: inbox.smtpUrl,
    NEXTAUTH_URL: `http://localhost:${port}`,
    NEXTAUTH_SECRET: secrets.NEXTAUTH_SECRET,
    PORTAL_HASH_KEY: secrets.PORTAL_HASH_KEY,
    PORTAL_DEMONSTRATION: '1',
    PORTAL_INBOX_URL: inbox.url,
  };
  // The server never holds the owner's address, not even by inheritance.
  delete environment.DATABASE_OWNER_URL;
  return environment;
}

function unexpectedEnds(): Promise<never>[] {
  const fail = (what: string, log: string) => () => {
    throw new OperatorError(`${what} ended by itself; why is in .data/${log}. Run npm start again.`);
  };
  const { application, database } = running;
  return [
    ...(application ? [application.died.then(fail('The server', 'server.log'))] : []),
    ...(database ? [database.died.then(fail('The database', 'postgres.log'))] : []),
  ];
}

async function stopEverything(): Promise<void> {
  const { application, inbox, database } = running;
  if (application) await step('server', async () => ({ value: await application.stop(), note: 'stopped' }));
  if (inbox) await step('mail', async () => ({ value: await inbox.stop(), note: 'stopped' }));
  if (database) await step('database', async () => ({ value: await database.stop(), note: 'stopped' }));
}
