'use client';

import { useTranslations } from 'next-intl';
import {
  FormRadioGroup,
  FormShell,
  FormTextArea,
  FormTextField,
  SubmitButton,
  useServerForm,
} from '#components/ui/form.tsx';
import { receiptWays } from '#lib/claims/schema.ts';
import type { FormAction } from '#lib/shared/form-state.ts';
import { type ClaimFormOption, StatedFields, useClaimLabels } from './claim-form.tsx';
import { type EvidenceAnswer, useFileGuard } from './evidence-field.tsx';

interface EntryFormProps {
  action: FormAction<EvidenceAnswer>;
  programmes: readonly ClaimFormOption[];
  professions: readonly ClaimFormOption[];
  /** What one may state beyond the facts. */
  statementHint: string;
}

/** What came by letter, mail or telephone, with when it came: that, and not today, is what counts. */
export function EntryForm({ action, programmes, professions, statementHint }: EntryFormProps) {
  const t = useTranslations('claim-review.entry');
  const ways = useTranslations('claim.ways');
  const own = ['receivedBy', 'receivedOn', 'receivedTime', 'reason'] as const;
  const labels = Object.fromEntries(own.map((name) => [name, t(name)]));
  const form = useFileGuard(useServerForm(action, { id: 'entry', fields: { ...labels, ...useClaimLabels() } }));
  return (
    <FormShell form={form} className="max-w-3xl space-y-10">
      <section className="space-y-6">
        <h2 className="text-xl">{t('receipt')}</h2>
        <FormRadioGroup
          name="receivedBy"
          inline
          choices={receiptWays.map((way) => ({ value: way, label: ways(way) }))}
        />
        <FormTextField name="receivedOn" type="date" width="medium" />
        <FormTextField name="receivedTime" type="time" hint={t('receivedTimeHint')} width="short" />
        <FormTextArea name="reason" hint={t('reasonHint')} rows={2} />
      </section>
      <p className="measure text-soft">{t('asPublic')}</p>
      <StatedFields
        form={form}
        programmes={programmes}
        professions={professions}
        statementHint={statementHint}
        optionalContact
        contactHint={t('emailHint')}
      />
      <SubmitButton>{t('send')}</SubmitButton>
    </FormShell>
  );
}
