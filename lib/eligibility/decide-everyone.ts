import type { ClientBase } from 'pg';
import type { Statements } from '#lib/db/statements.ts';
import { type LinkedFile, linkedFilesSchema } from '#lib/registers/link/link-result.ts';
import type { Day } from '#lib/rules/days.ts';
import { type Facts, factsSchema } from '#lib/rules/facts.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import type { RunContext } from '#lib/runs/run.ts';
import { type Arrival, type Before, beforeSchema, type DecideResult } from './decide-result.ts';
import { factsSql } from './facts-of-provider.ts';
import { outcomeOfStored, type StoredOutcome, storedOutcome } from './record-decision.ts';
import { type Decided, decider, type PersonGroup, tallyDecisions } from './tally.ts';
import { countCorrections } from './waiting-for-decision.ts';

export type DecideEveryoneInput = {
  readonly programmeCode: string;
  readonly asOf: Day;
  readonly ruleSet: RuleSet;
  /** The run that the decisions belong to. */
  readonly runId: string;
  readonly report?: RunContext['report'];
};

/**
 * Decides every practice of the country under a programme, by a rule set as of a day, in the caller's transaction: each
 * distinct set of facts once, and all decisions kept by one statement. Gives what they come to, counted, with the files
 * that were linked. The same facts give the same decisions, however often.
 */
export async function decideEveryone(client: ClientBase, input: DecideEveryoneInput): Promise<DecideResult> {
  const { programmeCode, asOf, ruleSet, runId, report = () => {} } = input;
  report('facts', 0);
  await client.query(roomForSorts);
  // Before anything is read: what is corrected or taken back meanwhile counts as not known.
  const corrections = await countCorrections(client);
  await client.query(`
    CREATE TEMP TABLE deciding (provider_id uuid, profession_code text, facts jsonb, listed boolean) ON COMMIT DROP`);
  await client.query(`INSERT INTO deciding ${practicesSql(null)}`, [asOf, programmeCode]);
  await client.query('ANALYZE deciding');
  const { rows } = await client.query<GroupRow>(groupsSql('deciding', 'deciding'));
  const groups = rows.map(toGroup);
  const practices = groups.reduce((sum, group) => sum + group.practices.length * group.persons, 0);
  report('decide', 0, practices);
  const decide = decider(ruleSet, asOf);
  const tally = tallyDecisions(groups, decide, programmeCode);
  await layDecided(client, decide.decided());
  report('write', 0, practices);
  const { rowCount } = await client.query(
    `INSERT INTO decision (programme_code, provider_id, profession_code, rule_set_code, rule_set_version,
                           as_of, outcome, facts, reasons, missing, run_id)
     SELECT $1, d.provider_id, d.profession_code, $2, $3, $4, k.outcome, k.facts, k.reasons, k.missing, $5
       FROM deciding d JOIN decided k ON k.facts = d.facts`,
    [programmeCode, ruleSet.code, ruleSet.version, asOf, runId],
  );
  if (rowCount !== practices) throw new Error(`${rowCount} of ${practices} practices were decided on`);
  report('compare', practices, practices);
  const arrivals = await countArrivals(client, programmeCode, runId);
  const sources = await listLinkedFiles(client);
  await client.query('DROP TABLE deciding, decided');
  return {
    programmeCode,
    asOf,
    ruleSet: { code: ruleSet.code, version: ruleSet.version },
    sources,
    ...corrections,
    practices,
    persons: groups.reduce((sum, { persons }) => sum + persons, 0),
    ...tally,
    arrivals,
  };
}

/** Everyone, grouped by what is known of them, without keeping anything: for a trial of other rules. */
export async function groupEveryone(
  tx: Pick<Statements, '$queryRawUnsafe'>,
  { programmeCode, asOf }: Pick<DecideEveryoneInput, 'programmeCode' | 'asOf'>,
): Promise<readonly PersonGroup[]> {
  await tx.$queryRawUnsafe(roomForSorts);
  const sql = groupsSql(`(${practicesSql(null)}) everyone`, `(${practicesSql(practicesOfSeveral)}) everyone`);
  return (await tx.$queryRawUnsafe<GroupRow[]>(sql, asOf, programmeCode)).map(toGroup);
}

