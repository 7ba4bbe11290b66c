import type { Statements } from '#lib/db/statements.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { decidePresent, type PresentDecision } from '#lib/eligibility/decide-present.ts';
import { loadRuleSet } from '#lib/programmes/rule-sets.ts';
import type { Day, Period } from '#lib/rules/days.ts';
import { decide } from '#lib/rules/decide.ts';
import { type DescribedStatement, describeRuleSet } from '#lib/rules/describe.ts';
import type { Facts } from '#lib/rules/facts.ts';
import { valueOn } from '#lib/rules/parameters.ts';
import { isProfessionCode } from '#lib/rules/professions.ts';
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

export type RulesView = PresentDecision & {
  /** By the registers, or by what is stated where they know nobody in that profession. */
  readonly basis: 'registers' | 'statement';
};

/**
 * What the rules say today of a claim's person, as the person reads it too; by the statement alone where the registers
 * know nobody in that profession.
 */
export async function viewByRules(
  tx: Statements,
  ruleSet: RuleSet,
  claim: Asked & { readonly providerId: string | null; readonly provinceCode: string },
  asOf: Day,
): Promise<RulesView> {
  const known =
    claim.providerId === null
      ? undefined
      : await decidePresent(tx, { ...claim, providerId: claim.providerId, ruleSet, asOf });
  if (known) return { ...known, basis: 'registers' };
  const facts: Facts = {
    profession: isProfessionCode(claim.professionCode) ? claim.professionCode : null,
    domicileProvince: claim.provinceCode,
  };
  return { facts, decision: decide(facts, ruleSet, asOf), since: null, basis: 'statement' };
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
