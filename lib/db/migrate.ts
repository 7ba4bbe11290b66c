import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as engineBindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

/*
 * Prisma's own migration engine, compiled to WebAssembly and spoken to directly: the command line of Prisma would
 * download a native one. It writes the ordinary `_prisma_migrations` table, so `prisma migrate deploy` goes on from
 * where this left off wherever that download is possible.
 */

const prismaFolder = path.resolve(import.meta.dirname, '../../prisma');
const schemaFolder = path.join(prismaFolder, 'schema');
const migrationsFolder = path.join(prismaFolder, 'migrations');
const lockFile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' };
const filters = { externalTables: [], externalEnums: [] };

/** Any number that every deployment shares: two of them at once wait for each other. */
const deploymentLock = 718_204_615;

/**
 * Applies the migrations that the database does not have yet, in their order, each in one transaction, as the owner
 * role. Two deployments at the same time take turns. Returns the names of those applied now.
 */
export async function applyMigrations(ownerUrl: string): Promise<string[]> {
  const lock = new pg.Client({ connectionString: ownerUrl });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [deploymentLock]);
    return await withEngine(ownerUrl, async (engine) => {
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList: await readMigrations(),
        filters,
      });
      return appliedMigrationNames;
    });
  } finally {
    await lock.end();
  }
}

/**
 * The names of migrations that the database got in another wording than the files have now, or that failed there: such
 * a database is not what the code expects, and no migration can mend it.
 */
export async function findForeignMigrations(ownerUrl: string): Promise<string[]> {
  return withEngine(ownerUrl, async (engine) => {
    const { editedMigrationNames, failedMigrationNames } = await engine.diagnoseMigrationHistory({
      migrationsList: await readMigrations(),
      optInToShadowDatabase: false,
      filters,
    });
    return [...new Set([...editedMigrationNames, ...failedMigrationNames])];
  });
}

/**
 * The SQL that would turn what the migrations make into what the schema files say; empty when they agree. It sees
 * tables, columns, keys and plain indexes, not CHECKs, triggers, partial indexes or rights: those are in the dump.
 * The migrations run in a database of their own, which is dropped again.
 */
export async function diffMigrationsWithSchema(ownerUrl: string): Promise<string> {
  return withEngine(ownerUrl, async (engine) => {
    const difference = await engine.diff({
      from: { tag: 'migrations', ...(await readMigrations()) },
      to: { tag: 'schemaDatamodel', files: await readSchemaFiles() },
      script: true,
      exitCode: true,
      filters,
    });
    return difference.exitCode === 0 ? '' : (difference.stdout ?? '');
  });
}

/** The SQL that would turn the database as it is into what the migrations make; empty when it was left alone. */
export async function diffDatabaseWithMigrations(ownerUrl: string): Promise<string> {
  return withEngine(ownerUrl, async (engine) => {
    const difference = await engine.diff({
      from: { tag: 'schemaDatasource', files: await readSchemaFiles(), configDir: prismaFolder },
      to: { tag: 'migrations', ...(await readMigrations()) },
      script: true,
      exitCode: true,
      filters,
    });
    return difference.exitCode === 0 ? '' : (difference.stdout ?? '');
  });
}

/** Writes the next migration from what changed in the schema files, for review; undefined when nothing changed. */
export async function writeMigration(ownerUrl: string, name: string, now: Date): Promise<string | undefined> {
  const sql = await diffMigrationsWithSchema(ownerUrl);
  if (sql === '') return undefined;
  const stamp = now.toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const folder = path.join(migrationsFolder, `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'migration.sql'), sql);
  await writeFile(path.join(migrationsFolder, lockFile.path), lockFile.content);
  return path.join(folder, 'migration.sql');
}

type Engine = Awaited<ReturnType<typeof engineBindings.SchemaEngine.new>>;

let loading: Promise<void> | undefined;

function loadEngine(): Promise<void> {
  loading ??= (async () => {
    Reflect.set(globalThis, 'PRISMA_WASM_PANIC_REGISTRY', {
      set_message: (message: string) => console.error(`Prisma's engine stopped: ${message}`),
    });
    const bindings = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const bytes = await readFile(path.join(path.dirname(bindings), 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(bytes, {
      './schema_engine_bg.js': { ...engineBindings },
    });
    engineBindings.__wbg_set_wasm(instance.exports);
    const begin = instance.exports.__wbindgen_start;
    if (typeof begin === 'function') begin();
  })();
  return loading;
}

