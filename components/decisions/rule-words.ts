import { useLocale, useTranslations } from 'next-intl';
import type { FailedRule } from '#lib/eligibility/tally.ts';
import { describeRuleSet } from '#lib/rules/describe.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import { messageArguments } from '#lib/rules/words.ts';

/** Says what it means that a rule is not met, with the values of the rules that decided. */
export function useRuleWords(ruleSet: RuleSet, asOf: string): (rule: FailedRule) => string {
  const t = useTranslations();
  const locale = useLocale();
  const { conditions } = describeRuleSet(ruleSet, asOf);
  return (rule) => {
    const params = conditions.find(({ code }) => code === rule)?.params ?? {};
    return t(`decisions.rule.${rule}`, messageArguments(params, t, locale));
  };
}
