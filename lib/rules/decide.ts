import { assertDay, type Day } from './days.ts';
import type { Facts } from './facts.ts';
import { valueOn } from './parameters.ts';
import {
  ambulatoryShareAbove,
  domicileAmong,
  notServedUnder,
  personalDistributionDecided,
  professionAmong,
  rightToPractise,
} from './predicates.ts';
import { type Decision, type MissingName, missingIn, missingNames, type Outcome, type Reason } from './reasons.ts';
import type { RuleInstance, RuleSet } from './rule-sets.ts';

/**
 * Decides one person under one rule set, with the values that hold on the day.
 *
 * Guarantees: every rule is asked and each answer is among the reasons, met, failed or unknown, in the order of
 * the rule set; one failed rule makes it not eligible, otherwise one unknown makes it undetermined; never an
 * outcome without a reason; the same facts in another order give the same decision. `missing` names what
 * would settle each unknown, so it is never empty for an undetermined one. Throws a RangeError when `asOf` is no day.
 */
export function decide(facts: Facts, ruleSet: RuleSet, asOf: Day): Decision {
  assertDay(asOf);
  const [first, ...rest] = ruleSet.rules;
  const reasons: readonly [Reason, ...Reason[]] =
    asOf < ruleSet.validFrom
      ? [notYetInForce(ruleSet)]
      : [ask(first, facts, asOf), ...rest.map((instance) => ask(instance, facts, asOf))];
  return {
    outcome: outcomeOf(reasons),
    reasons,
    missing: missingFrom(reasons),
    ruleSet: { code: ruleSet.code, version: ruleSet.version },
    asOf,
  };
}

function ask({ rule, parameters }: RuleInstance, facts: Facts, asOf: Day): Reason {
  switch (rule) {
    case 'profession-in-target-group':
      return professionAmong(facts, valueOn(parameters.professions, asOf).value);
    case 'right-to-practise':
      return rightToPractise(facts);
    case 'mostly-ambulatory':
      return ambulatoryShareAbove(
        facts,
        valueOn(parameters.period, asOf).value,
        valueOn(parameters.threshold, asOf).value,
      );
    case 'domicile-in-province':
      return domicileAmong(facts, valueOn(parameters.provinces, asOf).value);
    case 'personal-distribution-decided':
      return personalDistributionDecided(valueOn(parameters.decided, asOf).value);
    case 'not-already-served':
      return notServedUnder(facts, valueOn(parameters.programmes, asOf).value);
  }
}

function notYetInForce({ validFrom }: RuleSet): Reason {
  return { code: 'rule-set-not-yet-in-force', rule: 'rule-set-in-force', status: 'unknown', params: { validFrom } };
}

function outcomeOf(reasons: readonly Reason[]): Outcome {
  if (reasons.some(({ status }) => status === 'failed')) return 'not-eligible';
  return reasons.some(({ status }) => status === 'unknown') ? 'undetermined' : 'eligible';
}

function missingFrom(reasons: readonly Reason[]): readonly MissingName[] {
  const missing = new Set(reasons.map(missingIn));
  return missingNames.filter((name) => missing.has(name));
}
