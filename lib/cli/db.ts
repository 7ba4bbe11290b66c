import { readFile, writeFile } from 'node:fs/promises';
import { dumpSchema } from '#lib/db/dump.ts';
import {
  applyMigrations,
  diffDatabaseWithMigrations,
  diffMigrationsWithSchema,
  writeMigration,
} from '#lib/db/migrate.ts';
import { deployDatabase } from './deploy-database.ts';
import { generateClient } from './generate-client.ts';
import { OperatorError, runCommand } from './operator-error.ts';
import { inProject, shownPath } from './project.ts';
import { startThrowawayPostgres } from './throwaway-postgres.ts';

const dumpFile = inProject('prisma', 'dump.sql');

const usage = `Usage:
  npm run db:deploy        apply the migrations and lay the reference data in the database of DATABASE_OWNER_URL
  npm run db:new -- NAME   write the next migration from what changed in prisma/schema
  npm run db:check         compare migrations, schema files, dump and, where DATABASE_OWNER_URL is set, the database
  npm run db:dump          write prisma/dump.sql anew from the migrations
  npm run db:generate      write the typed client from prisma/schema`;

await runCommand(async () => {
  const [command, ...rest] = process.argv.slice(2);
  if (command === 'deploy') return deploy();
  if (command === 'new') return createMigration(rest[0]);
  if (command === 'check') return check();
  if (command === 'dump') return dump();
  if (command === 'generate') return generate();
  console.error(usage);
  return 1;
});

async function deploy(): Promise<number> {
  const url = process.env.DATABASE_OWNER_URL;
  if (!url) {
    throw new OperatorError(
      'DATABASE_OWNER_URL is missing: the address of the database as the role that owns it, postgresql://portal_owner:…@host:5432/portal',
    );
  }
  const applied = await deployDatabase(url);
  console.log(
    applied.length === 0 ? 'Nothing to apply: the database is up to date.' : `Applied: ${applied.join(', ')}`,
  );
  return 0;
}

async function createMigration(name: string | undefined): Promise<number> {
  if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new OperatorError(
      'A migration needs a name of small letters, digits and underscores: npm run db:new -- add_lots',
    );
  }
  const file = await withThrowawayDatabase((url) => writeMigration(url, name, new Date()));
  console.log(
    file === undefined
      ? 'The migrations already make what prisma/schema says.'
      : `Wrote ${shownPath(file)}: review it, add its CHECKs and rights, then npm run db:dump.`,
  );
  return 0;
}

async function check(): Promise<number> {
  const findings = await withThrowawayDatabase(async (url) => {
    const difference = await diffMigrationsWithSchema(url);
    await applyMigrations(url);
    const dumped = await dumpSchema(url);
    const reviewed = await readFile(dumpFile, 'utf8').catch(() => '');
    return [
      ...(difference === '' ? [] : [`prisma/schema says more than the migrations make:\n${difference}`]),
      ...(dumped === reviewed
        ? []
        : ['prisma/dump.sql is not what the migrations make: npm run db:dump, and review the change.']),
    ];
  });
  const live = process.env.DATABASE_OWNER_URL;
  if (live) {
    const drift = await diffDatabaseWithMigrations(live);
    if (drift !== '') findings.push(`The database was changed beside the migrations; to bring it back:\n${drift}`);
    else if ((await dumpSchema(live)) !== (await readFile(dumpFile, 'utf8').catch(() => ''))) {
      findings.push('The database has other constraints, indexes, triggers or rights than prisma/dump.sql.');
    }
  }
  for (const finding of findings) console.error(finding);
  if (findings.length === 0) console.log('Migrations, schema files and dump agree.');
  return findings.length === 0 ? 0 : 1;
}

async function dump(): Promise<number> {
  const text = await withThrowawayDatabase(async (url) => {
    await applyMigrations(url);
    return dumpSchema(url);
  });
  await writeFile(dumpFile, text);
  console.log(`Wrote ${shownPath(dumpFile)}.`);
  return 0;
}

async function generate(): Promise<number> {
  console.log(`Typed client: ${await generateClient()}.`);
  return 0;
}

async function withThrowawayDatabase<T>(work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const server = await startThrowawayPostgres();
  try {
    return await work(server.urlFor('owner'));
  } finally {
    await server.stop();
  }
}
