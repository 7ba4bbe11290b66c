import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { errorCode } from './operator-error.ts';
import { inProject } from './project.ts';

/**
 * A hash of the names and contents of files and folders of the project, in a fixed order. A path that is not there
 * counts as such. Folders for which `skip` answers true are left out.
 */
export async function hashOf(paths: readonly string[], skip: (path: string) => boolean = () => false): Promise<string> {
  const hash = createHash('sha256');
  for (const entry of paths) {
    for (const file of await filesUnder(entry, skip)) {
      hash.update(file);
      hash.update('\0');
      hash.update(await readFile(inProject(file)));
      hash.update('\0');
    }
  }
  return hash.digest('hex');
}

async function filesUnder(entry: string, skip: (path: string) => boolean): Promise<string[]> {
  if (skip(entry)) return [];
  try {
    if ((await stat(inProject(entry))).isFile()) return [entry];
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
  const names = (await readdir(inProject(entry))).sort();
  const nested = await Promise.all(names.map((name) => filesUnder(`${entry}/${name}`, skip)));
  return nested.flat();
}
