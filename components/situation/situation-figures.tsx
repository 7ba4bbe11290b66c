import { useFormatter, useTranslations } from 'next-intl';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import type { SituationFigures } from '#lib/entitlements/situation-figures.ts';

const shown = ['entitled', 'booked', 'served', 'declined', 'throughOrganisations'] as const;

/** The five figures one comes for, and how far the distribution has come. */
export function SituationGlance({ figures }: { figures: SituationFigures }) {
  const t = useTranslations('situation');
  const format = useFormatter();
  return (
    <div className="space-y-6">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-3 lg:grid-cols-5">
        {shown.map((figure) => (
          <div key={figure} className="flex flex-col-reverse justify-end">
            <dt className="text-soft">{t(`figures.${figure}`)}</dt>
            <dd className="font-semibold text-3xl tabular-nums">{format.number(figures[figure])}</dd>
          </div>
        ))}
      </dl>
      <ProgressBar label={t('servedOfEntitled')} value={figures.served} max={figures.entitled} />
    </div>
  );
}
