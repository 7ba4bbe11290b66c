import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { ConfirmForm } from '#components/ui/confirm-form.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { Day } from '#components/ui/day.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Status } from '#components/ui/status.tsx';
import type { ExpectedReceiptView } from '#lib/stock/queries.ts';

type Ending = (formData: FormData) => void | Promise<void>;

export interface ExpectedEndings {
  arrived: Ending;
  callOff: Ending;
}

interface ExpectedTableProps {
  area: 'province' | 'taskforce';
  expected: readonly ExpectedReceiptView[];
  endings?: ExpectedEndings | undefined;
  provinceCode?: string | undefined;
}

/** What is on the way, by the day it is expected; a day that has passed is said. */
export function ExpectedTable({ area, expected, endings, provinceCode }: ExpectedTableProps) {
  const t = useTranslations('stock');
  const items = useTranslations('items');
  const format = useFormatter();
  const columns: Column<ExpectedReceiptView>[] = [
    {
      key: 'day',
      header: t('expectedOn'),
      names: true,
      cell: ({ expectedOn, overdue }) => (
        <span className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <span className="whitespace-nowrap">
            <Day value={expectedOn} year />
          </span>
          {overdue && <Status tone="attention">{t('overdue')}</Status>}
        </span>
      ),
    },
    { key: 'depot', header: t('depot'), cell: ({ depotName }) => depotName },
    { key: 'item', header: t('item'), cell: ({ variantCode }) => items(`${variantCode}.name`) },
    { key: 'quantity', header: t('quantity'), numeric: true, cell: ({ quantity }) => format.number(quantity) },
    { key: 'note', header: t('note'), cell: ({ note }) => note ?? '–' },
  ];
  if (endings) {
    columns.push({
      key: 'action',
      header: t('action'),
      cell: (one) => <Endings one={one} endings={endings} provinceCode={provinceCode} />,
    });
  }
  return (
    <DataTable
      caption={t('onTheWay')}
      captionHidden
      columns={columns}
      rows={expected}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title={t('nothingOnTheWay')}>
          <p>{t(`nothingOnTheWayText.${area}`)}</p>
        </EmptyState>
      }
    />
  );
}

interface EndingsProps {
  one: ExpectedReceiptView;
  endings: ExpectedEndings;
  provinceCode: string | undefined;
}

function Endings({ one, endings, provinceCode }: EndingsProps) {
  const t = useTranslations('stock');
  const items = useTranslations('items');
  const locale = useLocale();
  const said = { depot: one.depotName, what: items(`${one.variantCode}.count`, { count: one.quantity }) };
  const values = { id: one.id, locale, ...(provinceCode === undefined ? {} : { province: provinceCode }) };
  return (
    <span className="flex flex-wrap justify-end gap-2 text-left md:justify-start">
      <ConfirmForm
        action={endings.arrived}
        look="secondary"
        label={t('arrived')}
        question={<p>{t('arrivedQuestion', said)}</p>}
        confirmLabel={t('arrivedConfirm')}
        values={values}
      />
      <ConfirmForm
        action={endings.callOff}
        look="secondary"
        label={t('callOff')}
        question={<p>{t('callOffQuestion', said)}</p>}
        confirmLabel={t('callOffConfirm')}
        values={values}
      />
    </span>
  );
}
