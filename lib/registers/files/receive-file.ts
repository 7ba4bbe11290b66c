import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, systemActor, userIdOf } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import type { Statements } from '#lib/db/statements.ts';
import { mayHoldNationalNumber } from '#lib/identifiers/national-number.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { findRegister } from '../descriptions/index.ts';
import type { Register } from '../register.ts';
import { type FileRefusal, type FileRefusalCode, FileRefused } from './file-refused.ts';
import type { FileFormat } from './format.ts';
import { mayKeepFiles } from './policy.ts';
import { newRecogniser } from './recognise.ts';
import { chunkBytes, keptBytes, writeChunk } from './sealed-chunks.ts';

export type ReceiveRefusal =
  | FileRefusalCode
  | 'not-allowed'
  | 'unknown-register'
  /** `fileName` and `fileId`: of the one with the same content, that is in force or waits. */
  | 'content-known'
  /** It ended before it was whole. */
  | 'upload-broken';

export type ReceiveFileInput = {
  /** Code of the register it is said to be of. */
  readonly register: string;
  readonly fileName: string;
  readonly stream: AsyncIterable<Uint8Array>;
  /** In bytes, where the sender says it. */
  readonly size?: number;
};

/**
 * Takes a file in as it arrives: keeps it sealed and recognises what it is. Nothing is read of it before somebody
 * confirms. A file that is refused leaves why, and nothing else; one that breaks off leaves nothing.
 * @returns the file's id.
 */
export async function receiveFile(
  actor: Actor,
  { register: code, fileName, stream, size }: ReceiveFileInput,
): Promise<Result<{ readonly fileId: string }, ReceiveRefusal>> {
  if (!mayKeepFiles(actor)) return refused('not-allowed');
  const register = findRegister(code);
  if (!register) return refused('unknown-register');
  const fileId = await beginFile(actor, register, fileName);
  try {
    return await takeIn(actor, fileId, register, { stream, size });
  } catch (error) {
    const wasThere = await forgetFile(fileId);
    // Of one that is gone already, because it took so long, nothing more can be kept.
    if (!wasThere || error instanceof UploadBroken) return refused('upload-broken');
    throw error;
  }
}

async function takeIn(
  actor: Actor,
  fileId: string,
  register: Register,
  { stream, size }: { readonly stream: AsyncIterable<Uint8Array>; readonly size: number | undefined },
): Promise<Result<{ readonly fileId: string }, ReceiveRefusal>> {
  let received: Received;
  try {
    received = await keep(fileId, register, stream);
  } catch (error) {
    if (error instanceof FileRefused) return refuseFile(actor, fileId, register, error);
    throw error;
  }
  if (size !== undefined && received.size !== size) throw new UploadBroken();
  const settled = await settle(actor, fileId, register, received);
  if (settled.ok) return settled;
  await forgetFile(fileId);
  if (settled.refusal.code === 'upload-broken') return settled;
  return refused('content-known', await sameContent(received.hash));
}

/**
 * Looks at the first bytes of a file that is about to be sent, so that what is plain by then is refused before the rest is
 * on its way. Keeps nothing of it but why it is refused.
 */
export async function lookAtBeginning(
  actor: Actor,
  { register: code, fileName, bytes }: Pick<ReceiveFileInput, 'register' | 'fileName'> & { readonly bytes: Uint8Array },
): Promise<Result<null, ReceiveRefusal>> {
  if (!mayKeepFiles(actor)) return refused('not-allowed');
  const register = findRegister(code);
  if (!register) return refused('unknown-register');
  const recogniser = newRecogniser(register);
  try {
    await recogniser.push(bytes);
    return done(null);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return refuseFile(actor, await beginFile(actor, register, fileName), register, error);
  } finally {
    recogniser.drop();
  }
}

type Received = { readonly format: FileFormat; readonly size: number; readonly hash: Buffer };

/** What the sender did, not what the file is. */
class UploadBroken extends Error {
  override readonly name = 'UploadBroken';
}

async function beginFile(actor: Actor, register: Register, fileName: string): Promise<string> {
  // Grows with time: the records of the latest file are the last by their key, where Postgres adds soonest.
  const id = uuidv7();
  await getPool().query(
    `INSERT INTO source_file (id, register, file_name, state, received_at, received_by_id)
     VALUES ($1, $2, $3, 'RECEIVING', business_now(), $4)`,
    [id, register.code, shownName(fileName), userIdOf(actor)],
  );
  return id;
}

/** Its last part, without what can't be shown: where it may hold a national number, any digit. */
function shownName(fileName: string): string {
  const last = fileName.split(/[\\/]/).at(-1) ?? '';
  // A plus begins no telephone number here.
  const mayHold = mayHoldNationalNumber(last.replaceAll('+', ' '));
  return (
    (mayHold ? last.replace(/\d/g, '•') : last)
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 200) || '–'
  );
}

async function keep(fileId: string, register: Register, stream: AsyncIterable<Uint8Array>): Promise<Received> {
  const recogniser = newRecogniser(register);
  const hash = createHash('sha256');
  let [size, position] = [0, 0];
  try {
    for await (const bytes of inChunks(unbroken(stream))) {
      hash.update(bytes);
      size += bytes.length;
      await recogniser.push(bytes);
      await writeChunk(fileId, position, bytes);
      position += 1;
    }
    return { format: await recogniser.end(keptBytes(fileId, size)), size, hash: hash.digest() };
  } finally {
    recogniser.drop();
  }
}

