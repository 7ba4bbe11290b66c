import { useLocale, useTranslations } from 'next-intl';
import { Select } from '#components/ui/choices.tsx';
import { DayRange } from '#components/ui/day-range.tsx';
import { SearchForm } from '#components/ui/search-form.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { auditActions } from '#lib/audit/actions.ts';
import type { AuditFilter as Filter } from '#lib/audit/schema.ts';
import { provinceCodes } from '#lib/geography/provinces.ts';

/** Chooses in the address which entries are shown. */
export function AuditFilter({ filter }: { filter: Filter }) {
  const t = useTranslations('audit');
  const words = useTranslations('common.words');
  const provinces = useTranslations('provinces');
  const locale = useLocale();
  const actions = auditActions
    .map((code) => ({ value: code, label: t(`actions.${code}`) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale));
  return (
    <SearchForm id="subject" name="subject" label={t('searchSubject')} defaultValue={filter.subject}>
      <TextField
        id="who"
        name="who"
        label={t('searchWho')}
        defaultValue={filter.who}
        width="medium"
        autoComplete="off"
        aria-required={false}
      />
      <Select
        id="action"
        name="action"
        label={t('action')}
        defaultValue={filter.action ?? ''}
        placeholder={t('allActions')}
        options={actions}
      />
      <Select
        id="province"
        name="province"
        label={words('province')}
        defaultValue={filter.province ?? ''}
        placeholder={t('allProvinces')}
        options={provinceCodes.map((code) => ({ value: code, label: provinces(code) }))}
      />
      <DayRange from={filter.from} until={filter.until} />
    </SearchForm>
  );
}
