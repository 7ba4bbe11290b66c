'use client';

import { FormShell, FormTextArea, SubmitButton, useServerForm } from '#components/ui/form.tsx';
import type { FormAction } from '#lib/shared/form-state.ts';
import { type EvidenceAnswer, EvidenceField, useFileGuard } from './evidence-field.tsx';

interface ReplyFormProps {
  id: string;
  action: FormAction<EvidenceAnswer>;
  token: string;
  textLabel: string;
  textHint?: string | undefined;
  filesLabel: string;
  sendLabel: string;
  /** How many more files the claim takes; with none the field is not shown. */
  places: number;
}

/** What the person writes on the page of their claim, with files: an answer, an appeal. */
export function ReplyForm({ id, action, token, textLabel, textHint, filesLabel, sendLabel, places }: ReplyFormProps) {
  const form = useFileGuard(useServerForm(action, { id, fields: { text: textLabel, files: filesLabel } }));
  return (
    <FormShell form={form} values={{ token }}>
      <FormTextArea name="text" hint={textHint} rows={6} />
      {places > 0 && <EvidenceField answer={form.state?.answer} places={places} />}
      <SubmitButton>{sendLabel}</SubmitButton>
    </FormShell>
  );
}
