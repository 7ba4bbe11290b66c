'use client';

import { useTranslations } from 'next-intl';
import { Fieldset } from '#components/ui/choices.tsx';
import { Day } from '#components/ui/day.tsx';
import {
  ActionForm,
  FormCheckbox,
  FormCheckboxGroup,
  FormSelect,
  FormTextArea,
  FormTextField,
  SubmitButton,
} from '#components/ui/form.tsx';
import type { RefusalChoice } from '#lib/claims/refusal-reasons.ts';
import type { Reviewer } from '#lib/claims/review-queue.ts';
import { lastDayOf, type Period } from '#lib/rules/days.ts';
import type { FormAction } from '#lib/shared/form-state.ts';

interface ReviewFormProps {
  action: FormAction;
  reference: string;
}

export function AssignForm({
  action,
  reference,
  assignee,
  reviewers,
  me,
  closed,
}: ReviewFormProps & { assignee: Reviewer | null; reviewers: readonly Reviewer[]; me: string; closed: boolean }) {
  const t = useTranslations('claim-review.assign');
  const now = <p>{assignee ? t('to', { name: assignee.name }) : t('toNobody')}</p>;
  if (closed) return now;
  return (
    <div className="space-y-2">
      {now}
      <div className="flex flex-wrap items-end gap-3">
        {assignee?.id !== me && (
          <ActionForm id="take" action={action} fields={{}} values={{ reference, assigneeId: me }}>
            <SubmitButton look="secondary">{t('toMe')}</SubmitButton>
          </ActionForm>
        )}
        <ActionForm
          id="assign"
          action={action}
          fields={{ assigneeId: t('reviewer') }}
          values={{ reference }}
          className="flex flex-wrap items-end gap-3"
        >
          <FormSelect
            name="assigneeId"
            placeholder={t('choose')}
            defaultValue=""
            options={reviewers.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <SubmitButton look="secondary">{t('give')}</SubmitButton>
        </ActionForm>
      </div>
    </div>
  );
}

export function AskForm({ action, reference, language }: ReviewFormProps & { language: string }) {
  const t = useTranslations('claim-review.actions');
  const languages = useTranslations('ui.languages');
  return (
    <ActionForm id="ask" action={action} fields={{ text: t('question') }} values={{ reference }}>
      <FormTextArea name="text" lang={language} hint={t('inLanguage', { language: languages(language) })} rows={4} />
      <SubmitButton>{t('askSend')}</SubmitButton>
    </ActionForm>
  );
}

interface AcceptFormProps extends ReviewFormProps {
  /** The person of the registers it is linked to; null establishes a new one. */
  registered: { readonly id: string; readonly name: string } | null;
  /** Whether the right to practise, the share of a period, the domicile is still to be shown by the evidence. */
  asksRight: boolean;
  asksShare: Period | null;
  asksDomicile: boolean;
  email: string | null;
}

/** Accepting names what the evidence shows; the rules decide on that once more, and have the last word. */
export function AcceptForm({
  action,
  reference,
  registered,
  asksRight,
  asksShare,
  asksDomicile,
  email,
}: AcceptFormProps) {
  const t = useTranslations('claim-review.accept');
  const fields = {
    identityVerified: t('identity'),
    registered: t('right'),
    ambulatoryPercent: t('share'),
    domicile: t('domicile'),
    note: t('note'),
  };
  return (
    <ActionForm
      id="accept"
      action={action}
      fields={fields}
      values={{ reference, ...(registered ? { providerId: registered.id } : {}) }}
    >
      <p className="measure">{registered ? t('linked', { name: registered.name }) : t('established')}</p>
      <FormCheckbox name="identityVerified" hint={email === null ? t('identityHint') : t('identityEmail', { email })} />
      {(asksRight || asksShare || asksDomicile) && (
        <Fieldset id="accept-corrects" legend={t('corrects')} hint={t('correctsHint')}>
          {asksRight && <FormCheckbox name="registered" />}
          {asksShare && (
            <FormTextField
              name="ambulatoryPercent"
              inputMode="decimal"
              width="short"
              optional
              hint={t.rich('shareHint', {
                from: () => <Day value={asksShare.from} year />,
                last: () => <Day value={lastDayOf(asksShare)} year />,
              })}
            />
          )}
          {asksDomicile && <FormCheckbox name="domicile" />}
        </Fieldset>
      )}
      <FormTextArea name="note" hint={t('noteHint')} rows={2} optional />
      <p className="measure">{t('consequence')}</p>
      <SubmitButton>{t('send')}</SubmitButton>
    </ActionForm>
  );
}

export function RefuseForm({
  action,
  reference,
  language,
  choices,
}: ReviewFormProps & { language: string; choices: readonly RefusalChoice[] }) {
  const t = useTranslations('claim-review.refuse');
  const languages = useTranslations('ui.languages');
  return (
    <ActionForm id="refuse" action={action} fields={{ reasons: t('reasons'), text: t('text') }} values={{ reference }}>
      <FormCheckboxGroup
        name="reasons"
        hint={t('reasonsHint', { language: languages(language) })}
        choices={choices.map(({ code, text }) => ({ value: code, label: <span lang={language}>{text}</span> }))}
      />
      <FormTextArea
        name="text"
        lang={language}
        hint={t('inLanguage', { language: languages(language) })}
        rows={4}
        optional
      />
      <p className="measure">{t('consequence')}</p>
      <SubmitButton look="danger">{t('send')}</SubmitButton>
    </ActionForm>
  );
}
