import { useLocale, useTranslations } from 'next-intl';
import type { FailedRule } from '#lib/eligibility/tally.ts';
import { describeRuleSet } from '#lib/rules/describe.ts';
import { missingIn, type Reason } from '#lib/rules/reasons.ts';
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

/** Says what an earlier decision wanted of somebody, with the values of the rules that decided then. */
export function useEarlierReasonWords(): (reason: Reason) => string {
  const t = useTranslations();
  const locale = useLocale();
  return (reason) => {
    const missing = missingIn(reason);
    if (missing !== null) return t('decisions.persons.wasMissing', { fact: t(`rules.missing.${missing}`) });
    const failed = t(`decisions.rule.${reason.rule}`, messageArguments(reason.params, t, locale));
    return t('decisions.persons.wasFailed', { reason: failed });
  };
}
