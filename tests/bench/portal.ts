import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { type RunningApplication, startApplication } from '#lib/cli/application.ts';
import { buildApplication } from '#lib/cli/build-application.ts';
import { deployDatabase } from '#lib/cli/deploy-database.ts';
import { loadSample } from '#lib/cli/load-sample.ts';
import { findFreePort } from '#lib/cli/ports.ts';
import { inProject } from '#lib/cli/project.ts';
import { step } from '#lib/cli/steps.ts';
import { startThrowawayPostgres, type ThrowawayPostgres } from '#lib/cli/throwaway-postgres.ts';
import { withClient } from '#lib/db/with-client.ts';

/** What the benchmarks run against: the national sample, and a production build of its own that has their routes. */
export type BenchedPortal = {
  readonly applicationUrl: string;
  readonly ownerUrl: string;
  /** Another database of the same server as its owner: migrated and empty, or a copy of one that nobody is connected to. */
  readonly newDatabase: (name: string, copyOf?: string) => Promise<OtherDatabase>;
  /** Starts the server, at first use or anew; the address of its root. */
  readonly serve: (start?: 'anew') => Promise<string>;
  readonly stop: () => Promise<void>;
};

export type OtherDatabase = {
  readonly ownerUrl: string;
  readonly applicationUrl: string;
  readonly superuserUrl: string;
};

// As the memory of a server for ten countries would be: what `check-scale` looks up has room in it.
const sharedBuffers = '1536MB';

const buildEnvironment = { PORTAL_BENCH_ROUTES: '1', NEXT_DIST_DIR: '.next-bench' } as const;

export async function preparePortal(): Promise<BenchedPortal> {
  const database = await startThrowawayPostgres({ sharedBuffers });
  const ownerUrl = database.urlFor('owner');
  const applicationUrl = database.urlFor('application');
  let server: Promise<RunningApplication> | undefined;
  const stop = async () => {
    await (await server?.catch(() => undefined))?.stop();
    await database.stop();
  };
  const start = async () => {
    const environment = { ...process.env, ...buildEnvironment };
    await step('build', async () => ({
      value: undefined,
      note: await leavingAsTheyAre(['tsconfig.json', 'next-env.d.ts'], () => buildApplication(environment)),
    }));
    await mkdir(inProject('tests', 'results'), { recursive: true });
    const port = await findFreePort();
    return startApplication({
      port,
      logFile: inProject('tests', 'results', 'bench-server.log'),
      environment: {
        ...environment,
        NODE_ENV: 'production',
        DATABASE_URL: applicationUrl,
        SMTP_URL: 'smtp://127.0.0.1:9',
        NEXTAUTH_URL: `http://localhost:${port}`,
        NEXTAUTH_SECRET: database.secrets.NEXTAUTH_SECRET,
        PORTAL_HASH_KEY: database.secrets.PORTAL_HASH_KEY,
        PORTAL_DEMONSTRATION: '0',
        PORTAL_TRUST_PROXY: '1',
        PORTAL_PROCESSES: '1',
        LOG_LEVEL: 'warn',
      },
    });
  };
  try {
    await step('database', async () => {
      await deployDatabase(ownerUrl);
      return { value: undefined, note: await loadSample(ownerUrl, database.secrets) };
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    applicationUrl,
    ownerUrl,
    newDatabase: (name, copyOf) => newDatabase(database, name, copyOf),
    stop,
    serve: async (how) => {
      if (how === 'anew') {
        await (await server)?.stop();
        server = undefined;
      }
      server ??= start();
      return (await server).url;
    },
  };
}

async function newDatabase(server: ThrowawayPostgres, name: string, copyOf?: string): Promise<OtherDatabase> {
  await withClient(server.urlFor('superuser', 'postgres'), (administrator) =>
    administrator.query(
      `CREATE DATABASE ${name} OWNER portal_owner${copyOf === undefined ? '' : ` TEMPLATE ${copyOf} STRATEGY file_copy`}`,
    ),
  );
  const ownerUrl = server.urlFor('owner', name);
  if (copyOf === undefined) await deployDatabase(ownerUrl);
  return {
    ownerUrl,
    applicationUrl: server.urlFor('application', name),
    superuserUrl: server.urlFor('superuser', name),
  };
}

/** Next writes the folder of each build into these files, and the routes of the benchmarks are no part of the portal. */
async function leavingAsTheyAre<Value>(files: readonly string[], work: () => Promise<Value>): Promise<Value> {
  const kept = await Promise.all(
    files.map(async (file) => [file, await readFile(inProject(file)).catch(() => undefined)] as const),
  );
  try {
    return await work();
  } finally {
    for (const [file, content] of kept) if (content !== undefined) await writeFile(inProject(file), content);
  }
}

/** What people type: mostly numbers that are on a list with their postcode; of four, one that is not. */
export async function loadTypedChecks(
  ownerUrl: string,
  count: number,
): Promise<{ number: string; postcode: string }[]> {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ value: string; postcode: string }>(
      `SELECT i.value, p.postcode
         FROM provider p JOIN provider_identifier i ON i.provider_id = p.id
        WHERE i.scheme = 'nihdi' AND EXISTS (
          SELECT FROM list_entry e JOIN published_list l ON l.id = e.list_id
           WHERE e.provider_id = p.id AND l.published_at IS NOT NULL AND l.ended_at IS NULL)
        ORDER BY md5(i.value) LIMIT $1`,
      [count],
    );
    return rows.map(({ value, postcode }, index) => ({
      number: `${value.slice(0, 1)}-${value.slice(1, 6)}-${value.slice(6)}`,
      postcode: index % 4 === 3 ? otherPostcode(postcode) : postcode,
    }));
  });
}

function otherPostcode(postcode: string): string {
  return postcode === '1000' ? '9990' : '1000';
}