async function withEngine<T>(url: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  await loadEngine();
  const factory = new MigrationAdapterFactory(url);
  const datamodels = (await readSchemaFiles()).map(({ path: file, content }): [string, string] => [file, content]);
  try {
    const engine = await engineBindings.SchemaEngine.new(
      { datamodels },
      () => {},
      bindMigrationAwareSqlAdapterFactory(factory),
    );
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await factory.dispose();
  }
}

async function readSchemaFiles(): Promise<{ path: string; content: string }[]> {
  const names = (await readdir(schemaFolder)).filter((name) => name.endsWith('.prisma')).sort();
  const files = names.map(async (name) => {
    const file = path.join(schemaFolder, name);
    return { path: file, content: await readFile(file, 'utf8') };
  });
  return Promise.all(files);
}

async function readMigrations() {
  const entries = await readdir(migrationsFolder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const withSql = names.filter((name) => existsSync(path.join(migrationsFolder, name, 'migration.sql'))).sort();
  const directories = withSql.map(async (name) => ({
    path: name,
    migrationFile: {
      path: 'migration.sql',
      content: {
        tag: 'ok' as const,
        value: await readFile(path.join(migrationsFolder, name, 'migration.sql'), 'utf8'),
      },
    },
  }));
  return {
    baseDir: migrationsFolder,
    shadowDbInitScript: '',
    lockfile: lockFile,
    migrationDirectories: await Promise.all(directories),
  };
}

/** Connections for the engine, and the throwaway databases it works out migrations in. */
class MigrationAdapterFactory implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly adapterName = '@prisma/adapter-pg';
  readonly #url: string;
  readonly #open = new Set<SqlDriverAdapter>();
  readonly #shadows: string[] = [];

  constructor(url: string) {
    this.#url = url;
  }

  connect(): Promise<SqlDriverAdapter> {
    return this.#connectTo(this.#url);
  }

  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const name = `portal_shadow_${randomUUID()}`;
    await this.#administer(`create database "${name}"`);
    this.#shadows.push(name);
    const url = new URL(this.#url);
    url.pathname = `/${name}`;
    return this.#connectTo(url.href);
  }

  async dispose(): Promise<void> {
    await Promise.allSettled([...this.#open].map((adapter) => adapter.dispose()));
    this.#open.clear();
    for (const name of this.#shadows) await this.#administer(`drop database if exists "${name}" with (force)`);
  }

  async #connectTo(url: string): Promise<SqlDriverAdapter> {
    const adapter = await connectAdapter(url, () => this.#open.delete(adapter));
    this.#open.add(adapter);
    return adapter;
  }

  async #administer(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}

/** The type of one-letter columns in Postgres's catalogue, which the adapter does not know. */
const oneLetterType = 18;

async function connectAdapter(url: string, disposed: () => void): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool({ connectionString: url });
  const oneLetterColumns = readLettersAsText(pool);
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true, onPoolError: () => {} }).connect();
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    executeRaw: (query) => adapter.executeRaw(query),
    startTransaction: (isolationLevel) => adapter.startTransaction(isolationLevel),
    getConnectionInfo: () => adapter.getConnectionInfo(),
    dispose: async () => {
      disposed();
      await adapter.dispose();
    },
    queryRaw: async (query) => {
      const result = await adapter.queryRaw(query);
      for (const column of oneLetterColumns.get(result.rows) ?? [])
        result.columnTypes[column] = ColumnTypeEnum.Character;
      return result;
    },
    // The adapter's own would cut the script at each semicolon, inside function bodies too, and run the pieces one by
    // one. A query without parameters goes to the server whole, which runs it as one transaction.
    executeScript: async (script) => {
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
    },
  };
}

function readLettersAsText(pool: pg.Pool): WeakMap<object, number[]> {
  const found = new WeakMap<object, number[]>();
  const ask = pool.query.bind(pool);
  Reflect.set(pool, 'query', async (query: pg.QueryArrayConfig) => {
    const answer = await ask(query);
    // A script of several statements answers with a list, which has no fields.
    const fields: pg.FieldDef[] = answer.fields ?? [];
    const letters = fields.flatMap((field, column) => (field.dataTypeID === oneLetterType ? [column] : []));
    for (const field of fields) if (field.dataTypeID === oneLetterType) field.dataTypeID = pg.types.builtins.TEXT;
    if (letters.length > 0) found.set(answer.rows, letters);
    return answer;
  });
  return found;
}
