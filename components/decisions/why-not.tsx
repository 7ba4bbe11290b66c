import { useTranslations } from 'next-intl';
import { BarChart } from '#components/ui/bar-chart.tsx';
import type { Reasons } from '#lib/eligibility/preview.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import { useRuleWords } from './rule-words.ts';

interface WhyNotProps {
  reasons: Reasons;
  ruleSet: RuleSet;
  asOf: string;
}

/** Which conditions are not met, and which facts are wanting: how often each. */
export function WhyNot({ reasons, ruleSet, asOf }: WhyNotProps) {
  const t = useTranslations('decisions.why');
  const facts = useTranslations('rules.missing');
  const rules = useRuleWords(ruleSet, asOf);
  return (
    <section aria-labelledby="why" className="space-y-4">
      <h2 id="why" className="text-xl">
        {t('title')}
      </h2>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
        {reasons.failed.length > 0 && (
          <BarChart
            title={t('failed')}
            description={t('failedDescription')}
            nameHead={t('rule')}
            valueHead={t('count')}
            bars={reasons.failed.map(({ name, practices }) => ({ key: name, label: rules(name), value: practices }))}
          />
        )}
        {reasons.missing.length > 0 && (
          <BarChart
            title={t('missing')}
            description={t('missingDescription')}
            nameHead={t('fact')}
            valueHead={t('count')}
            bars={reasons.missing.map(({ name, practices }) => ({ key: name, label: facts(name), value: practices }))}
          />
        )}
        {reasons.failed.length + reasons.missing.length === 0 && <p>{t('none')}</p>}
      </div>
    </section>
  );
}
