import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { to as copyTo } from 'pg-copy-streams';
import { getPool } from '#lib/db/client.ts';
import { binaryBeginning } from '#lib/db/copy.ts';
import { deriveKey } from '#lib/shared/secrets.ts';
import type { FileBytes } from './file-bytes.ts';
import { FileRefused } from './file-refused.ts';

/*
 * A file's bytes in the database, from its arrival until its import is settled: in chunks, each sealed by AES-256-GCM
 * under a key made from that of the environment. A chunk opens at its own place of its own file alone.
 */

/** So many bytes of a file are one chunk, but for its last. */
export const chunkBytes = 256 * 1_024;

const ivBytes = 12;
const tagBytes = 16;

function chunkKey(): KeyObject {
  return deriveKey('source-file-chunk');
}

/** Initialisation vector, authentication tag, ciphertext. */
export function seal(bytes: Uint8Array, fileId: string, position: number): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', chunkKey(), iv).setAAD(placeOf(fileId, position));
  const sealed = [cipher.update(bytes), cipher.final()];
  return Buffer.concat([iv, cipher.getAuthTag(), ...sealed]);
}

/** @throws where the chunk was changed, stands at another place, or was sealed under another key. */
export function unseal(sealed: Uint8Array, fileId: string, position: number, key = chunkKey()): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes));
  decipher.setAAD(placeOf(fileId, position)).setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  const bytes = decipher.update(sealed.subarray(ivBytes + tagBytes));
  // A cipher of streams: what is left to come is only whether it was sealed so.
  decipher.final();
  return bytes;
}

function placeOf(fileId: string, position: number): Buffer {
  return Buffer.from(`${fileId}/${position}`);
}

/** Keeps one chunk; at once, not in a transaction of the file's. */
export async function writeChunk(fileId: string, position: number, bytes: Uint8Array): Promise<void> {
  await getPool().query({
    name: 'write-source-file-chunk',
    text: 'INSERT INTO source_file_chunk (file_id, position, content) VALUES ($1, $2, $3)',
    values: [fileId, position, seal(bytes, fileId, position)],
  });
}

/** So many chunks are asked for at a time; as many are on their way while those before are worked on. */
const chunksAtATime = 4;

/** A file of so many bytes as it is kept; `onRead` hears how many were read until then, no more than it has. */
export function keptBytes(fileId: string, size: number, onRead: (bytes: number) => void = () => {}): FileBytes {
  let read = 0;
  return {
    size,
    read: async function* (from, to) {
      for await (const bytes of readChunks(fileId, { from, to })) {
        yield bytes;
        read += bytes.length;
        // Of a zip a few are read twice.
        onRead(Math.min(read, size));
      }
    },
  };
}

/**
 * The bytes of a file as they came, or those between two places, of a chunk at a time.
 * @throws FileRefused where a chunk does not open or is missing
 */
export async function* readChunks(
  fileId: string,
  part?: { readonly from: number; readonly to: number },
): AsyncGenerator<Buffer> {
  const key = chunkKey();
  const { from, to } = part ?? { from: 0, to: await sizeOf(fileId) };
  const end = Math.ceil(to / chunkBytes);
  let position = Math.floor(from / chunkBytes);
  let read = 0;
  let coming = sealedFrom(fileId, position, end);
  try {
    for (;;) {
      const sealed = await coming;
      if (sealed.length === 0) break;
      coming = sealedFrom(fileId, position + sealed.length, end);
      // Kept from being unhandled while the chunks before it are worked on.
      coming.catch(() => {});
      for (const chunk of sealed) {
        const begin = position * chunkBytes;
        const bytes = opened(chunk, fileId, position, key).subarray(Math.max(0, from - begin), to - begin);
        position += 1;
        read += bytes.length;
        yield bytes;
      }
    }
    if (read !== to - from) throw new FileRefused('damaged');
  } finally {
    await coming.catch(() => {});
  }
}

/** By COPY, which sends bytes as they are: a result would be twice as long in hexadecimal digits. */
async function sealedFrom(fileId: string, position: number, end: number): Promise<readonly Buffer[]> {
  if (position >= end) return [];
  // A connection of its own: that of the import is busy with taking rows.
  const client = await getPool().connect();
  let broken: Error | undefined;
  try {
    const rows = `SELECT content FROM source_file_chunk WHERE file_id = ${client.escapeLiteral(fileId)}
      AND position >= ${position} AND position < ${Math.min(end, position + chunksAtATime)} ORDER BY position`;
    const copied = client.query(copyTo(`COPY (${rows}) TO STDOUT (FORMAT binary)`));
    // In place of stream/consumers, which goes through a Blob and takes more turns than there are blocks.
    return valuesOf(Buffer.concat(await copied.toArray()));
  } catch (error) {
    broken = error instanceof Error ? error : new Error('the connection is lost', { cause: error });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Of the one column of COPY's binary form: a header, then each value after how many columns there are and its length. */
function valuesOf(copied: Buffer): readonly Buffer[] {
  const values: Buffer[] = [];
  for (let at = binaryBeginning.length; copied.readInt16BE(at) === 1; ) {
    const from = at + 6;
    at = from + copied.readInt32BE(at + 2);
    values.push(copied.subarray(from, at));
  }
  return values;
}

async function sizeOf(fileId: string): Promise<number> {
  const { rows } = await getPool().query<{ byte_size: string }>('SELECT byte_size FROM source_file WHERE id = $1', [
    fileId,
  ]);
  if (rows[0] === undefined) throw new FileRefused('damaged');
  return Number(rows[0].byte_size);
}

function opened(sealed: Uint8Array, fileId: string, position: number, key: KeyObject): Buffer {
  try {
    return unseal(sealed, fileId, position, key);
  } catch {
    throw new FileRefused('damaged');
  }
}
