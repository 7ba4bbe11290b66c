import type { ClientBase } from 'pg';

/**
 * Lays a table of this transaction from a query and counts its rows; the planner is told what is in it, since it joins
 * hundreds of thousands of rows next.
 */
export async function layTable(client: ClientBase, name: string, query: string): Promise<number> {
  await client.query(`DROP TABLE IF EXISTS pg_temp.${name}`);
  const { rowCount } = await client.query(`CREATE TEMPORARY TABLE ${name} ON COMMIT DROP AS ${query}`);
  await client.query(`ANALYZE ${name}`);
  return rowCount ?? 0;
}

/** How many rows statements wrote, in all. */
export function rowsOf(...results: readonly { readonly rowCount: number | null }[]): number {
  return results.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0);
}

/** Rows of our own as a table in a query: laying a table takes no parameters. */
export function rowsInQuery(client: ClientBase, rows: readonly object[], columns: string): string {
  return `jsonb_to_recordset(${client.escapeLiteral(JSON.stringify(rows))}::jsonb) AS given (${columns})`;
}
