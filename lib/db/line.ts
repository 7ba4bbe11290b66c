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
  let current: Promise<pg.Client> | undefined;

  function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString, pipeline: true, query_timeout: waitMs });
    const opening = client.connect().then(() => client);
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
        return await (await used).query(statement);
      } catch (error) {
        // Not the database's answer: the connection is lost, or was given up, a moment before it says so itself.
        if (!(error instanceof pg.DatabaseError) && current === used) current = undefined;
        throw error;
      }
    },
    end: async () => {
      const client = await current?.catch(() => undefined);
      await client?.end();
    },
  };
}
