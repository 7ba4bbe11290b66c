import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { NeedChart } from '#components/ui/need-chart.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import type { FormAction } from '#lib/shared/form-state.ts';
import type { Page } from '#lib/shared/paging.ts';
import type { DepotStock, ExpectedReceiptView, NeedAgainstStock } from '#lib/stock/queries.ts';
import { type ExpectedEndings, ExpectedTable } from './expected-table.tsx';
import { StockForms } from './stock-forms.tsx';
import { StockTable } from './stock-table.tsx';

const told = ['transferred', 'received', 'adjusted', 'announced', 'arrived', 'calledOff'] as const;

interface StockBoardProps {
  area: 'province' | 'taskforce';
  title: string;
  depots: readonly DepotStock[];
  needs: readonly NeedAgainstStock[];
  transfer: FormAction;
  adjust: FormAction;
  receive?: FormAction | undefined;
  announce?: FormAction | undefined;
  /** One page of what is on the way; `expected` in the address. */
  expected: Page<ExpectedReceiptView>;
  /** How what is on the way ends; read only without. */
  endings?: ExpectedEndings | undefined;
  /** The province that the page is narrowed to, and comes back to. */
  provinceCode?: string | undefined;
  /** What was done, or why it was not; from the address. */
  done: string | undefined;
  problem?: string | undefined;
  /** Chooses which depots are shown. */
  filter?: ReactNode;
}

/** A stock as one looks at it: is it enough, where does it lie, and then what to do about it. */
export function StockBoard({
  area,
  title,
  depots,
  needs,
  expected,
  endings,
  filter,
  done,
  problem,
  ...actions
}: StockBoardProps) {
  const t = useTranslations('stock');
  const items = useTranslations('items');
  const news = told.find((one) => one === done);
  const { rows: onTheWay, ...pages } = expected;
  return (
    <div className="space-y-10">
      <PageHeading
        title={title}
        lead={t('lead')}
        actions={<CsvLink href={`/${area}/stock.csv`} query={{ province: actions.provinceCode }} />}
      />
      {news && <Notice tone="good" title={t(`told.${news}`)} live />}
      {problem && t.has(`refused.${problem}`) && <Notice tone="wrong" title={t(`refused.${problem}`)} live />}
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
      <section aria-labelledby="on-the-way" className="space-y-4">
        <h2 id="on-the-way" className="text-xl">
          {t('onTheWay')}
        </h2>
        <p className="measure text-soft">{t('onTheWayLead')}</p>
        <ExpectedTable area={area} expected={onTheWay} endings={endings} provinceCode={actions.provinceCode} />
        <Pagination {...pages} query={{ province: actions.provinceCode }} parameter="expected" />
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
