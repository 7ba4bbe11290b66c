import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/choices.tsx';
import { provinceCodes } from '#lib/geography/provinces.ts';

interface SituationFilterProps {
  programmeCodes: readonly string[];
  programmeCode: string;
  provinceCode: string | undefined;
}

/** Chooses in the address what the figures are about. */
export function SituationFilter({ programmeCodes, programmeCode, provinceCode }: SituationFilterProps) {
  const t = useTranslations('situation');
  const words = useTranslations('common');
  const programmes = useTranslations('rules.programmes');
  const provinces = useTranslations('provinces');
  return (
    <form method="get" className="flex flex-wrap items-end gap-x-6 gap-y-3">
      <Select
        id="programme"
        name="programme"
        label={t('programme')}
        defaultValue={programmeCode}
        options={programmeCodes.map((code) => ({ value: code, label: programmes(code) }))}
      />
      <Select
        id="province"
        name="province"
        label={words('words.province')}
        defaultValue={provinceCode ?? ''}
        placeholder={t('wholeCountry')}
        options={provinceCodes.map((code) => ({ value: code, label: provinces(code) }))}
      />
      <Button type="submit" look="secondary">
        {words('actions.show')}
      </Button>
    </form>
  );
}
