import { inList } from '#lib/i18n/regional.ts';
import { type Day, lastDayOf } from '#lib/rules/days.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import { messageArguments, type Translate } from '#lib/rules/words.ts';
import { activityPeriod } from './rules-of-claim.ts';

/** What one may state beyond the facts, by what the rules of the programmes one reports for ask about. */
export function statementHint(ruleSets: readonly RuleSet[], asOf: Day, translate: Translate, locale: string): string {
  const periods = ruleSets.flatMap((ruleSet) => {
    const period = activityPeriod(ruleSet, asOf);
    if (!period) return [];
    const days = messageArguments({ from: period.from, lastDay: lastDayOf(period) }, translate, locale);
    return [translate('rules-page.period', days)];
  });
  return translate('claim.fields.statementHint', {
    asked: periods.length === 0 ? 'none' : 'share',
    periods: inList([...new Set(periods)], locale),
  });
}
