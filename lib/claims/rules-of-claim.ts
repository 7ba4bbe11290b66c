import type { Statements } from '#lib/db/statements.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { findFactsOfProvider } from '#lib/eligibility/facts-of-provider.ts';
import { loadRuleSet } from '#lib/programmes/rule-sets.ts';
import type { Day, Period } from '#lib/rules/days.ts';
import { decide } from '#lib/rules/decide.ts';
import { type DescribedStatement, describeRuleSet } from '#lib/rules/describe.ts';
import type { Facts } from '#lib/rules/facts.ts';
import { valueOn } from '#lib/rules/parameters.ts';
import { isProfessionCode } from '#lib/rules/professions.ts';
import type { Decision } from '#lib/rules/reasons.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';

type Asked = { readonly programmeCode: string; readonly professionCode: string };

/** The rule set that new decisions under a claim's programme are made by. */
export async function ruleSetOf(
  tx: Pick<Transaction, 'programme' | '$queryRaw'>,
  programmeCode: string,
): Promise<RuleSet> {
  const { ruleSetCode, ruleSetVersion } = await tx.programme.findUniqueOrThrow({
    where: { code: programmeCode },
    select: { ruleSetCode: true, ruleSetVersion: true },
  });
  return loadRuleSet(ruleSetCode, ruleSetVersion, tx);
}

export type RulesView = { readonly facts: Facts; readonly decision: Decision };

/** What the rules say today of a claim's person, by what the registers know; by the statement alone where they know nobody. */
export async function viewByRules(
  tx: Statements,
  ruleSet: RuleSet,
  claim: Asked & { readonly providerId: string | null; readonly provinceCode: string },
  asOf: Day,
): Promise<RulesView> {
  const known =
    claim.providerId === null
      ? undefined
      : await findFactsOfProvider(tx, { providerId: claim.providerId, professionCode: claim.professionCode, asOf });
  const facts: Facts = known ?? {
    profession: isProfessionCode(claim.professionCode) ? claim.professionCode : null,
    domicileProvince: claim.provinceCode,
  };
  return { facts, decision: decide(facts, ruleSet, asOf) };
}

/** The period whose ambulatory share the rule set asks about; undefined where it asks about none. */
export function activityPeriod(ruleSet: RuleSet, asOf: Day): Period | undefined {
  const day = asOf < ruleSet.validFrom ? ruleSet.validFrom : asOf;
  for (const { rule, parameters } of ruleSet.rules) {
    if (rule === 'mostly-ambulatory') return valueOn(parameters.period, day).value;
  }
  return undefined;
}

/** The conditions of the rule set, of which a refusal may name some. */
export function conditionsOf(ruleSet: RuleSet, asOf: Day): readonly DescribedStatement[] {
  return describeRuleSet(ruleSet, asOf).conditions;
}
