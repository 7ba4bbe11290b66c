import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from './operator-error.ts';
import { inProject, projectFolder } from './project.ts';
import { hashOf } from './source-hash.ts';

const generatedFolder = inProject('lib', 'db', 'generated');
const stampFile = path.join(generatedFolder, '.schema-hash');

/** Writes Prisma's typed client from the schema files, unless the one there was made from the same files. */
export async function generateClient(): Promise<'generated' | 'up to date'> {
  const hash = await hashOf(['prisma/schema', 'node_modules/prisma/package.json']);
  const known = await readFile(stampFile, 'utf8').catch(() => '');
  if (known === hash && existsSync(path.join(generatedFolder, 'client.ts'))) return 'up to date';
  const result = spawnSync(
    process.execPath,
    [
      inProject('node_modules', 'prisma', 'build', 'index.js'),
      'generate',
      '--config',
      inProject('prisma', 'prisma.config.ts'),
    ],
    {
      cwd: projectFolder,
      encoding: 'utf8',
      env: {
        ...process.env,
        // Generating needs no schema engine, but Prisma downloads one unless it is shown any file in its place.
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    },
  );
  if (result.status !== 0) {
    throw new OperatorError(
      `Prisma could not write its client: ${(result.stderr || result.stdout || String(result.error)).trim()}`,
    );
  }
  await mkdir(generatedFolder, { recursive: true });
  await writeFile(stampFile, hash);
  return 'generated';
}
