import type { Statements } from '#lib/db/statements.ts';
import { loadRuleSet } from '#lib/programmes/rule-sets.ts';
import { type LinkedFile, linkedFilesSchema } from '#lib/registers/link/link-result.ts';
import type { Day } from '#lib/rules/days.ts';
import { professionsOf } from '#lib/rules/rule-sets.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';

export type PublicationRefusal =
  | 'not-allowed'
  /** No profession was asked for. */
  | 'nothing-chosen'
  | 'run-unknown'
  | 'run-not-finished'
  | 'programme-not-open'
  /** The programme has other rules by now. */
  | 'rule-set-changed'
  | 'profession-not-in-rule-set'
  /** A list, or an accepted claim or its withdrawn amendment, is newer than what was decided. */
  | 'decided-before-list'
  | 'nobody-eligible';

/** A run of decisions that lists can be made from. */
export type DecidedRun = {
  readonly id: string;
  readonly programmeCode: string;
  readonly professions: readonly string[];
  readonly asOf: Day;
  readonly ruleSet: { readonly code: string; readonly version: number };
  readonly sources: readonly LinkedFile[];
};

/** Whether lists of these professions can be made from what a run decided, as things stand in this transaction. */
export async function judgePublication(
  tx: Statements,
  { decideRunId, professions }: { readonly decideRunId: string; readonly professions: readonly string[] },
): Promise<Result<DecidedRun, PublicationRefusal>> {
  if (professions.length === 0) return refused('nothing-chosen');
  const [row] = await tx.$queryRaw<RunRow[]>`
    SELECT r.state::text, r.result, d.programme_code, d.rule_set_code, d.rule_set_version, d.as_of,
           p.status::text AS programme_status,
           (p.rule_set_code, p.rule_set_version) = (d.rule_set_code, d.rule_set_version) AS rules_stand
      FROM run r
      LEFT JOIN LATERAL (SELECT programme_code, rule_set_code, rule_set_version, as_of::text FROM decision
                          WHERE run_id = r.id LIMIT 1) d ON true
      LEFT JOIN programme p ON p.code = d.programme_code
     WHERE r.id = ${decideRunId}::uuid AND r.kind = 'DECIDE'`;
  if (!row) return refused('run-unknown');
  if (row.state !== 'DONE') return refused('run-not-finished');
  if (!decidedSomebody(row)) return refused('nobody-eligible', { profession: professions[0] ?? '' });
  if (row.programme_status !== 'OPEN') return refused('programme-not-open');
  if (!row.rules_stand) return refused('rule-set-changed');
  const run = runOf(decideRunId, professions, row);
  for (const profession of run.professions) {
    const code = await refusalOfProfession(tx, run, profession);
    if (code) return refused(code, { profession });
  }
  return done(run);
}

type RunRow = { state: string; result: unknown; programme_status: string | null; rules_stand: boolean | null } & (
  | { programme_code: string; rule_set_code: string; rule_set_version: number; as_of: string }
  | { programme_code: null }
);
type DecidedRow = RunRow & { programme_code: string };

function decidedSomebody(row: RunRow): row is DecidedRow {
  return row.programme_code !== null;
}

function runOf(id: string, professions: readonly string[], row: DecidedRow): DecidedRun {
  const sources = linkedFilesSchema.safeParse(Reflect.get(Object(row.result), 'sources'));
  return {
    id,
    programmeCode: row.programme_code,
    professions: [...new Set(professions)].toSorted(),
    asOf: row.as_of,
    ruleSet: { code: row.rule_set_code, version: row.rule_set_version },
    sources: sources.data ?? [],
  };
}

async function refusalOfProfession(
  tx: Statements,
  run: DecidedRun,
  professionCode: string,
): Promise<PublicationRefusal | undefined> {
  const ruleSet = await loadRuleSet(run.ruleSet.code, run.ruleSet.version, tx);
  const professions: readonly string[] | null = professionsOf(ruleSet, run.asOf);
  if (professions !== null && !professions.includes(professionCode)) return 'profession-not-in-rule-set';
  // The facts were looked at some time between the run's request and its end: whoever an amendment added meanwhile, or
  // so shortly before that it may not have been there to be seen, must at least be among the eligible; and whose
  // amendment was withdrawn then, with what their claim had shown, must not, whichever programme that was for.
  const [found] = await tx.$queryRaw<{ eligible: boolean; newer: boolean }[]>`
    SELECT EXISTS (SELECT FROM decision WHERE run_id = r.id AND profession_code = ${professionCode}
                      AND outcome = 'ELIGIBLE') AS eligible,
           EXISTS (
             SELECT FROM published_list l
              WHERE l.programme_code = ${run.programmeCode} AND l.profession_code = ${professionCode}
                AND l.published_at IS NOT NULL AND l.ended_at IS NULL
                AND (l.publication_recorded_at > r.finish_recorded_at
                     OR l.kind = 'AMENDMENT' AND l.publication_recorded_at > r.requested_at - interval '1 minute'
                        AND EXISTS (SELECT FROM list_entry e WHERE e.list_id = l.id AND NOT EXISTS (
                              SELECT FROM decision d WHERE d.run_id = r.id AND d.profession_code = l.profession_code
                                 AND d.provider_id = e.provider_id AND d.outcome = 'ELIGIBLE'))))
             OR EXISTS (
             SELECT FROM published_list l
               JOIN list_entry e ON e.list_id = l.id
               JOIN decision d ON d.run_id = r.id AND d.profession_code = l.profession_code AND d.provider_id = e.provider_id
              WHERE l.profession_code = ${professionCode}
                AND l.kind = 'AMENDMENT' AND l.end_recorded_at > r.requested_at - interval '1 minute'
                AND l.ended_reason <> 'replaced-by-list' AND d.outcome = 'ELIGIBLE') AS newer
      FROM run r WHERE r.id = ${run.id}::uuid`;
  if (found?.newer) return 'decided-before-list';
  return found?.eligible ? undefined : 'nobody-eligible';
}
