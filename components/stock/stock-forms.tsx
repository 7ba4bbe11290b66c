import { useTranslations } from 'next-intl';
import { FoldedForm, FormRadioGroup, FormSelect, FormTextField, SubmitButton } from '#components/ui/form.tsx';
import type { FormAction } from '#lib/shared/form-state.ts';
import type { DepotStock } from '#lib/stock/queries.ts';

interface StockFormsProps {
  area: 'province' | 'taskforce';
  depots: readonly DepotStock[];
  transfer: FormAction;
  adjust: FormAction;
  /** Booking in what a supplier delivered; the taskforce's alone. */
  receive?: FormAction | undefined;
  /** Announcing what is on the way; the taskforce's alone. */
  announce?: FormAction | undefined;
  /** The province that the page is narrowed to, and comes back to. */
  provinceCode?: string | undefined;
}

/** What can be done to a stock; folded, since looking is what one mostly comes for. */
export function StockForms({ area, depots, transfer, adjust, receive, announce, provinceCode }: StockFormsProps) {
  const t = useTranslations('stock');
  const items = useTranslations('items');
  const depotOptions = depots.map(({ id, name }) => ({ value: id, label: name }));
  const suppliedOptions = depots
    .filter(({ kind }) => kind !== 'LOCAL')
    .map(({ id, name }) => ({ value: id, label: name }));
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
    expectedOn: t('expectedOn'),
    note: t('note'),
    reason: t('reason'),
  };
  const values = { area, ...(provinceCode === undefined ? {} : { province: provinceCode }) };
  const what = (
    <>
      <FormSelect name="variantCode" options={variantOptions} placeholder={t('choose')} />
      <FormTextField name="quantity" inputMode="numeric" hint={t('quantityHint')} width="short" autoComplete="off" />
    </>
  );
  return (
    <div className="space-y-2">
      <FoldedForm id="transfer" summary={t('transfer')} action={transfer} fields={fields} values={values}>
        <FormSelect name="fromDepotId" options={depotOptions} placeholder={t('choose')} />
        <FormSelect name="toDepotId" options={depotOptions} placeholder={t('choose')} />
        {what}
        <SubmitButton>{t('transferButton')}</SubmitButton>
      </FoldedForm>
      {receive && (
        <FoldedForm id="receive" summary={t('receive')} action={receive} fields={fields} values={values}>
          <FormSelect name="toDepotId" options={depotOptions} placeholder={t('choose')} />
          {what}
          <SubmitButton>{t('receiveButton')}</SubmitButton>
        </FoldedForm>
      )}
      {announce && (
        <FoldedForm id="announce" summary={t('announce')} action={announce} fields={fields} values={values}>
          <FormSelect name="depotId" options={suppliedOptions} placeholder={t('choose')} />
          {what}
          <FormTextField name="expectedOn" type="date" width="medium" />
          <FormTextField name="note" hint={t('noteHint')} maxLength={200} autoComplete="off" optional />
          <SubmitButton>{t('announceButton')}</SubmitButton>
        </FoldedForm>
      )}
      <FoldedForm id="adjust" summary={t('adjust')} action={adjust} fields={fields} values={values}>
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
      </FoldedForm>
    </div>
  );
}
