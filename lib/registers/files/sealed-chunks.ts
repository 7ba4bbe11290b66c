import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { getPool } from '#lib/db/client.ts';
import { deriveKey } from '#lib/shared/secrets.ts';
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
export function unseal(sealed: Uint8Array, fileId: string, position: number): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', chunkKey(), sealed.subarray(0, ivBytes));
  decipher.setAAD(placeOf(fileId, position)).setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]);
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

/**
 * The bytes of a file as they came, one chunk at a time; `onRead` hears how many were read until then.
 * @throws FileRefused where a chunk does not open or is missing
 */
export async function* readChunks(fileId: string, onRead: (bytes: number) => void = () => {}): AsyncGenerator<Buffer> {
  let read = 0;
  for (let position = 0; ; position += 1) {
    // On a connection of its own: that of the import is busy with taking rows.
    const { rows } = await getPool().query<{ content: Buffer }>({
      name: 'read-source-file-chunk',
      text: 'SELECT content FROM source_file_chunk WHERE file_id = $1 AND position = $2',
      values: [fileId, position],
    });
    const [row] = rows;
    if (!row) {
      if (read !== (await sizeOf(fileId))) throw new FileRefused('damaged');
      return;
    }
    const bytes = opened(row.content, fileId, position);
    read += bytes.length;
    yield bytes;
    onRead(read);
  }
}

async function sizeOf(fileId: string): Promise<number> {
  const { rows } = await getPool().query<{ byte_size: string }>('SELECT byte_size FROM source_file WHERE id = $1', [
    fileId,
  ]);
  return Number(rows[0]?.byte_size);
}

function opened(sealed: Uint8Array, fileId: string, position: number): Buffer {
  try {
    return unseal(sealed, fileId, position);
  } catch {
    throw new FileRefused('damaged');
  }
}
