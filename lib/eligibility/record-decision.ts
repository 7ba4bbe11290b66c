import type { Statements } from '#lib/db/statements.ts';
import type { Facts } from '#lib/rules/facts.ts';
import type { Decision, Outcome } from '#lib/rules/reasons.ts';

/** A decision of the rules on one practice, to be kept with what it looked at. */
export type DecisionToRecord = {
  readonly providerId: string;
  readonly professionCode: string;
  readonly facts: Facts;
  readonly decision: Decision;
};

export const storedOutcome = {
  eligible: 'ELIGIBLE',
  'not-eligible': 'NOT_ELIGIBLE',
  undetermined: 'UNDETERMINED',
} as const satisfies Record<Outcome, string>;
export type StoredOutcome = (typeof storedOutcome)[Outcome];

export const outcomeOfStored = {
  ELIGIBLE: 'eligible',
  NOT_ELIGIBLE: 'not-eligible',
  UNDETERMINED: 'undetermined',
} as const satisfies Record<StoredOutcome, Outcome>;

/** Keeps one decision, with its facts, all its reasons and the version of the rules. Gives its id. */
export async function recordDecision(tx: Statements, programmeCode: string, made: DecisionToRecord): Promise<string> {
  const id = (await recordDecisions(tx, programmeCode, [made])).get(made.providerId);
  if (id === undefined) throw new Error('A decision was inserted without an id');
  return id;
}

/** Keeps decisions on as many providers, each once, in one statement. Gives their ids by the provider's. */
export async function recordDecisions(
  tx: Statements,
  programmeCode: string,
  made: readonly DecisionToRecord[],
): Promise<ReadonlyMap<string, string>> {
  const rows = made.map(({ providerId, professionCode, facts, decision }) => ({
    provider_id: providerId,
    profession_code: professionCode,
    rule_set_code: decision.ruleSet.code,
    rule_set_version: decision.ruleSet.version,
    as_of: decision.asOf,
    outcome: storedOutcome[decision.outcome],
    facts,
    reasons: decision.reasons,
    missing: decision.missing,
  }));
  const kept = await tx.$queryRaw<{ id: string; provider_id: string }[]>`
    INSERT INTO decision (programme_code, provider_id, profession_code, rule_set_code, rule_set_version,
                          as_of, outcome, facts, reasons, missing)
    SELECT ${programmeCode}, provider_id, profession_code, rule_set_code, rule_set_version,
           as_of, outcome, facts, reasons, missing
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS made (provider_id uuid, profession_code text, rule_set_code text, rule_set_version int,
                 as_of date, outcome "DecisionOutcome", facts jsonb, reasons jsonb, missing text[])
    RETURNING id, provider_id`;
  return new Map(kept.map(({ id, provider_id }) => [provider_id, id]));
}
