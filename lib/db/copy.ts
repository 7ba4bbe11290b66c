import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** A value of a column, as COPY takes it; days and instants are written as ISO text, JSON and arrays as their text. */
export type CopyValue = string | number | boolean | null;

/** What COPY's binary form begins with: its signature, no flags, no more header. */
export const binaryBeginning = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
/** What it ends with: -1 in the place of how many columns a row has. */
export const binaryEnd = Buffer.from([0xff, 0xff]);

const chunkCharacters = 256 * 1_024;

/** Rows on their way into a table. */
export type Copying = {
  /** Sends rows in the form that the COPY names; comes back once more of them can be taken. */
  readonly write: (rows: string | Uint8Array) => Promise<void>;
  /** Comes back once all are written. @throws what the database refuses of them */
  readonly end: () => Promise<void>;
  /** Gives up: nothing of what was sent is kept. Never throws. */
  readonly abort: () => Promise<void>;
};

/** Begins a `COPY … FROM STDIN`. The connection serves nothing else until it ends. */
export function copyInto(client: pg.ClientBase, copy: string): Copying {
  const stream = client.query(copyFrom(copy));
  const end = finished(stream);
  // Between two portions the database's own word would be lost, since the stream then has no connection to write to.
  let failure: Error | undefined;
  end.catch((error: Error) => {
    failure = error;
  });
  return {
    write: async (rows) => {
      if (failure) throw failure;
      if (rows.length > 0 && !stream.write(rows)) await Promise.race([once(stream, 'drain'), end]);
    },
    end: async () => {
      stream.end();
      await end;
    },
    abort: async () => {
      if (!stream.writableFinished) stream.destroy(new Error('given up'));
      await end.catch(() => undefined);
    },
  };
}

/** Writes rows into a table by COPY: constraints and triggers see them as they see any insert. Returns how many. */
export async function copyRows(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<number> {
  const copying = copyInto(client, `COPY ${table} (${columns.join(', ')}) FROM STDIN`);
  let count = 0;
  let chunk = '';
  for (const row of rows) {
    count += 1;
    chunk += line(row);
    if (chunk.length < chunkCharacters) continue;
    await copying.write(chunk);
    chunk = '';
  }
  await copying.write(chunk);
  await copying.end();
  return count;
}

function line(row: readonly CopyValue[]): string {
  let text = '';
  for (const [index, value] of row.entries()) {
    if (index > 0) text += '\t';
    text += typeof value === 'string' ? escaped(value) : value === null ? '\\N' : String(value);
  }
  return `${text}\n`;
}

const special = /[\\\t\n\r]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(text: string): string {
  return special.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character) : text;
}

/** Like the method of arrays, one element at a time, so that a country's rows are never all in memory. */
export function* map<T>(
  elements: Iterable<T>,
  change: (element: T) => readonly CopyValue[],
): Generator<readonly CopyValue[]> {
  for (const element of elements) yield change(element);
}
