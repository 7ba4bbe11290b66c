import { useTranslations } from 'next-intl';
import { BarChart } from '#components/ui/bar-chart.tsx';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/choices.tsx';

interface EntryCountsProps {
  counts: readonly { readonly provinceCode: string; readonly entries: number }[];
  total: number;
}

/** A list's entries by province, drawn. */
export function EntryCounts({ counts, total }: EntryCountsProps) {
  const t = useTranslations('lists');
  const words = useTranslations('common.words');
  const provinces = useTranslations('provinces');
  return (
    <BarChart
      title={t('byProvince')}
      description={t('byProvinceDescription', { total })}
      nameHead={words('province')}
      valueHead={t('entries')}
      bars={counts
        .toSorted((a, b) => b.entries - a.entries)
        .map(({ provinceCode, entries }) => ({ key: provinceCode, label: provinces(provinceCode), value: entries }))}
    />
  );
}

/** Chooses in the address of which province the entries are shown. */
export function EntryFilter({ counts, province }: Pick<EntryCountsProps, 'counts'> & { province: string | undefined }) {
  const t = useTranslations('lists');
  const words = useTranslations('common');
  const provinces = useTranslations('provinces');
  return (
    <form method="get" className="flex flex-wrap items-end gap-3">
      <Select
        id="province"
        name="province"
        label={words('words.province')}
        defaultValue={province ?? ''}
        placeholder={t('allProvinces')}
        options={counts.map(({ provinceCode }) => ({ value: provinceCode, label: provinces(provinceCode) }))}
      />
      <Button type="submit" look="secondary">
        {words('actions.show')}
      </Button>
    </form>
  );
}
