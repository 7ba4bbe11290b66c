import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import { loadRuleSet } from '#lib/programmes/rule-sets.ts';
import { changeRuleSet, effectiveChanges, type RuleSetChanges } from '#lib/rules/change-rule-set.ts';
import type { Day } from '#lib/rules/days.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import { taskforceDecision } from '#lib/rules/sources.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { groupEveryone, listWhoMayArrive, type MayArrive } from './decide-everyone.ts';
import type { Arrival } from './decide-result.ts';
import { type Decider, decider, type Tally, tallyDecisions } from './tally.ts';

/** What rules come to, with what was last decided of those who would come in where there is a list in force. */
export type Foreseen = Tally & { readonly arrivals: readonly Arrival[] };

export type WhatIf = {
  readonly asOf: Day;
  /** The rules in force, and what they come to. */
  readonly ruleSet: RuleSet;
  readonly today: Foreseen;
  /** The changes that would change something, and what the rules then come to. */
  readonly changes: RuleSetChanges;
  readonly changedRuleSet: RuleSet;
  readonly changed: Foreseen;
};

export type WhatIfRefusal = 'not-allowed' | 'programme-unknown';

/**
 * What the programme's rules come to on the present day, and what they would come to with some changes, of the very same
 * people. Reads only: nothing is decided, kept or told. Administrators only.
 */
export function foreseeChanges(
  actor: Actor,
  { programmeCode, changes }: { readonly programmeCode: string; readonly changes: RuleSetChanges },
): Promise<Result<WhatIf, WhatIfRefusal>> {
  return inSqlTransaction<WhatIf, WhatIfRefusal>(async (tx) => {
    if (!isAdministrator(actor)) return refused('not-allowed');
    await tx.$executeRaw`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY`;
    const [programme] = await tx.$queryRaw<
      { rule_set_code: string; rule_set_version: number; today: Day }[]
    >`SELECT rule_set_code, rule_set_version, (business_now() AT TIME ZONE time_zone)::date::text AS today
        FROM programme WHERE code = ${programmeCode}`;
    if (!programme) return refused('programme-unknown');
    const ruleSet = await loadRuleSet(programme.rule_set_code, programme.rule_set_version, tx);
    const asOf = programme.today < ruleSet.validFrom ? ruleSet.validFrom : programme.today;
    const effective = effectiveChanges(ruleSet, changes, asOf);
    const changedRuleSet = changeRuleSet(ruleSet, effective, {
      version: ruleSet.version + 1,
      from: asOf,
      source: taskforceDecision(asOf, trial),
    });
    const groups = await groupEveryone(tx, { programmeCode, asOf });
    const [now, then] = [decider(ruleSet, asOf), decider(changedRuleSet, asOf)];
    const [today, changed] = [tallyDecisions(groups, now, programmeCode), tallyDecisions(groups, then, programmeCode)];
    const facts = [...now.decided(), ...then.decided()].flatMap((one) =>
      one.decision.outcome === 'eligible' ? [one.facts] : [],
    );
    const mayArrive = await listWhoMayArrive(tx, { programmeCode, asOf, facts });
    return done({
      asOf,
      ruleSet,
      today: { ...today, arrivals: arriving(mayArrive, now) },
      changes: effective,
      changedRuleSet,
      changed: { ...changed, arrivals: arriving(mayArrive, then) },
    });
  });
}

/** Those of them who are eligible, put together where the same was decided of them. */
function arriving(mayArrive: readonly MayArrive[], { decide }: Pick<Decider, 'decide'>): readonly Arrival[] {
  const sums = new Map<string, Arrival>();
  for (const { facts, arrival } of mayArrive) {
    if (decide(facts).outcome !== 'eligible') continue;
    const { practices, ...alike } = arrival;
    const key = JSON.stringify(alike);
    sums.set(key, { ...arrival, practices: practices + (sums.get(key)?.practices ?? 0) });
  }
  return [...sums.values()];
}

/** Stands in no page: a trial that is adopted gets a reason of its own. */
const trial = 'trial';
