import path from 'node:path';

/** The folder of the project, wherever the command was called from. */
export const projectFolder = path.resolve(import.meta.dirname, '../..');

/** What a start of the demonstration keeps between two runs: database, secrets, ports. Never committed. */
export const dataFolder = path.resolve(projectFolder, process.env.PORTAL_DATA ?? '.data');

/** The folder of the built application; several builds can stand side by side under different names. */
export function buildFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return path.resolve(projectFolder, environment.NEXT_DIST_DIR ?? '.next');
}

export function inProject(...parts: string[]): string {
  return path.join(projectFolder, ...parts);
}

/** A path as a person at this project's folder would type it. */
export function shownPath(file: string): string {
  const relative = path.relative(projectFolder, file);
  return relative.startsWith('..') ? file : relative || '.';
}
