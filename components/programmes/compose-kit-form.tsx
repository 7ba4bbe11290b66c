'use client';

import { useTranslations } from 'next-intl';
import { Details } from '#components/ui/details.tsx';
import { FormCheckbox, FormShell, FormTextField, SubmitButton, useServerForm } from '#components/ui/form.tsx';
import type { KitVersion } from '#lib/programmes/queries.ts';
import { itemCodes } from '#lib/rules/items.ts';
import type { FormAction } from '#lib/shared/form-state.ts';

interface ComposeKitFormProps {
  action: FormAction;
  code: string;
  latest: KitVersion | undefined;
}

/** Gives the parcel a new composition, beginning from the one in force. Folded, since it is rare, unless it was refused. */
export function ComposeKitForm({ action, code, latest }: ComposeKitFormProps) {
  const t = useTranslations('programmes');
  const items = useTranslations('items');
  const fields = {
    ...Object.fromEntries(
      itemCodes.map((item) => [item, t('quantityOf', { item: items(`${item}.name`), unit: items(`${item}.unit`) })]),
    ),
    agreed: t('agree'),
  };
  const form = useServerForm(action, { id: 'compose', fields });
  const version = latest?.version ?? 0;
  return (
    <Details summary={t('compose')} open={form.errors.length > 0 || undefined}>
      <FormShell form={form} values={{ code, seenVersion: String(version) }}>
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
        <FormCheckbox name="agreed" label={t('agreeSentence', { version: version + 1 })} />
        <SubmitButton look="danger">{t('composeButton')}</SubmitButton>
      </FormShell>
    </Details>
  );
}
