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
export async function recordDecision(
  tx: Statements,
  programmeCode: string,
  { providerId, professionCode, facts, decision }: DecisionToRecord,
): Promise<string> {
  const { ruleSet, asOf, outcome, reasons, missing } = decision;
  const [kept] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO decision (programme_code, provider_id, profession_code, rule_set_code, rule_set_version,
                          as_of, outcome, facts, reasons, missing)
    VALUES (${programmeCode}, ${providerId}::uuid, ${professionCode}, ${ruleSet.code}, ${ruleSet.version},
            ${asOf}::date, ${storedOutcome[outcome]}::"DecisionOutcome", ${JSON.stringify(facts)}::jsonb,
            ${JSON.stringify(reasons)}::jsonb, ${[...missing]}::text[])
    RETURNING id`;
  if (!kept) throw new Error('A decision was inserted without an id');
  return kept.id;
}
