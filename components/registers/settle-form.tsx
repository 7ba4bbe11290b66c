'use client';

import { useTranslations } from 'next-intl';
import type { Choice } from '#components/ui/choices.tsx';
import { ActionForm, FormRadioGroup, FormTextArea, SubmitButton } from '#components/ui/form.tsx';
import type { FormAction } from '#lib/shared/form-state.ts';

interface SettleFormProps {
  action: FormAction;
  id: string;
  question: string;
  choices: readonly Choice[];
}

/** Which side holds, and why. */
export function SettleForm({ action, id, question, choices }: SettleFormProps) {
  const t = useTranslations('contradictions.settle');
  return (
    <ActionForm
      id="settle"
      action={action}
      fields={{ choice: question, reason: t('reason') }}
      values={{ id }}
      className="max-w-prose space-y-6"
    >
      <FormRadioGroup name="choice" choices={choices} />
      <FormTextArea name="reason" hint={t('reasonHint')} rows={4} />
      <p className="text-soft">{t('final')}</p>
      <SubmitButton>{t('submit')}</SubmitButton>
    </ActionForm>
  );
}
