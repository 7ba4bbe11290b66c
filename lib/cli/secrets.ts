import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { errorCode, OperatorError } from './operator-error.ts';
import { shownPath } from './project.ts';

const secretsFile = z.object({
  superuserPassword: z.string().min(32),
  ownerPassword: z.string().min(32),
  applicationPassword: z.string().min(32),
  NEXTAUTH_SECRET: z.string().min(32),
  PORTAL_HASH_KEY: z.string().min(32),
});

export type Secrets = z.infer<typeof secretsFile>;

/** The secrets of a demonstration, drawn at random when it begins and readable by its user only (mode 0600). */
export async function loadSecrets(dataFolder: string): Promise<Secrets> {
  const file = secretsPath(dataFolder);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return writeSecrets(file, drawSecrets());
    throw error;
  }
  const parsed = secretsFile.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new OperatorError(
    `The secrets in ${shownPath(file)} can't be read, so the database can't be opened: bring the file back, or begin again: npm start -- --fresh`,
  );
}

export async function forgetSecrets(dataFolder: string): Promise<void> {
  await rm(secretsPath(dataFolder), { force: true });
}

export function drawSecrets(): Secrets {
  const draw = () => randomBytes(32).toString('hex');
  return {
    superuserPassword: draw(),
    ownerPassword: draw(),
    applicationPassword: draw(),
    NEXTAUTH_SECRET: draw(),
    PORTAL_HASH_KEY: draw(),
  };
}

function secretsPath(dataFolder: string): string {
  return path.join(dataFolder, 'secrets.json');
}

async function writeSecrets(file: string, secrets: Secrets): Promise<Secrets> {
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(secrets, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return secrets;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
