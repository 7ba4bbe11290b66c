import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { NeedChart } from '#components/ui/need-chart.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import type { FormAction } from '#lib/shared/form-state.ts';
import type { DepotStock, NeedAgainstStock } from '#lib/stock/queries.ts';
import { StockForms } from './stock-forms.tsx';
import { StockTable } from './stock-table.tsx';

const told = ['transferred', 'received', 'adjusted'] as const;

interface StockBoardProps {
  area: 'province' | 'taskforce';
  title: string;
  depots: readonly DepotStock[];
  needs: readonly NeedAgainstStock[];
  transfer: FormAction;
  adjust: FormAction;
  receive?: FormAction | undefined;
  done: string | undefined;
  /** Chooses which depots are shown. */
  filter?: ReactNode;
}

/** A stock as one looks at it: is it enough, where does it lie, and then what to do about it. */
export function StockBoard({ area, title, depots, needs, filter, done, ...actions }: StockBoardProps) {
  const t = useTranslations('stock');
  const items = useTranslations('items');
  const news = told.find((one) => one === done);
  return (
    <div className="space-y-10">
      <PageHeading title={title} lead={t('lead')} />
      {news && <Notice tone="good" title={t(`told.${news}`)} live />}
      {needs.length > 0 && (
        <NeedChart
          title={t('needTitle')}
          description={t('needDescription')}
          nameHead={t('item')}
          needs={needs.map(({ itemCode, stock, need }) => ({
            key: itemCode,
            label: items(`${itemCode}.name`),
            stock,
            need,
          }))}
        />
      )}
      <section aria-labelledby="by-depot" className="space-y-4">
        <h2 id="by-depot" className="text-xl">
          {t('byDepot')}
        </h2>
        {filter}
        <StockTable depots={depots} area={area} />
      </section>
      <section aria-labelledby="act" className="max-w-2xl space-y-4">
        <h2 id="act" className="text-xl">
          {t('act')}
        </h2>
        <StockForms area={area} depots={depots} {...actions} />
      </section>
    </div>
  );
}
