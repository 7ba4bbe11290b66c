import { useTranslations } from 'next-intl';
import { Details } from '#components/ui/details.tsx';
import { ActionForm, FormCheckbox, FormTextField, SubmitButton } from '#components/ui/form.tsx';
import type { KitVersion } from '#lib/programmes/queries.ts';
import { itemCodes } from '#lib/rules/items.ts';
import type { FormAction } from '#lib/shared/form-state.ts';

interface ComposeKitFormProps {
  action: FormAction;
  code: string;
  latest: KitVersion | undefined;
}

/** Gives the parcel a new composition, folded since it is rare; begins from the one in force. */
export function ComposeKitForm({ action, code, latest }: ComposeKitFormProps) {
  const t = useTranslations('programmes');
  const items = useTranslations('items');
  const fields = {
    ...Object.fromEntries(
      itemCodes.map((item) => [item, t('quantityOf', { item: items(`${item}.name`), unit: items(`${item}.unit`) })]),
    ),
    agreed: t('agree'),
  };
  return (
    <Details summary={t('compose')}>
      <ActionForm
        id="compose"
        action={action}
        fields={fields}
        values={{ code, seenVersion: String(latest?.version ?? 0) }}
      >
        {itemCodes.map((item) => (
          <FormTextField
            key={item}
            name={item}
            inputMode="numeric"
            autoComplete="off"
            width="short"
            optional
            defaultValue={String(latest?.lines.find((line) => line.item === item)?.quantity ?? '')}
          />
        ))}
        <FormCheckbox name="agreed" label={t('agreeSentence', { version: (latest?.version ?? 0) + 1 })} />
        <SubmitButton look="danger">{t('composeButton')}</SubmitButton>
      </ActionForm>
    </Details>
  );
}
