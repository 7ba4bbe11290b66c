import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { binaryBeginning, binaryEnd, type Copying, copyInto } from '#lib/db/copy.ts';
import type { Register } from '../register.ts';
import type { FileBytes } from './file-bytes.ts';
import type { FileFormat } from './format.ts';
import { recordColumns } from './record-writer.ts';
import { faultColumns, newRowReader, type ReadRows, type RowCounts } from './row-reader.ts';
import { rowsOfFile } from './table.ts';

/**
 * So many bytes of faults are kept until they are sent. The COPY of the records is ended for them, and then the database
 * first works off what it has, and next waits for more.
 */
const faultsAtMost = 1_024 * 1_024;

/** So many of both are put together before they are sent, and while those before them are. */
const portionBytes = 1_024 * 1_024;

/**
 * Reads a file's rows into `source_record` and `source_fault`, through a connection whose transaction the caller keeps.
 * Memory does not grow with the file: no more is read than the database takes.
 * @throws FileRefused where the file is not what its format says, or full of national numbers in a column of something else.
 */
export async function stageFile(
  client: ClientBase,
  file: {
    readonly fileId: string;
    readonly register: Register;
    readonly format: FileFormat;
    readonly bytes: FileBytes;
    readonly year: number;
    readonly hash: (bytes: Uint8Array, from: number, to: number) => string;
  },
  signal?: AbortSignal,
): Promise<RowCounts> {
  const reader = newRowReader(file.register, file.format.columns, file);
  await client.query('UPDATE source_file SET cell_columns = $2 WHERE id = $1', [file.fileId, reader.cellColumns]);
  const sender = newSender(client);
  let portion: ReadRows[] = [];
  let [portionSize, sending] = [0, Promise.resolve()];
  try {
    for await (const batch of rowsOfFile(file.bytes, file.format)) {
      signal?.throwIfAborted();
      const rows = reader.read(batch);
      portion.push(rows);
      portionSize += rows.records.length + rows.faults.length;
      // What arrives and what leaves meanwhile is seen to, a block at a time.
      await nextTurn();
      if (portionSize < portionBytes) continue;
      await sending;
      sending = sender.send(portion);
      // Kept from being unhandled while rows are read; awaited before the next.
      sending.catch(() => {});
      [portion, portionSize] = [[], 0];
    }
    const counts = reader.end();
    await sending;
    await sender.send(portion);
    await sender.end();
    return counts;
  } catch (error) {
    await sending.catch(() => {});
    await sender.abort();
    throw error;
  }
}

type Sender = {
  /** Comes back once the database takes more; not to be called before it did. */
  readonly send: (portion: readonly ReadRows[]) => Promise<void>;
  readonly end: () => Promise<void>;
  readonly abort: () => Promise<void>;
};

/** Sends records over one connection, and faults whenever there are many of them. */
function newSender(client: ClientBase): Sender {
  const records = `COPY source_record (${recordColumns.join(', ')}) FROM STDIN (FORMAT binary)`;
  const faults = `COPY source_fault (${faultColumns.join(', ')}) FROM STDIN`;
  let copying: Copying | undefined;
  let waitingFaults: Buffer[] = [];
  let waitingBytes = 0;
  const flush = async () => {
    await copying?.write(binaryEnd);
    await copying?.end();
    copying = undefined;
    if (waitingFaults.length > 0) {
      copying = copyInto(client, faults);
      await copying.write(Buffer.concat(waitingFaults));
      await copying.end();
      copying = undefined;
    }
    [waitingFaults, waitingBytes] = [[], 0];
  };
  return {
    send: async (portion) => {
      for (const rows of portion) {
        if (copying === undefined) {
          copying = copyInto(client, records);
          await copying.write(binaryBeginning);
        }
        await copying.write(rows.records);
        if (rows.faults.length > 0) waitingFaults.push(rows.faults);
        waitingBytes += rows.faults.length;
      }
      if (waitingBytes >= faultsAtMost) await flush();
    },
    end: flush,
    abort: async () => copying?.abort(),
  };
}