/** For the sorts and hashes of a country in this transaction, in memory. */
const roomForSorts = `SELECT set_config('work_mem', '64MB', true)`;

/** Who stands on a list in force of the programme `$2`, for which profession. */
const listedSql = `
  SELECT DISTINCT l.profession_code, e.provider_id
    FROM published_list l JOIN list_entry e ON e.list_id = l.id
   WHERE l.programme_code = $2 AND l.published_at IS NOT NULL AND l.ended_at IS NULL`;

/** Practices with their facts, and whether a list in force has the person for that profession: `$2` is the programme. */
const practicesSql = (only: string | null) => `
  SELECT known.provider_id, known.profession_code, known.facts, listed.provider_id IS NOT NULL AS listed
    FROM (${factsSql(only)}) known
    LEFT JOIN (${listedSql}) listed
      ON listed.provider_id = known.provider_id AND listed.profession_code = known.profession_code`;

const several = 'SELECT provider_id FROM practice GROUP BY provider_id HAVING count(*) > 1';
const practicesOfSeveral = `SELECT id FROM practice WHERE provider_id IN (${several})`;

/** Few have several professions: they are put together, the many with one are counted as they stand. */
function groupsSql(everyone: string, thoseOfSeveral: string): string {
  const practice = `jsonb_build_object('facts', facts, 'listed', listed)`;
  return `
    SELECT jsonb_build_array(${practice})::text AS practices, count(*)::int AS persons
      FROM ${everyone} WHERE provider_id NOT IN (${several})
     GROUP BY facts, listed
    UNION ALL
    SELECT practices::text, count(*)::int
      FROM (SELECT jsonb_agg(${practice} ORDER BY profession_code) AS practices
              FROM ${thoseOfSeveral} WHERE provider_id IN (${several}) GROUP BY provider_id) person
     GROUP BY practices`;
}

type GroupRow = { readonly practices: string; readonly persons: number };

function toGroup({ practices, persons }: GroupRow): PersonGroup {
  const known: { readonly facts: unknown; readonly listed: boolean }[] = JSON.parse(practices);
  return { persons, practices: known.map(({ facts, listed }) => ({ facts: factsSchema.parse(facts), listed })) };
}

const batch = 2_000;

async function layDecided(client: ClientBase, decided: readonly Decided[]): Promise<void> {
  await client.query(`
    CREATE TEMP TABLE decided (facts jsonb, outcome "DecisionOutcome", reasons jsonb, missing text[]) ON COMMIT DROP`);
  for (let from = 0; from < decided.length; from += batch) {
    const rows = decided.slice(from, from + batch).map(({ facts, decision: { outcome, reasons, missing } }) => {
      return { facts, outcome: storedOutcome[outcome], reasons, missing };
    });
    await client.query(
      `INSERT INTO decided
       SELECT * FROM jsonb_to_recordset($1::jsonb)
                  AS made (facts jsonb, outcome "DecisionOutcome", reasons jsonb, missing text[])`,
      [JSON.stringify(rows)],
    );
  }
  await client.query('ANALYZE decided');
}

/** The professions with a list in force: without one everybody who is eligible comes in, and nothing is compared. */
const comparedSql = `
  SELECT DISTINCT profession_code FROM published_list
   WHERE programme_code = $2 AND published_at IS NOT NULL AND ended_at IS NULL AND kind = 'FULL'`;

