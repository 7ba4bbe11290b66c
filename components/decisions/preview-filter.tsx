import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/choices.tsx';
import type { Query } from '#components/ui/query.ts';
import { useNames } from './outcomes.tsx';

interface PreviewFilterProps {
  professions: readonly string[];
  provinces: readonly string[];
  profession: string | undefined;
  province: string | undefined;
  /** What else the address says and a choice must not lose. */
  keep?: Query | undefined;
}

/** Looks at one profession or province, by the address. */
export function PreviewFilter({ professions, provinces, profession, province, keep = {} }: PreviewFilterProps) {
  const t = useTranslations('decisions.filter');
  const groups = useNames('profession');
  const names = useNames('province');
  return (
    <form method="get" className="flex flex-wrap items-end gap-3">
      {Object.entries(keep).flatMap(([name, value]) =>
        [value ?? []].flat().map((one) => <input key={`${name} ${one}`} type="hidden" name={name} value={one} />),
      )}
      <Select
        id="profession"
        name="profession"
        label={t('profession')}
        defaultValue={profession ?? ''}
        placeholder={t('allProfessions')}
        options={professions.map((code) => ({ value: code, label: groups(code) }))}
      />
      <Select
        id="province"
        name="province"
        label={t('province')}
        defaultValue={province ?? ''}
        placeholder={t('allProvinces')}
        options={provinces.map((code) => ({ value: code, label: names(code) }))}
      />
      <Button type="submit" look="secondary">
        {t('show')}
      </Button>
    </form>
  );
}