async function* unbroken(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (cause) {
    throw new UploadBroken('the upload broke off', { cause });
  }
}

/** The same bytes in equal parts, however they arrive. */
async function* inChunks(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const chunk = Buffer.alloc(chunkBytes);
  let filled = 0;
  for await (const bytes of stream) {
    for (let from = 0; from < bytes.length; ) {
      const taken = Math.min(chunkBytes - filled, bytes.length - from);
      chunk.set(bytes.subarray(from, from + taken), filled);
      filled += taken;
      from += taken;
      if (filled < chunkBytes) continue;
      yield chunk;
      filled = 0;
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}

async function settle(
  actor: Actor,
  fileId: string,
  register: Register,
  { format, size, hash }: Received,
): Promise<Result<{ readonly fileId: string }, 'content-known' | 'upload-broken'>> {
  return inSqlTransaction<{ readonly fileId: string }, 'content-known' | 'upload-broken'>(
    async (tx) => {
      const settled = await tx.$executeRaw`
        UPDATE source_file
           SET state = 'RECOGNISED', byte_size = ${size}, content_hash = ${hash}, format = ${JSON.stringify(format)}::jsonb
         WHERE id = ${fileId}::uuid AND state = 'RECEIVING'`;
      // It took so long to arrive that it was taken for one whose server had ended.
      if (settled === 0) return refused('upload-broken');
      await recordAudit(tx, actor, {
        action: 'register.receive',
        subject: { type: 'source-file', id: fileId },
        details: { register: register.code },
      });
      return done({ fileId });
    },
    { source_file_content_once: 'content-known' },
  );
}

async function refuseFile(
  actor: Actor,
  fileId: string,
  register: Register,
  { refusal }: FileRefused,
): Promise<Result<never, FileRefusalCode>> {
  await inSqlTransaction(async (tx) => {
    await keepRefusal(tx, actor, { fileId, register: register.code, refusal });
    return done(undefined);
  });
  return refused(refusal.code, refusal.params);
}

/** Nothing of the file stays but why. */
async function keepRefusal(
  tx: Statements,
  actor: Actor,
  { fileId, register, refusal }: { readonly fileId: string; readonly register: string; readonly refusal: FileRefusal },
): Promise<void> {
  await tx.$executeRaw`DELETE FROM source_file_chunk WHERE file_id = ${fileId}::uuid`;
  await tx.$executeRaw`
    UPDATE source_file SET state = 'REFUSED', refusal = ${JSON.stringify(refusal)}::jsonb WHERE id = ${fileId}::uuid`;
  await recordAudit(tx, actor, {
    action: 'register.refuse',
    subject: { type: 'source-file', id: fileId },
    details: { register },
  });
}

/** One that never was whole, and none that is settled. Gives whether it was still there. */
async function forgetFile(fileId: string): Promise<boolean> {
  await getPool().query(
    `DELETE FROM source_file_chunk
      WHERE file_id = $1 AND EXISTS (SELECT 1 FROM source_file WHERE id = $1 AND state = 'RECEIVING')`,
    [fileId],
  );
  const { rowCount } = await getPool().query(`DELETE FROM source_file WHERE id = $1 AND state = 'RECEIVING'`, [fileId]);
  return rowCount !== 0;
}

async function sameContent(hash: Buffer): Promise<{ readonly fileName: string; readonly fileId: string }> {
  const { rows } = await getPool().query<{ id: string; file_name: string }>(
    `SELECT id, file_name FROM source_file WHERE content_hash = $1 AND state IN ('RECOGNISED', 'QUEUED', 'IMPORTED')`,
    [hash],
  );
  return { fileName: rows[0]?.file_name ?? '', fileId: rows[0]?.id ?? '' };
}

const brokenAfter = '1 hour';

/** For so long a file waits for somebody to confirm it. It holds national numbers, if sealed, and nobody may come back to it. */
const unconfirmedDays = 30;

/**
 * Takes out what uploads left behind whose server ended in their middle, and the content of files that nobody confirmed.
 * Returns how many.
 */
export async function purgeUploads(): Promise<number> {
  const { rows } = await getPool().query<{ id: string; register: string; state: 'RECEIVING' | 'RECOGNISED' }>(
    `SELECT id, register, state::text AS state FROM source_file
      WHERE state = 'RECEIVING' AND created_at < now() - $1::interval
         OR state = 'RECOGNISED' AND created_at < now() - make_interval(days => $2)`,
    [brokenAfter, unconfirmedDays],
  );
  for (const { id, register, state } of rows) {
    if (state === 'RECEIVING') await forgetFile(id);
    else await giveUpUnconfirmed(id, register);
  }
  return rows.length;
}

function giveUpUnconfirmed(fileId: string, register: string): Promise<Result<undefined, never>> {
  const { refusal } = new FileRefused('never-confirmed', { days: unconfirmedDays });
  return inSqlTransaction<undefined, never>(async (tx) => {
    // Somebody may confirm it this very moment.
    const waiting = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM source_file WHERE id = ${fileId}::uuid AND state = 'RECOGNISED' FOR NO KEY UPDATE`;
    if (waiting.length > 0) await keepRefusal(tx, systemActor('clean-up'), { fileId, register, refusal });
    return done(undefined);
  });
}