/** What was last decided of the practices in `arriving` under the programme `$2`, counted; `each` tells more of them apart. */
const arrivalsSql = (arriving: string, { each, except }: { readonly each: string; readonly except: string }) => `
  WITH compared AS (${comparedSql}),
  arriving AS MATERIALIZED (${arriving}),
  before AS (
    SELECT DISTINCT ON (a.provider_id, a.profession_code)
           a.provider_id, a.profession_code, d.outcome::text, d.missing, d.reasons
      FROM arriving a
      JOIN decision d ON d.provider_id = a.provider_id AND d.profession_code = a.profession_code
     WHERE d.programme_code = $2 ${except}
     ORDER BY a.provider_id, a.profession_code, d.decided_at DESC, d.id)
  SELECT a.profession_code, a.facts ->> 'domicileProvince' AS province_code, b.outcome,
         jsonb_path_query_array(b.reasons, '$[*] ? (@.status == "failed").rule') AS failed,
         b.missing, ${each} AS facts, count(*)::int AS practices
    FROM arriving a LEFT JOIN before b USING (provider_id, profession_code)
   GROUP BY 1, 2, 3, 4, 5, 6
   ORDER BY 1, 2, 7 DESC, 3`;

/** What was last decided of those who come in by a run, where their profession has a list in force. */
async function countArrivals(client: ClientBase, programmeCode: string, runId: string): Promise<readonly Arrival[]> {
  const { rows } = await client.query<ArrivalRow>(
    arrivalsSql(
      `SELECT d.provider_id, d.profession_code, d.facts
         FROM deciding d
         JOIN compared USING (profession_code)
         JOIN decided k ON k.facts = d.facts AND k.outcome = 'ELIGIBLE'
        WHERE NOT d.listed`,
      { each: 'NULL::jsonb', except: 'AND d.run_id IS DISTINCT FROM $1' },
    ),
    [runId, programmeCode],
  );
  return rows.map(toArrival);
}

/** Practices off the list in force of their profession, known alike and last decided on alike. */
export type MayArrive = { readonly facts: Facts; readonly arrival: Arrival };

/**
 * Who would come in, were those of the given facts eligible, with what was last decided of them: for a trial of other
 * rules, which keeps nothing.
 */
export async function listWhoMayArrive(
  tx: Pick<Statements, '$queryRawUnsafe'>,
  { programmeCode, asOf, facts }: Pick<DecideEveryoneInput, 'programmeCode' | 'asOf'> & { facts: readonly Facts[] },
): Promise<readonly MayArrive[]> {
  const compared = `
    SELECT id FROM practice p
     WHERE profession_code IN (${comparedSql})
       AND NOT EXISTS (SELECT FROM (${listedSql}) l
                        WHERE l.provider_id = p.provider_id AND l.profession_code = p.profession_code)`;
  const sql = arrivalsSql(
    `SELECT provider_id, profession_code, facts FROM (${practicesSql(compared)}) everyone
      WHERE NOT listed AND facts IN (SELECT jsonb_array_elements($3::jsonb))`,
    { each: 'a.facts', except: '' },
  );
  const rows = await tx.$queryRawUnsafe<ArrivalRow[]>(sql, asOf, programmeCode, JSON.stringify(facts));
  return rows.map((row) => ({ facts: factsSchema.parse(row.facts), arrival: toArrival(row) }));
}

function toArrival({ profession_code, province_code, practices, outcome, failed, missing }: ArrivalRow): Arrival {
  return {
    professionCode: profession_code,
    provinceCode: province_code,
    practices,
    before: toBefore({ outcome, failed, missing }),
  };
}

type ArrivalRow = {
  readonly profession_code: string;
  readonly province_code: string;
  readonly outcome: StoredOutcome | null;
  readonly failed: unknown;
  readonly missing: unknown;
  readonly facts: unknown;
  readonly practices: number;
};

function toBefore({ outcome, failed, missing }: Pick<ArrivalRow, 'outcome' | 'failed' | 'missing'>): Before {
  return outcome === null ? null : beforeSchema.parse({ outcome: outcomeOfStored[outcome], failed, missing });
}

/** The files that the last linking read: what came or went since says nothing of anybody yet. */
async function listLinkedFiles(client: ClientBase): Promise<readonly LinkedFile[]> {
  const { rows } = await client.query<{ sources: unknown }>(
    `SELECT coalesce(result->'sources', '[]') AS sources FROM run
      WHERE kind = 'LINK' AND state = 'DONE' ORDER BY requested_at DESC LIMIT 1`,
  );
  return linkedFilesSchema.parse(rows[0]?.sources ?? []);
}
