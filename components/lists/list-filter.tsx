import { useTranslations } from 'next-intl';
import { Select } from '#components/ui/choices.tsx';
import { SearchForm } from '#components/ui/search-form.tsx';
import { professionCodes } from '#lib/rules/professions.ts';
import { programmeCodes } from '#lib/rules/rule-sets.ts';

interface ListFilterProps {
  programme: string | undefined;
  profession: string | undefined;
  kind: string | undefined;
  number: number | undefined;
}

/** Chooses in the address which lists are shown. */
export function ListFilter({ programme, profession, kind, number }: ListFilterProps) {
  const t = useTranslations('lists');
  const programmes = useTranslations('rules.programmes');
  const professions = useTranslations('professions');
  return (
    <SearchForm id="number" name="number" label={t('number')} defaultValue={number === undefined ? '' : String(number)}>
      <Select
        id="programme"
        name="programme"
        label={t('programme')}
        defaultValue={programme ?? ''}
        placeholder={t('allProgrammes')}
        options={programmeCodes.map((code) => ({ value: code, label: programmes(code) }))}
      />
      <Select
        id="profession"
        name="profession"
        label={t('profession')}
        defaultValue={profession ?? ''}
        placeholder={t('allProfessions')}
        options={professionCodes.map((code) => ({ value: code, label: professions(`${code}.group`) }))}
      />
      <Select
        id="kind"
        name="kind"
        label={t('kind')}
        defaultValue={kind ?? ''}
        placeholder={t('allKinds')}
        options={(['FULL', 'AMENDMENT'] as const).map((code) => ({ value: code, label: t(`kinds.${code}`) }))}
      />
    </SearchForm>
  );
}
