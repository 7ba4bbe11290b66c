import { useTranslations } from 'next-intl';
import { Details } from '#components/ui/details.tsx';
import { ActionForm, FormRadioGroup, FormSelect, FormTextField, SubmitButton } from '#components/ui/form.tsx';
import type { FormAction } from '#lib/shared/form-state.ts';
import type { DepotStock } from '#lib/stock/queries.ts';

interface StockFormsProps {
  area: 'province' | 'taskforce';
  depots: readonly DepotStock[];
  transfer: FormAction;
  adjust: FormAction;
  /** Booking in what a supplier delivered; the taskforce's alone. */
  receive?: FormAction | undefined;
}

/** What can be done to a stock; folded, since looking is what one mostly comes for. */
export function StockForms({ area, depots, transfer, adjust, receive }: StockFormsProps) {
  const t = useTranslations('stock');
  const items = useTranslations('items');
  const depotOptions = depots.map(({ id, name }) => ({ value: id, label: name }));
  const variantOptions = (depots[0]?.variants ?? []).map(({ variantCode }) => ({
    value: variantCode,
    label: items(`${variantCode}.name`),
  }));
  const fields = {
    depotId: t('depot'),
    fromDepotId: t('from'),
    toDepotId: t('to'),
    variantCode: t('item'),
    direction: t('direction'),
    quantity: t('quantity'),
    reason: t('reason'),
  };
  const what = (
    <>
      <FormSelect name="variantCode" options={variantOptions} placeholder={t('choose')} />
      <FormTextField name="quantity" inputMode="numeric" hint={t('quantityHint')} width="short" autoComplete="off" />
    </>
  );
  return (
    <div className="space-y-2">
      <Details summary={t('transfer')}>
        <ActionForm id="transfer" action={transfer} fields={fields} values={{ area }}>
          <FormSelect name="fromDepotId" options={depotOptions} placeholder={t('choose')} />
          <FormSelect name="toDepotId" options={depotOptions} placeholder={t('choose')} />
          {what}
          <SubmitButton>{t('transferButton')}</SubmitButton>
        </ActionForm>
      </Details>
      {receive && (
        <Details summary={t('receive')}>
          <ActionForm id="receive" action={receive} fields={fields} values={{ area }}>
            <FormSelect name="toDepotId" options={depotOptions} placeholder={t('choose')} />
            {what}
            <SubmitButton>{t('receiveButton')}</SubmitButton>
          </ActionForm>
        </Details>
      )}
      <Details summary={t('adjust')}>
        <ActionForm id="adjust" action={adjust} fields={fields} values={{ area }}>
          <FormSelect name="depotId" options={depotOptions} placeholder={t('choose')} />
          <FormRadioGroup
            name="direction"
            inline
            choices={[
              { value: 'found', label: t('found') },
              { value: 'lost', label: t('lost') },
            ]}
          />
          {what}
          <FormTextField name="reason" hint={t('reasonHint')} />
          <SubmitButton>{t('adjustButton')}</SubmitButton>
        </ActionForm>
      </Details>
    </div>
  );
}
