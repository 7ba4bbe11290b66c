import { useLocale, useTranslations } from 'next-intl';
import type { DecidedPerson } from '#lib/eligibility/decided-people.ts';
import type { Way } from '#lib/eligibility/decision-schema.ts';
import type { FailedRule } from '#lib/eligibility/tally.ts';
import { describeRuleSet } from '#lib/rules/describe.ts';
import { missingIn, type Reason } from '#lib/rules/reasons.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import { messageArguments, reasonInWords } from '#lib/rules/words.ts';

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

type Translate = ReturnType<typeof useTranslations>;

/** Says what an earlier decision wanted of somebody, with the values of the rules that decided then. */
function earlierReasonInWords(reason: Reason, t: Translate, locale: string): string {
  const missing = missingIn(reason);
  if (missing !== null) return t('decisions.persons.wasMissing', { fact: t(`rules.missing.${missing}`) });
  const failed = t(`decisions.rule.${reason.rule}`, messageArguments(reason.params, t, locale));
  return t('decisions.persons.wasFailed', { reason: failed });
}

/** Why somebody comes onto a list, by what was before; or goes off it, by what speaks against. */
export function whyInWords(way: Way, person: DecidedPerson, t: Translate, locale: string): readonly string[] {
  const { reasons, firstList, before } = person;
  if (way === 'out') return reasons.map((reason) => reasonInWords(reason, t, locale));
  if (firstList) return [t('decisions.persons.firstList')];
  if (before === null) return [t('decisions.persons.newcomer')];
  if (before.outcome === 'eligible') return [t('decisions.persons.wasEligible')];
  return before.reasons.map((reason) => earlierReasonInWords(reason, t, locale));
}
