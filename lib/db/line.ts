import { Socket } from 'node:net';
import pg from 'pg';

/** A connection that everyone in the process shares at the same time. */
export type Line = {
  query<Row extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<pg.QueryResult<Row>>;
  end(): Promise<void>;
};

/**
 * Statements go out as they come, without waiting for the answers to those before, and are answered in order. So one warm
 * session serves what would otherwise keep many busy, each with its own plans, and the answers of a crowd come together.
 * Only for single statements that take a fraction of a millisecond, stand alone and wait for nothing: a slow one would
 * hold up all behind it, and a transaction would mix with theirs.
 *
 * Connects at the first statement, and anew at the next one after a connection was lost, or gave no answer in time;
 * whoever waited for an answer then gets the error, so that one connection that hangs does not stop a country.
 */
export function openLine(connectionString: string, waitMs = 5_000): Line {
  let current: Promise<Connection> | undefined;

  function connect(): Promise<Connection> {
    const socket = new Socket();
    const client = new pg.Client({ connectionString, pipeline: true, query_timeout: waitMs, stream: () => socket });
    const opening = client.connect().then(() => ({ client, gather: gathering(socket) }));
    const forget = () => {
      if (current === opening) current = undefined;
    };
    // Unheard, the error of a connection lost while idle would end the process.
    client.on('error', forget);
    client.on('end', forget);
    opening.catch(forget);
    current = opening;
    return opening;
  }

  return {
    query: async (statement) => {
      const used = current ?? connect();
      try {
        const { client, gather } = await used;
        gather();
        return await client.query(statement);
      } catch (error) {
        // Not the database's answer: the connection is lost, or was given up, a moment before it says so itself.
        if (!(error instanceof pg.DatabaseError) && current === used) current = undefined;
        throw error;
      }
    },
    end: async () => {
      const connection = await current?.catch(() => undefined);
      await connection?.client.end();
    },
  };
}

type Connection = { readonly client: pg.Client; readonly gather: () => void };

/** Holds what is written until the end of the turn: what a crowd asks at once goes out, and wakes the database, once. */
function gathering(socket: Socket): () => void {
  let isHeld = false;
  return () => {
    if (isHeld) return;
    isHeld = true;
    socket.cork();
    setImmediate(() => {
      isHeld = false;
      socket.uncork();
    });
  };
}
