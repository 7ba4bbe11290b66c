import { isDeepStrictEqual } from 'node:util';
import type { Statements } from '#lib/db/statements.ts';
import type { Day } from '#lib/rules/days.ts';
import { decide } from '#lib/rules/decide.ts';
import { type FactName, type Facts, factNames, factsSchema } from '#lib/rules/facts.ts';
import type { Decision } from '#lib/rules/reasons.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import { findFactsOfProvider } from './facts-of-provider.ts';

/** What became known after the lists were last decided on: no list says it yet, the next one will. */
export type ChangedSince = {
  /** The day that the latest decision for a list looked at. */
  readonly asOf: Day;
  /** Only facts that change what the rules say. */
  readonly facts: readonly [FactName, ...FactName[]];
};

export type PresentDecision = {
  readonly facts: Facts;
  readonly decision: Decision;
  /** Null where nobody decided on the person for a list yet, or nothing changed. */
  readonly since: ChangedSince | null;
};

/**
 * What the rules say today of a person in one profession, by what is known this instant, and what of it the latest run
 * over everyone, or the amended list that followed, did not know. The person, their mail and the reviewer of their claim
 * are all told this. Nothing is kept. Undefined where nobody registers or established that practice.
 */
export async function decidePresent(
  tx: Statements,
  wanted: {
    readonly providerId: string;
    readonly professionCode: string;
    readonly programmeCode: string;
    readonly ruleSet: RuleSet;
    readonly asOf: Day;
  },
): Promise<PresentDecision | undefined> {
  const { ruleSet, asOf } = wanted;
  const facts = await findFactsOfProvider(tx, wanted);
  if (!facts) return undefined;
  const decision = decide(facts, ruleSet, asOf);
  const [latest] = await tx.$queryRaw<{ as_of: string; facts: unknown }[]>`
    SELECT as_of::text, facts FROM decision d
     WHERE provider_id = ${wanted.providerId}::uuid AND programme_code = ${wanted.programmeCode}
       AND profession_code = ${wanted.professionCode}
       AND (run_id IS NOT NULL OR EXISTS (SELECT FROM list_entry WHERE decision_id = d.id))
     ORDER BY decided_at DESC LIMIT 1`;
  const former = factsSchema.safeParse(latest?.facts).data;
  const [first, ...others] = former ? changedFacts(former, facts, { ruleSet, decision }) : [];
  return { facts, decision, since: latest && first ? { asOf: latest.as_of, facts: [first, ...others] } : null };
}

function changedFacts(
  former: Facts,
  facts: Facts,
  { ruleSet, decision }: { readonly ruleSet: RuleSet; readonly decision: Decision },
): readonly FactName[] {
  return factNames.filter((name) => {
    if (isDeepStrictEqual(former[name] ?? null, facts[name] ?? null)) return false;
    const before = decide({ ...facts, [name]: former[name] }, ruleSet, decision.asOf);
    return !isDeepStrictEqual(before.reasons, decision.reasons);
  });
}
