import { useFormatter, useTranslations } from 'next-intl';
import { StackedChart, type StackedRow } from '#components/ui/stacked-chart.tsx';
import type { FigureRow, Figures } from '#lib/eligibility/preview.ts';

const shown = ['eligible', 'notEligible', 'undetermined', 'comingIn', 'goingOut'] as const;

/** What the decisions come to, at a glance. */
export function DecisionGlance({ figures, parcels }: { figures: Figures; parcels: number | null }) {
  const t = useTranslations('decisions.figures');
  const format = useFormatter();
  const figure = (name: string, value: number) => (
    <div key={name} className="flex flex-col-reverse justify-end">
      <dt className="text-soft">{t(name)}</dt>
      <dd className="font-semibold text-2xl tabular-nums">{format.number(value)}</dd>
    </div>
  );
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-3 lg:grid-cols-6">
      {shown.map((name) => figure(name, figures[name]))}
      {parcels !== null && figure('parcels', parcels)}
    </dl>
  );
}

interface OutcomeChartProps {
  by: 'profession' | 'province';
  rows: readonly FigureRow[];
}

/** Who is entitled, on whom nothing can be decided, and who is not: a divided bar for each profession or province. */
export function OutcomeChart({ by, rows }: OutcomeChartProps) {
  const t = useTranslations('decisions');
  const names = useNames(by);
  return (
    <StackedChart
      title={t(by === 'profession' ? 'outcomes.byProfession' : 'outcomes.byProvince')}
      description={t('outcomes.description')}
      nameHead={t(by)}
      parts={[t('figures.eligible'), t('figures.undetermined'), t('figures.notEligible')]}
      rows={rows.map(
        ({ code, eligible, undetermined, notEligible }): StackedRow => ({
          key: code,
          label: names(code),
          values: [eligible, undetermined, notEligible],
        }),
      )}
    />
  );
}

/** Professions by the name of their group, provinces by their own. */
export function useNames(by: 'profession' | 'province'): (code: string) => string {
  const professions = useTranslations('professions');
  const provinces = useTranslations('provinces');
  return (code) => (by === 'profession' ? professions(`${code}.group`) : provinces(code));
}
