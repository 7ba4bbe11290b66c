import { getPool } from '#lib/db/client.ts';
import type { Statements } from '#lib/db/statements.ts';
import { parseRuleSet } from '#lib/rules/rule-set-schema.ts';
import { findRuleSet, type RuleSet } from '#lib/rules/rule-sets.ts';

/** By code and version. A version never changes once it is stored, so each is read once in the life of a process. */
const kept = new Map<string, Promise<RuleSet>>();

/**
 * The rule set of a version that the database names: from the code where the code has it, else as it was stored when the
 * taskforce adopted it. Within a transaction its statements are to be given, so that no second connection is needed.
 * @throws when there is none, or what is stored is no rule set that this release can apply.
 */
export async function loadRuleSet(code: string, version: number, tx?: Pick<Statements, '$queryRaw'>): Promise<RuleSet> {
  const inCode = findRuleSet(code, version);
  if (inCode) return inCode;
  const key = `${code} ${version}`;
  const known = kept.get(key);
  if (known) return known;
  const loading = readRuleSet(code, version, tx);
  kept.set(key, loading);
  loading.catch(() => kept.delete(key));
  return loading;
}

async function readRuleSet(
  code: string,
  version: number,
  tx: Pick<Statements, '$queryRaw'> | undefined,
): Promise<RuleSet> {
  const rows = tx
    ? await tx.$queryRaw<Row[]>`SELECT definition FROM rule_set WHERE code = ${code} AND version = ${version}`
    : (await getPool().query<Row>('SELECT definition FROM rule_set WHERE code = $1 AND version = $2', [code, version]))
        .rows;
  const [row] = rows;
  if (!row) throw new Error(`No rule set ${code} version ${version}`);
  const ruleSet = parseRuleSet(row.definition);
  if (ruleSet.code !== code || ruleSet.version !== version) {
    throw new Error(`Rule set ${code} version ${version} is stored under another name`);
  }
  return ruleSet;
}

type Row = { readonly definition: unknown };
