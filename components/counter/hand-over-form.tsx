import { useTranslations } from 'next-intl';
import { ActionForm, FormRadioGroup, SubmitButton } from '#components/ui/form.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { Counter } from '#lib/pickup/day.ts';
import type { FormAction } from '#lib/shared/form-state.ts';

interface HandOverFormProps {
  action: FormAction;
  counter: Counter;
  pointId: string;
}

/** The size, then the one button that counts. A size that has run out stays in sight, and says so. */
export function HandOverForm({ action, counter, pointId }: HandOverFormProps) {
  const t = useTranslations('day');
  const items = useTranslations('items');
  const sized = counter.lines.find(({ variants }) => variants.some(({ size }) => size !== null));
  const short = counter.lines.filter(({ variants, quantity }) => variants.every(({ stock }) => stock < quantity));
  if (short.length > 0) {
    return (
      <Notice tone="wrong" title={t('cannotHandOver')}>
        <p>{t('outOfStock', { items: short.map(({ itemCode }) => items(`${itemCode}.name`)).join(', ') })}</p>
      </Notice>
    );
  }
  return (
    <ActionForm
      id="hand-over"
      action={action}
      fields={{ gloves: t('size') }}
      values={{ entitlementId: counter.entitlementId, pointId }}
    >
      {sized ? (
        <FormRadioGroup
          name="gloves"
          hint={t('sizeHint')}
          choices={sized.variants.map(({ variantCode, size, stock }) => ({
            value: variantCode,
            label: size ?? '',
            hint:
              stock < sized.quantity ? t('out') : t('forParcelsShort', { parcels: Math.floor(stock / sized.quantity) }),
            disabled: stock < sized.quantity,
          }))}
        />
      ) : (
        <input type="hidden" name="gloves" value="none" />
      )}
      <SubmitButton>{t('handOver')}</SubmitButton>
    </ActionForm>
  );
}
