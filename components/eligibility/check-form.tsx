'use client';

import { type FocusEvent, useState } from 'react';
import { FormShell, FormTextField, SubmitButton, useForgetfulForm } from '#components/ui/form.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import type { AnswerWords } from '#lib/eligibility/answer-in-words.ts';
import { browserWords } from '#lib/i18n/browser-words/index.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { parseProviderNumber } from '#lib/identifiers/provider-number.ts';
import type { FormAction } from '#lib/shared/form-state.ts';
import { CheckAnswer } from './check-answer.tsx';

interface CheckFormProps {
  locale: Locale;
  action: FormAction<AnswerWords>;
}

/** Asks for a number and a postcode; the answer of the action stands above, on the same page. */
export function CheckForm({ locale, action }: CheckFormProps) {
  const words = browserWords[locale]['check-form'];
  const form = useForgetfulForm(action, { id: 'check', fields: { number: words.number, postcode: words.postcode } });
  const answer = form.state?.answer;
  return (
    <>
      <PageHeading title={words.title} lead={words.lead} />
      {answer && <CheckAnswer answer={answer} form={form} />}
      {answer && <h2 className="mt-12 mb-5 text-xl">{words.again}</h2>}
      <FormShell form={form}>
        <NumberField hint={words.numberHint} fails={words.numberFails} />
        <FormTextField
          name="postcode"
          hint={words.postcodeHint}
          width="short"
          inputMode="numeric"
          autoComplete="postal-code"
          maxLength={16}
        />
        <SubmitButton>{words.submit}</SubmitButton>
        <p className="text-sm text-soft">{words.kept}</p>
      </FormShell>
    </>
  );
}

/** With JavaScript, check digits that fail are told on leaving the field; they keep nobody from checking. */
function NumberField({ hint, fails }: { hint: string; fails: string }) {
  const [failed, setFailed] = useState(false);
  function onBlur({ target }: FocusEvent<HTMLInputElement>) {
    const parsed = parseProviderNumber(target.value);
    setFailed(!parsed.ok && parsed.code === 'check-failed');
  }
  return (
    <div>
      <FormTextField
        name="number"
        hint={hint}
        width="medium"
        autoComplete="off"
        spellCheck={false}
        maxLength={64}
        onBlur={onBlur}
      />
      <p role="status" className={failed ? 'mt-2 flex gap-2 text-attention' : undefined}>
        {failed && (
          <>
            <Icon name="attention" className="mt-1" />
            {fails}
          </>
        )}
      </p>
    </div>
  );
}
