import { useFormatter, useTranslations } from 'next-intl';
import { type MapFill, ProvinceMap } from '#components/geography/province-map.tsx';
import { queryHref } from '#components/ui/query.ts';
import type { SituationRow } from '#lib/entitlements/situation-figures.ts';

interface SituationMapProps {
  /** One row a province. */
  rows: readonly SituationRow[];
  programmeCode: string;
  provinceCode: string | undefined;
}

const steps: readonly MapFill[] = ['none', 'dots', 'hatched', 'half', 'full'];

/** Served of entitled by province, darker where more is served; each area leads to its province. */
export function SituationMap({ rows, programmeCode, provinceCode }: SituationMapProps) {
  const t = useTranslations('situation');
  const provinces = useTranslations('provinces');
  const format = useFormatter();
  return (
    <ProvinceMap
      title={t('map.title')}
      description={t('map.description')}
      legend={steps.map((fill) => ({ fill, label: t(`map.${fill}`) }))}
      areas={rows.map(({ code, share, served, entitled }) => ({
        code,
        name: provinces(code),
        fill: fillOf(share),
        text: t('map.area', { served, entitled, share: percent(format, share) }),
        // Without its sign, so that Brussels and what surrounds it keep apart.
        mark: entitled === 0 ? undefined : format.number(Math.round(100 * wholeShare(share))),
        href: `/taskforce${queryHref({ programme: programmeCode }, { province: code === provinceCode ? undefined : code })}`,
        current: code === provinceCode,
      }))}
    />
  );
}

/** By quarters; a first parcel handed over is already more than nothing. */
function fillOf(share: number): MapFill {
  if (share === 0) return 'none';
  if (share < 0.25) return 'dots';
  if (share < 0.5) return 'hatched';
  return share < 0.75 ? 'half' : 'full';
}

/** A share in whole per cent, in words of the language. */
export function percent(format: ReturnType<typeof useFormatter>, share: number): string {
  return format.number(wholeShare(share), { style: 'percent', maximumFractionDigits: 0 });
}

/** Rounded to hundredths; never said to be nothing or all while it is not. */
function wholeShare(share: number): number {
  if (share === 0 || share === 1) return share;
  return Math.min(0.99, Math.max(0.01, Math.round(share * 100) / 100));
}
