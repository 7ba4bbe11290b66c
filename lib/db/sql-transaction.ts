import { createHash } from 'node:crypto';
import type { ClientBase, QueryConfig } from 'pg';
import type { Result } from '#lib/shared/result.ts';
import { getPool } from './client.ts';
import type { Statements } from './statements.ts';
import { type ConstraintRefusals, refuseOr, rolledBackBy } from './transaction.ts';

/**
 * Like `inTransaction`, for the few commands that crowds send and that are plain SQL throughout: over `pg`, with
 * statements prepared once a connection. Prisma's client costs such a command more than its SQL does.
 */
export async function inSqlTransaction<Value, Code extends string>(
  work: (statements: Statements) => Promise<Result<Value, Code>>,
  byConstraint: ConstraintRefusals<Code> = {},
): Promise<Result<Value, Code>> {
  return refuseOr(byConstraint, async () => {
    const client = await getPool().connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const result = await work(statementsOf(client));
      if (!result.ok) throw rolledBackBy(result.refusal);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((cause: unknown) => {
        broken = cause instanceof Error ? cause : new Error('the connection is lost', { cause });
      });
      throw error;
    } finally {
      // A connection that can't even roll back is not given to the next command.
      client.release(broken);
    }
  });
}

/** The same steps over a connection whose transaction the caller keeps: the loader of the demonstration. */
export function statementsOf(client: ClientBase): Statements {
  return {
    $executeRaw: async (query, ...values) => (await client.query(prepare(textOf(query), values))).rowCount ?? 0,
    $queryRaw: async <Rows>(query: TemplateStringsArray, ...values: unknown[]) =>
      (await client.query(prepare(textOf(query), values))).rows as Rows,
    $queryRawUnsafe: async <Rows>(query: string, ...values: unknown[]) =>
      (await client.query(prepare(query, values))).rows as Rows,
  };
}

// A template's strings are one object for the life of the process, so each place in the code is put together once.
const texts = new WeakMap<TemplateStringsArray, string>();

function textOf(query: TemplateStringsArray): string {
  const known = texts.get(query);
  if (known !== undefined) return known;
  const text = query.reduce((sql, part, index) => `${sql}$${index}${part}`);
  texts.set(query, text);
  return text;
}

// The texts are few, those of the code; a server that prepared each of them forgets them with the connection.
const names = new Map<string, string>();

function prepare(text: string, values: unknown[]): QueryConfig {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    names.set(text, name);
  }
  return { name, text, values };
}
