import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { systemActor } from '#lib/auth/actor.ts';
import { statementsOf } from '#lib/db/sql-transaction.ts';
import { runHandlers } from '#lib/jobs/run-handlers.ts';
import { findRegister } from '#lib/registers/descriptions/index.ts';
import { allBytes, bytesOnDisk } from '#lib/registers/files/file-bytes.ts';
import { importFile } from '#lib/registers/files/import-file.ts';
import { recognise } from '#lib/registers/files/recognise.ts';
import { runAtOnce } from '#lib/runs/run-at-once.ts';
import { setBusinessTime } from './load-claims.ts';
import type { WrittenFile } from './register-files/write-register-files.ts';
import { firstAdministrator } from './sample-users.ts';

/** Takes in the files of one delivery at its moment of the story. */
export async function loadDelivery(
  client: pg.ClientBase,
  files: readonly WrittenFile[],
  receivedAt: string,
): Promise<void> {
  await setBusinessTime(client, receivedAt);
  for (const file of files) await loadFile(client, file);
}

/** Links what all files say that were taken in. */
export async function linkFiles(client: pg.ClientBase): Promise<void> {
  await client.query('ANALYZE source_record');
  await runAtOnce(client, runHandlers.LINK, { kind: 'LINK', input: {}, requestedById: firstAdministrator });
}

/** The file as it would be once somebody confirmed what was recognised, and its import. */
async function loadFile(client: pg.ClientBase, file: WrittenFile): Promise<void> {
  const register = findRegister(file.register);
  if (!register) throw new Error(`No register ${file.register} is described`);
  const bytes = bytesOnDisk(file.path, file.bytes);
  const hash = createHash('sha256');
  await pipeline(allBytes(bytes), hash);
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO source_file (register, file_name, byte_size, content_hash, state, format, received_at, received_by_id)
     VALUES ($1, $2, $3, $4, 'QUEUED', $5, business_now(), $6) RETURNING id`,
    [
      ...[register.code, file.name, file.bytes, hash.digest()],
      ...[JSON.stringify(await recognise(bytes, register)), firstAdministrator],
    ],
  );
  const fileId = rows[0]?.id;
  if (fileId === undefined) throw new Error('A file was inserted without an id');
  await importFile(
    { client, tx: statementsOf(client), report: () => {}, signal: new AbortController().signal },
    { fileId, actor: systemActor('demonstration'), open: () => bytes },
  );
}
