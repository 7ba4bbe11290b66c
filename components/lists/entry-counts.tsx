import { useTranslations } from 'next-intl';
import { BarChart } from '#components/ui/bar-chart.tsx';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/choices.tsx';
import { type EntryOrigin, entryOrigins } from '#lib/eligibility/list-schema.ts';

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

interface EntryFilterProps extends Pick<EntryCountsProps, 'counts'> {
  province: string | undefined;
  origin: EntryOrigin | undefined;
  /** What else the address says and a choice must not lose. */
  keep: Readonly<Record<string, string>>;
}

/** Chooses in the address of which province and origin the entries are shown. */
export function EntryFilter({ counts, province, origin, keep }: EntryFilterProps) {
  const t = useTranslations('lists');
  const words = useTranslations('common');
  const provinces = useTranslations('provinces');
  return (
    <form method="get" className="flex flex-wrap items-end gap-3">
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Select
        id="province"
        name="province"
        label={words('words.province')}
        defaultValue={province ?? ''}
        placeholder={t('allProvinces')}
        options={counts.map(({ provinceCode }) => ({ value: provinceCode, label: provinces(provinceCode) }))}
      />
      <Select
        id="origin"
        name="origin"
        label={t('origin')}
        defaultValue={origin ?? ''}
        placeholder={t('allOrigins')}
        options={entryOrigins.map((code) => ({ value: code, label: t(`origins.${code}`) }))}
      />
      <Button type="submit" look="secondary">
        {words('actions.show')}
      </Button>
    </form>
  );
}
