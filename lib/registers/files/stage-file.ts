import type { ClientBase } from 'pg';
import { copyInto } from '#lib/db/copy.ts';
import type { Register } from '../register.ts';
import type { FileFormat } from './format.ts';
import { faultColumns, newRowReader, type RowCounts, recordColumns } from './row-reader.ts';
import { rowsOfFile } from './table.ts';

/** So many characters of lines are sent with one COPY: each begins and ends with a round trip, and checks its rows' keys. */
const copyCharacters = 8 * 1_024 * 1_024;

/**
 * Reads a file's rows into `source_record` and `source_fault`, through a connection whose transaction the caller keeps.
 * Memory does not grow with the file: no more is read than the database takes.
 * @throws FileRefused where the file is not what its format says, or has no row.
 */
export async function stageFile(
  client: ClientBase,
  file: {
    readonly fileId: string;
    readonly register: Register;
    readonly format: FileFormat;
    readonly bytes: AsyncIterable<Uint8Array>;
    readonly year: number;
    readonly hash: (digits: string) => string;
  },
  signal?: AbortSignal,
): Promise<RowCounts> {
  const reader = newRowReader(file.register, file.format.columns, file);
  const records = `COPY source_record (${recordColumns.join(', ')}) FROM STDIN`;
  const faults = `COPY source_fault (${faultColumns.join(', ')}) FROM STDIN`;
  let copying = copyInto(client, records);
  let [sent, waitingFaults] = [0, ''];
  const flush = async () => {
    await copying.end();
    if (waitingFaults === '') return;
    const copyingFaults = copyInto(client, faults);
    await copyingFaults.write(waitingFaults);
    await copyingFaults.end();
    [sent, waitingFaults] = [0, ''];
  };
  try {
    for await (const batch of rowsOfFile(file.bytes, file.format)) {
      signal?.throwIfAborted();
      const read = reader.read(batch);
      waitingFaults += read.faults;
      sent += read.records.length + read.faults.length;
      await copying.write(read.records);
      if (sent < copyCharacters) continue;
      await flush();
      sent = 0;
      copying = copyInto(client, records);
    }
    await flush();
  } catch (error) {
    await copying.abort();
    throw error;
  }
  return reader.counts;
}
