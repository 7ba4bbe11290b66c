// The first file of every command: plain JavaScript without dependencies, for any Node from 20.19 on. It sees to the
// packages, then hands over to the Node of the project's own version and to main.ts, which loads the command.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const oldestNode = [20, 19];
const oldestNodeForTypeScript = [22, 18];
const spaceForPackages = 1_800 * 1024 * 1024;

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const cacheFolder = path.join(project, 'node_modules', '.cache', 'portal');
const stampFile = path.join(cacheFolder, 'installed-lock');
const [command = '', ...rest] = process.argv.slice(2);

/** Commands that a person with nothing but the clone begins with; the others say what is missing. */
const installing = ['start', 'test', 'bench'];

/** Something the person at the keyboard can mend: one line that says what and how. */
class Failure extends Error {}

main().catch((error) => {
  console.error(error instanceof Failure ? error.message : error);
  process.exit(1);
});

async function main() {
  if (isOlder(process.versions.node, oldestNode)) {
    throw new Failure(
      `This needs Node ${oldestNode.join('.')} or newer, and here is ${process.versions.node}: install a newer one from https://nodejs.org, then run the same command again.`,
    );
  }
  const commands = path.join(project, 'lib', 'cli');
  if (!/^[a-z-]+$/.test(command) || !existsSync(path.join(commands, `${command}.ts`))) {
    throw new Failure(`There is no command “${command}”.`);
  }
  await providePackages();
  process.exit(await run(projectNode(), [path.join(commands, 'main.ts'), command, ...rest]));
}

function isOlder(version, [major, minor]) {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  return ownMajor < major || (ownMajor === major && ownMinor < minor);
}

async function providePackages() {
  if (packagesAreThere()) return;
  if (!installing.includes(command)) {
    throw new Failure('The packages are not installed, or not those of package-lock.json: run npm ci first.');
  }
  const begun = Date.now();
  requireSpace();
  const release = lockInstallation();
  try {
    await installPackages();
    mkdirSync(path.dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, lockHash());
  } finally {
    release();
  }
  console.log(`  ${'packages'.padEnd(12)}${((Date.now() - begun) / 1000).toFixed(1).padStart(6)} s  installed`);
}

/** Whether node_modules was installed from this very package-lock.json, by this file or by a person with npm ci. */
function packagesAreThere() {
  return readText(stampFile) === lockHash() || listsAgree();
}

function lockHash() {
  return createHash('sha256')
    .update(readText(path.join(project, 'package-lock.json')))
    .digest('hex');
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Compares package-lock.json with the list that npm itself leaves in node_modules when it has finished. */
function listsAgree() {
  const wanted = readLock(path.join(project, 'package-lock.json'));
  const installed = readLock(path.join(project, 'node_modules', '.package-lock.json'));
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([name, { version, optional, devOptional, dev, link, extraneous }]) => {
    if (name === '' || link || extraneous) return true;
    const found = installed[name];
    if (found) return found.version === version;
    // Builds for other systems are never there; tools for development need not be, where nothing is tested.
    return Boolean(optional || devOptional || (dev && command !== 'test'));
  });
}

function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

function requireSpace() {
  const { bavail, bsize } = statfsSync(project);
  if (bavail * bsize >= spaceForPackages) return;
  const free = Math.round((bavail * bsize) / 1024 / 1024);
  throw new Failure(
    `The disk is too full: ${free} MB are free in ${project}, the packages need ${Math.round(spaceForPackages / 1024 / 1024)}. Free some, then run the same command again.`,
  );
}

function lockInstallation() {
  const folder = path.join(project, '.data');
  const file = path.join(folder, 'installing');
  mkdirSync(folder, { recursive: true });
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST' || attempt > 0) throw explainDisk(error);
      const other = Number(readFileSync(file, 'utf8'));
      if (isAlive(other)) {
        throw new Failure(
          `Another start is installing the packages (process ${other}): wait for it, then run this again.`,
        );
      }
      rmSync(file, { force: true });
    }
  }
}

function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function installPackages() {
  const arguments_ = ['ci', '--no-audit', '--no-fund', '--include=dev'];
  const [file, prefix] = npmProgram();
  const { code, output } = await capture(file, [...prefix, ...arguments_]);
  if (code === 0) return;
  if (/ENOSPC|no space left on device/i.test(output)) throw explainDisk({ code: 'ENOSPC' });
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network/i.test(
      output,
    )
  ) {
    throw new Failure(
      'No network: the registry of packages does not answer. Connect (behind a proxy: npm config set proxy …), then run the same command again; only this first time needs it.',
    );
  }
  if (/EACCES|EPERM/.test(output)) {
    throw new Failure(
      `The packages can't be written into ${project}: the folder must belong to the user who runs this.`,
    );
  }
  const log = path.join(project, '.data', 'npm-ci.log');
  writeFileSync(log, output);
  const line = output.split('\n').find((text) => /npm (error|ERR!) (?!code)/.test(text)) ?? '';
  throw new Failure(
    `The packages could not be installed: ${line.trim()} (all of it in .data/npm-ci.log). Then: npm ci`,
  );
}

function explainDisk(error) {
  if (error.code !== 'ENOSPC') return error;
  return new Failure('The disk is full: free some space, then run the same command again.');
}

/** The npm that called this, or the one on the path. */
function npmProgram() {
  const caller = process.env.npm_execpath;
  if (caller && /npm-cli\.c?js$/.test(caller) && existsSync(caller)) return [process.execPath, [caller]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
}

function capture(file, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: project,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && file.endsWith('.cmd'),
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    const forward = forwardSignals(child);
    child.once('error', (error) => {
      const missing = new Failure('npm was not found: it comes with Node, from https://nodejs.org.');
      reject(error.code === 'ENOENT' ? missing : error);
    });
    child.once('close', (code, signal) => {
      forward.stop();
      if (signal || forward.received) process.exit(130);
      resolve({ code, output });
    });
  });
}

/** The Node that the project pins; the present one where its package could not set it up but that is new enough. */
function projectNode() {
  const pinned = path.join(project, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(pinned)) return pinned;
  if (!isOlder(process.versions.node, oldestNodeForTypeScript)) return process.execPath;
  throw new Failure(
    'The project’s own Node is missing, since npm was told to run no install scripts: npm ci --ignore-scripts=false',
  );
}

function run(file, args) {
  return new Promise((resolve, reject) => {
    const bin = path.join(project, 'node_modules', '.bin');
    const child = spawn(file, args, {
      cwd: project,
      // The channel tells the command when this process is gone, however it went.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
        NEXT_TELEMETRY_DISABLED: '1',
        // A command is many processes, which read the same modules: all but the first find them stripped and compiled.
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(cacheFolder, 'compiled'),
      },
    });
    const forward = forwardSignals(child);
    endWithNpm(child);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      forward.stop();
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

function forwardSignals(child) {
  const state = { received: false, stop };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const listeners = signals.map((signal) => {
    const listener = () => {
      state.received = true;
      child.kill(signal);
    };
    process.on(signal, listener);
    return [signal, listener];
  });
  function stop() {
    for (const [signal, listener] of listeners) process.off(signal, listener);
  }
  return state;
}

/** npm hands a signal to its shell alone, which dies of it without passing it on: losing that parent is the signal. */
function endWithNpm(child) {
  if (process.platform === 'win32' || !process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 300);
  watch.unref();
}
