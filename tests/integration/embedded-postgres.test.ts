import { chmod, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '#lib/cli/ports.ts';
import { clusterPlaces, type RunningPostgres, removePostgres, startPostgres } from '#lib/cli/postgres.ts';
import { waitForExit } from '#lib/cli/processes.ts';
import { loadSecrets } from '#lib/cli/secrets.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'portal-embedded-'));
  await chmod(folder, 0o711);
});
afterAll(async () => {
  await removePostgres(clusterPlaces(folder).folder);
  await rm(folder, { recursive: true, force: true });
});

async function start(): Promise<RunningPostgres> {
  const secrets = await loadSecrets(folder);
  return startPostgres({ ...clusterPlaces(folder), port: await findFreePort(), secrets, durable: true });
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const clusterFile = (...parts: string[]) => path.join(clusterPlaces(folder).folder, ...parts);

async function serverPid(): Promise<number> {
  return Number((await readFile(clusterFile('postmaster.pid'), 'utf8')).split('\n')[0]);
}

describe('the embedded Postgres', () => {
  it('has the two roles, writes for good, and keeps its secrets to its user', async () => {
    const server = await start();
    expect(await ask(server.urlFor('application'), 'select current_user as who')).toEqual([{ who: 'portal_app' }]);
    expect(
      await ask(
        server.urlFor('owner'),
        `select rolname, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls from pg_roles
          where rolname like 'portal%' order by rolname`,
      ),
    ).toEqual([
      { rolname: 'portal_app', rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolbypassrls: false },
      { rolname: 'portal_owner', rolsuper: false, rolcreatedb: true, rolcreaterole: false, rolbypassrls: false },
    ]);
    expect(await ask(server.urlFor('owner'), 'show fsync')).toEqual([{ fsync: 'on' }]);
    await ask(server.urlFor('owner'), 'create table kept as select 1 as one');
    await server.stop();
    expect((await stat(path.join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
  });

  it('starts again after the server was killed, and keeps what was committed', async () => {
    const server = await start();
    const pid = await serverPid();
    process.kill(pid, 'SIGKILL');
    await waitForExit(pid, 5_000);
    await server.died;
    const again = await start();
    expect(await ask(again.urlFor('owner'), 'select one from kept')).toEqual([{ one: 1 }]);
    await again.stop();
  });

  it('takes over from a server that a killed start left running', async () => {
    const left = await start();
    const pid = await serverPid();
    const again = await start();
    await left.died;
    expect(await serverPid()).not.toBe(pid);
    expect(await ask(again.urlFor('owner'), 'select one from kept')).toEqual([{ one: 1 }]);
    await again.stop();
  });

  it('is not fooled by a pid file whose number is another program’s by now', async () => {
    await writeFile(clusterFile('postmaster.pid'), `${process.pid}\n${clusterPlaces(folder).folder}\n`);
    const server = await start();
    expect(await ask(server.urlFor('owner'), 'select one from kept')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  it.each(['global', 'PG_VERSION', 'base'])('says how to go on when its %s is gone', async (name) => {
    await rename(clusterFile(name), `${folder}/${name}`);
    await expect(start()).rejects.toThrow(/can't be opened \(.+\): npm start -- --fresh/);
    await rename(`${folder}/${name}`, clusterFile(name));
  });

  it('says how to go on when the secrets are unreadable', async () => {
    const file = path.join(folder, 'secrets.json');
    const secrets = await readFile(file);
    await writeFile(file, '{');
    await expect(start()).rejects.toThrow(/secrets.+--fresh/);
    await writeFile(file, secrets);
    await (await start()).stop();
  });
});
