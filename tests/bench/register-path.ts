import { execFile, fork } from 'node:child_process';
import { createReadStream, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import * as z from 'zod';
import { withClient } from '#lib/db/with-client.ts';
import { writeRegisterFiles } from '#lib/demo/register-files/write-register-files.ts';
import { sampleOrganisations } from '#lib/demo/sample-organisations.ts';
import { sampleProviders } from '#lib/demo/sample-registers.ts';
import { loadPostcodeAreas } from '#lib/geography/municipalities.ts';
import { runHandlers } from '#lib/jobs/run-handlers.ts';
import { runFlags } from '#lib/jobs/work-in-process.ts';
import { findRegister } from '#lib/registers/descriptions/index.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import type { RunKind } from '#lib/runs/run.ts';
import { runAtOnce } from '#lib/runs/run-at-once.ts';
import { compareTasks, type Measurement, median, rounded, timed } from './measurement.ts';
import type { BenchedPortal, OtherDatabase } from './portal.ts';
import { copyIntoTwins } from './twins.ts';

/*
 * The path from files to lists, of a country's half million rows with 2 % dirt. Each step is compared with what the
 * database alone costs for as many rows; each is done anew in a transaction that is rolled back, or on emptied tables.
 */

const rows = 500_000;
const dirt = 0.02;
const programmeCode = 'emergency-masks-2020';
const asOf = '2020-06-16';
/** An import takes two seconds, in which the machine can be half as quick as in the next two. */
const importRounds = 9;
const memoryRounds = 5;

type RegisterFile = { readonly register: string; readonly path: string };

const worlds = new WeakMap<BenchedPortal, Promise<World>>();

/** Databases at each stage of the path, each made of the one before. */
type World = {
  readonly files: readonly RegisterFile[];
  readonly imported: OtherDatabase;
  readonly linked: () => Promise<OtherDatabase>;
  readonly decided: () => Promise<{ readonly database: OtherDatabase; readonly runId: string }>;
  readonly published: () => Promise<OtherDatabase>;
};

function worldOf(portal: BenchedPortal): Promise<World> {
  const known = worlds.get(portal) ?? makeWorld(portal);
  worlds.set(portal, known);
  return known;
}

async function makeWorld(portal: BenchedPortal): Promise<World> {
  const imported = await portal.newDatabase('bench_imported');
  const files = await writeFiles(rows);
  await importInProcess(imported, files);
  const linked = once(async () => {
    const database = await portal.newDatabase('bench_linked', 'bench_imported');
    await withOwner(database, async (client) => {
      await committed(client, 'LINK', {});
      await client.query('ANALYZE');
    });
    return database;
  });
  const decided = once(async () => {
    await linked();
    const database = await portal.newDatabase('bench_decided', 'bench_linked');
    const runId = await withOwner(database, async (client) => {
      const run = await committed(client, 'DECIDE', { programmeCode, asOf });
      await client.query('ANALYZE');
      return run;
    });
    return { database, runId };
  });
  const published = once(async () => {
    const { runId } = await decided();
    const database = await portal.newDatabase('bench_published', 'bench_decided');
    await withOwner(database, (client) => committed(client, 'PUBLISH', publication(runId)));
    return database;
  });
  return { files, imported, linked, decided, published };
}

const publication = (decideRunId: string) => ({ decideRunId, professions: professionCodes });

/**
 * The files' rows are parsed, judged and staged, against `psql \copy` of the same files as they are into columns of text.
 * COPY takes no row with a field too many or too few, so its files are the same without dirt.
 */
export async function importFiles(portal: BenchedPortal): Promise<Measurement> {
  const { files, imported } = await worldOf(portal);
  const clean = await writeFiles(rows, 0);
  const again = async () => {
    await withOwner(imported, emptyFiles);
    return (await importInProcess(imported, files)).seconds;
  };
  return compareTasks('import', { unit: 'rows/s', units: rows, rounds: importRounds }, again, () =>
    copyPlainly(imported, clean),
  );
}

/**
 * The most that the importing process holds with four times the rows, in megabytes, against what it holds with these. When
 * garbage is collected is a matter of moments, by which one import differs from the next as much as is asked of both.
 */
export async function importMemory(portal: BenchedPortal): Promise<Measurement> {
  const { files } = await worldOf(portal);
  const large = await writeFiles(rows * 4);
  const database = await portal.newDatabase('bench_memory');
  const megabytes = async (given: readonly RegisterFile[]) => {
    await withOwner(database, emptyFiles);
    return (await importInProcess(database, given)).peakBytes / 1_000_000;
  };
  const peaks: { readonly few: number; readonly many: number }[] = [];
  for (let round = 0; round < memoryRounds; round += 1) {
    peaks.push({ few: await megabytes(files), many: await megabytes(large) });
  }
  const [baseline, ours] = [median(peaks.map(({ few }) => few)), median(peaks.map(({ many }) => many))];
  return {
    name: 'import-memory',
    unit: 'MB',
    ours: rounded(ours, 0),
    baseline: rounded(baseline, 0),
    ratio: rounded(baseline / ours, 3),
  };
}

/** The registers are linked for the first time, against one pass over what it reads and writes. */
export async function link(portal: BenchedPortal): Promise<Measurement> {
  const world = await worldOf(portal);
  const linked = await world.linked();
  const written = ['provider', 'provider_identifier', 'practice', 'practice_activity', 'membership'];
  return compareTasks(
    'link',
    { unit: 'rows/s', units: rows },
    () => withOwner(world.imported, (client) => rolledBack(client, 'LINK', {})),
    () =>
      withOwner(linked, async (client) => {
        const read = await timed(() => client.query('SELECT count(cells) FROM source_record'));
        return (
          read +
          (await copyIntoTwins(
            client,
            written.map((table) => ({ table })),
          ))
        );
      }),
  );
}

/** Everyone is decided on, against one pass over as many decisions. */
export async function decide(portal: BenchedPortal): Promise<Measurement> {
  const world = await worldOf(portal);
  const { database, runId } = await world.decided();
  const linked = await world.linked();
  const written = [{ table: 'decision', where: `run_id = '${runId}'` }];
  return compareTasks(
    'decide',
    { unit: 'decisions/s', units: await countIn(database, 'decision') },
    () => withOwner(linked, (client) => rolledBack(client, 'DECIDE', { programmeCode, asOf })),
    () => withOwner(database, (client) => copyIntoTwins(client, written)),
  );
}

/** The lists of all professions are published and entitle everyone on them, against one pass over as many of both. */
export async function publish(portal: BenchedPortal): Promise<Measurement> {
  const world = await worldOf(portal);
  const { database, runId } = await world.decided();
  const published = await world.published();
  return compareTasks(
    'publish',
    { unit: 'entries/s', units: await countIn(published, 'list_entry') },
    () => withOwner(database, (client) => rolledBack(client, 'PUBLISH', publication(runId))),
    () => withOwner(published, (client) => copyIntoTwins(client, [{ table: 'list_entry' }, { table: 'entitlement' }])),
  );
}

async function writeFiles(count: number, rate = dirt): Promise<readonly RegisterFile[]> {
  const areas = await loadPostcodeAreas();
  const folder = await mkdtemp(path.join(tmpdir(), 'portal-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const providers = sampleProviders(areas, sampleOrganisations(areas, count / 3), Number.MAX_SAFE_INTEGER);
  return writeRegisterFiles({ folder, areas, rows: count, dirt: rate, providers });
}

const importedSchema = z.object({ seconds: z.number(), peakBytes: z.number() });
type Imported = z.infer<typeof importedSchema>;

function importInProcess(database: OtherDatabase, files: readonly RegisterFile[]): Promise<Imported> {
  return new Promise((resolve, reject) => {
    const child = fork(
      path.join(import.meta.dirname, 'import-process.ts'),
      files.map((file) => `${file.register}=${file.path}`),
      {
        env: { ...process.env, DATABASE_URL: database.applicationUrl, LOG_LEVEL: 'warn' },
        // As the process of runs is begun.
        execArgv: [...process.execArgv, ...runFlags],
      },
    );
    child.once('message', (message) => resolve(importedSchema.parse(message)));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The importing process ended (${code})`)));
  });
}

async function emptyFiles(client: pg.Client): Promise<void> {
  await client.query('TRUNCATE source_file, source_file_chunk, source_record, source_fault');
}

/** Into tables that are there for this alone. Gives the seconds it took. */
async function copyPlainly(database: OtherDatabase, files: readonly RegisterFile[]): Promise<number> {
  return withOwner(database, async (client) => {
    const tables = files.map(({ register }) => `plain_${register.replaceAll('-', '_')}`);
    const drop = () => client.query(`DROP TABLE IF EXISTS ${tables.join(', ')}`);
    await drop();
    for (const [index, { register }] of files.entries()) {
      const columns = findRegister(register)?.columns.map((_, at) => `c${at} text`);
      await client.query(`CREATE TABLE ${tables[index]} (${columns?.join(', ')})`);
    }
    try {
      const copies = files.map(({ path: file }, index) => ({ file, table: tables[index] ?? '' }));
      return (await copyByPsql(database.ownerUrl, copies)) ?? (await timed(() => copyFromHere(client, copies)));
    } finally {
      await drop();
    }
  });
}

type PlainCopy = { readonly file: string; readonly table: string };

const copyFormat = '(FORMAT csv, HEADER)';

/** The seconds it took by the database's clock: starting psql is no part of it. Undefined where there is no psql. */
async function copyByPsql(url: string, copies: readonly PlainCopy[]): Promise<number | undefined> {
  const now = 'SELECT extract(epoch FROM clock_timestamp())';
  const commands = copies.map(({ file, table }) => `\\copy ${table} FROM '${file}' ${copyFormat}`);
  const args = [now, 'BEGIN', ...commands, 'COMMIT', now].flatMap((command) => ['-c', command]);
  const options = ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--set=ON_ERROR_STOP=1'];
  try {
    const { stdout } = await promisify(execFile)('psql', [url, ...options, ...args]);
    const [begun = Number.NaN, ended = Number.NaN] = stdout.trim().split('\n').map(Number);
    if (!(ended > begun)) throw new Error(`psql said ${stdout}`);
    return ended - begun;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The same COPY in less time than psql takes, for a machine without it. */
async function copyFromHere(client: pg.Client, copies: readonly PlainCopy[]): Promise<void> {
  await client.query('BEGIN');
  for (const { file, table } of copies) {
    const stream = client.query(copyFrom(`COPY ${table} FROM STDIN ${copyFormat}`));
    await pipeline(createReadStream(file, { highWaterMark: 256 * 1_024 }), stream);
  }
  await client.query('COMMIT');
}

/** Does a run as the portal does it, and keeps it. Gives its id. */
async function committed(client: pg.Client, kind: RunKind, input: object): Promise<string> {
  await client.query('BEGIN');
  const { runId } = await runAtOnce(client, runHandlers[kind], { kind, input, requestedById: null });
  await client.query('COMMIT');
  return runId;
}

/** Does a run as the portal does it, and keeps nothing. Gives the seconds it took. */
async function rolledBack(client: pg.Client, kind: RunKind, input: object): Promise<number> {
  await client.query('BEGIN');
  try {
    return await timed(() => runAtOnce(client, runHandlers[kind], { kind, input, requestedById: null }));
  } finally {
    await client.query('ROLLBACK');
  }
}

async function countIn(database: OtherDatabase, table: string): Promise<number> {
  return withOwner(database, async (client) => {
    const { rows: counted } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
    return counted[0]?.count ?? 0;
  });
}

function withOwner<T>({ ownerUrl }: OtherDatabase, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return withClient(ownerUrl, work);
}

/** The same promise each time. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
