import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { dumpSchema } from '#lib/db/dump.ts';
import { applyMigrations, diffDatabaseWithMigrations, diffMigrationsWithSchema } from '#lib/db/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const reviewedDump = path.resolve(import.meta.dirname, '../../prisma/dump.sql');

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

describe('the schema', () => {
  it('is what the migrations make', async () => {
    expect(await diffMigrationsWithSchema(database.ownerUrl)).toBe('');
    expect(await diffDatabaseWithMigrations(database.ownerUrl)).toBe('');
  });

  it('is the one in the reviewed dump (npm run db:dump after a change)', async () => {
    expect(await dumpSchema(database.ownerUrl)).toBe(await readFile(reviewedDump, 'utf8'));
  });

  it('is not migrated twice', async () => {
    expect(await applyMigrations(database.ownerUrl)).toEqual([]);
  });
});

describe('the dump', () => {
  it.each([
    ['a dropped CHECK', 'alter table business_clock drop constraint business_clock_one_row'],
    ['a trigger switched off', 'alter table audit_entry disable trigger audit_entry_is_final'],
    ['a right too many', 'grant delete on audit_entry to portal_app'],
    ['a right on a column', 'grant update (details) on audit_entry to portal_app'],
    ['a partial index', 'create index noticed_idx on outbox (id) where sent_at is null'],
    [
      'a changed function',
      `create or replace function business_now() returns timestamptz language sql as 'select now()'`,
    ],
    ['a changed default', `alter table app_user alter column language set default 'nl'`],
    ['a table that survives crashes', 'alter table rate_limit set logged'],
  ])('shows %s', async (_, change) => {
    const before = await dumpSchema(database.ownerUrl);
    await database.asOwner(change);
    expect(await dumpSchema(database.ownerUrl)).not.toBe(before);
  });
});

describe('the application role', () => {
  it('owns nothing', async () => {
    const owned = await database.asOwner(`
      select relname from pg_class where relowner = 'portal_app'::regrole
      union all select proname from pg_proc where proowner = 'portal_app'::regrole
      union all select nspname from pg_namespace where nspowner = 'portal_app'::regrole
      union all select datname from pg_database where datdba = 'portal_app'::regrole`);
    expect(owned).toEqual([]);
  });

  it.each([
    ['switch a trigger off', 'alter table audit_entry disable trigger all', 'must be owner of table audit_entry'],
    ['switch all triggers off for itself', `set session_replication_role = 'replica'`, 'permission denied'],
    ['drop a constraint', 'alter table business_clock drop constraint business_clock_one_row', 'must be owner'],
    ['make a table', 'create table mine (id int)', 'permission denied for schema public'],
    ['make a schema', 'create schema mine', 'permission denied for database'],
    ['make a database', 'create database mine', 'permission denied to create database'],
    ['make a role', 'create role mine', 'permission denied to create role'],
    ['move the clock itself', 'update business_clock set offset_ms = 1', 'permission denied for table business_clock'],
    ['rewrite the history of migrations', 'delete from _prisma_migrations', 'permission denied'],
    [
      'make a table in the schema of the jobs',
      'create table pgboss.mine (id int)',
      'permission denied for schema pgboss',
    ],
  ])('may not %s', async (_, sql, message) => {
    await expect(database.asApp(sql)).rejects.toThrow(message);
  });
});
