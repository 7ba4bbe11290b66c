import { useFormatter, useTranslations } from 'next-intl';
import { type MapFill, type MapStep, ProvinceMap } from '#components/geography/province-map.tsx';
import type { ProfessionFigures } from '#lib/eligibility/open-figures.ts';
import { smallestShown } from '#lib/eligibility/suppression.ts';

const fills = ['dots', 'hatched', 'half', 'full'] as const satisfies readonly MapFill[];

/** People on the lists of a profession by province, darker where there are more; a hidden figure leaves its province white. */
export function ListedMap({ figures: { code: profession, provinces: areas } }: { figures: ProfessionFigures }) {
  const t = useTranslations('figures');
  const provinces = useTranslations('provinces');
  const professions = useTranslations('professions');
  const format = useFormatter();
  const step = stepFor(Math.max(0, ...areas.map(({ listed }) => listed ?? 0)));
  const steps: MapStep[] = fills.map((fill, index) => ({
    fill,
    label: t(`map.${index === 0 ? 'below' : index === fills.length - 1 ? 'above' : 'between'}`, {
      from: index * step,
      to: (index + 1) * step,
    }),
  }));
  return (
    <div className="space-y-2">
      <ProvinceMap
        title={t('map.title', { who: professions(`${profession}.group`) })}
        description={t('map.description')}
        legend={[{ fill: 'none', label: t('hidden') }, ...(step > smallestShown ? steps : steps.slice(1))]}
        areas={areas.map(({ code, listed }) => ({
          code,
          name: provinces(code),
          fill:
            listed === undefined ? 'none' : (fills[Math.min(fills.length - 1, Math.floor(listed / step))] ?? 'full'),
          text: listed === undefined ? t('hidden') : format.number(listed),
          mark: listed === undefined ? undefined : markOf(listed),
        }))}
      />
      {areas.some(({ listed }) => (listed ?? 0) >= 1_000) && <p className="text-sm text-soft">{t('map.thousands')}</p>}
    </div>
  );
}

/** A round number of which four cover the largest figure; the smallest that is shown, at least. */
function stepFor(largest: number): number {
  const atLeast = Math.max(smallestShown, largest / 4);
  const unit = 10 ** Math.floor(Math.log10(atLeast));
  return Math.ceil((atLeast / unit) * 2) * (unit / 2);
}

/** At most three characters, so that Brussels and what surrounds it keep apart. */
function markOf(listed: number): string {
  return listed < 1_000 ? String(listed) : `${Math.round(listed / 1000)}k`;
}
