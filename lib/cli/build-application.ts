import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from './operator-error.ts';
import { buildFolder, inProject, projectFolder, shownPath } from './project.ts';
import { hashOf } from './source-hash.ts';

/** Everything that the built application is made of. The command line is not: a change there needs no build. */
const sources = [
  'app',
  'components',
  'lib',
  'prisma/schema',
  'public',
  'package.json',
  'package-lock.json',
  'next.config.ts',
  'instrumentation.ts',
  'proxy.ts',
  'tsconfig.json',
];

const outside = new Set(['lib/cli', 'lib/decisions', 'lib/db/generated']);

/**
 * Builds the application for production, unless the build there was made from the very same sources. Needs neither
 * database nor secret. Returns what came of it, in words.
 */
export async function buildApplication(
  environment: NodeJS.ProcessEnv = process.env,
  signal?: AbortSignal,
): Promise<string> {
  const folder = buildFolder(environment);
  const stamp = path.join(folder, 'sources');
  const benchmarks = environment.PORTAL_BENCH_ROUTES === '1' ? 'with the routes of the benchmarks' : '';
  const wanted = `${await hashOf(sources, (file) => outside.has(file))} ${benchmarks}`.trim();
  const made = await readFile(stamp, 'utf8').catch(() => '');
  if (made === wanted && existsSync(path.join(folder, 'BUILD_ID'))) return 'up to date';
  await rm(stamp, { force: true });
  await runNextBuild(folder, environment, signal);
  await writeFile(stamp, wanted);
  return `built into ${shownPath(folder)}`;
}

/** Refuses to serve where nothing was built. */
export function requireBuild(environment: NodeJS.ProcessEnv = process.env): void {
  if (existsSync(path.join(buildFolder(environment), 'BUILD_ID'))) return;
  throw new OperatorError(`There is no build in ${shownPath(buildFolder(environment))}: npm run build`);
}

function runNextBuild(folder: string, environment: NodeJS.ProcessEnv, abort: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [inProject('node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
      cwd: projectFolder,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(abort ? { signal: abort } : {}),
      env: { ...environment, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else if (/ENOSPC|no space left on device/i.test(output))
        reject(Object.assign(new Error(output), { code: 'ENOSPC' }));
      else if (signal !== null)
        reject(new OperatorError(`The build was ended (${signal}): run the same command again.`));
      else reject(new OperatorError(`The build into ${shownPath(folder)} failed:\n${output.trim()}`));
    });
  });
}
