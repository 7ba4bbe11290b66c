import { useLocale, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { CheckboxGroup, Select } from '#components/ui/choices.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { WhatIfSearch } from '#lib/eligibility/decision-schema.ts';
import { changeable } from '#lib/rules/change-rule-set.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import { programmeCodes, type RuleSet } from '#lib/rules/rule-sets.ts';
import { messageArguments } from '#lib/rules/words.ts';
import { useNames } from './outcomes.tsx';

interface WhatIfFormProps {
  search: WhatIfSearch;
  ruleSet: RuleSet;
  asOf: string;
}

/** What is to be changed in a copy of the rules; asked by address, so that a trial can be sent to a colleague. */
export function WhatIfForm({ search, ruleSet, asOf }: WhatIfFormProps) {
  const t = useTranslations('decisions.whatIf');
  const root = useTranslations();
  const locale = useLocale();
  const groups = useNames('profession');
  const { professions, threshold, excluded } = changeable(ruleSet, asOf);
  const toAdd = professions === null ? [] : professionCodes.filter((code) => !professions.includes(code));
  const others = programmeCodes.filter((code) => code !== search.programme && !excluded.includes(code));
  return (
    <form method="get" className="space-y-6 rounded border-2 border-line bg-ground p-4 sm:p-6">
      <Select
        id="programme"
        name="programme"
        label={root('decisions.programme')}
        defaultValue={search.programme}
        options={programmeCodes.map((code) => ({ value: code, label: root(`rules.programmes.${code}`) }))}
      />
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-3">
        {toAdd.length === 0 ? (
          <p className="text-soft">{t('allIn')}</p>
        ) : (
          <CheckboxGroup
            id="add"
            name="add"
            label={t('add')}
            defaultValue={search.add}
            choices={toAdd.map((code) => ({ value: code, label: groups(code) }))}
          />
        )}
        {threshold !== null && (
          <TextField
            id="threshold"
            name="threshold"
            label={t('threshold')}
            hint={t('thresholdHint', { threshold: messageArguments({ threshold }, root, locale).threshold ?? '' })}
            inputMode="decimal"
            width="short"
            optional
            autoComplete="off"
            defaultValue={search.threshold === undefined ? '' : String(search.threshold)}
          />
        )}
        {others.length > 0 && (
          <CheckboxGroup
            id="exclude"
            name="exclude"
            label={t('exclude')}
            defaultValue={search.exclude}
            choices={others.map((code) => ({ value: code, label: root(`rules.programmes.${code}`) }))}
          />
        )}
      </div>
      <Button type="submit">{t('compare')}</Button>
    </form>
  );
}
