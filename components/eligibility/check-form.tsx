'use client';

import { type FocusEvent, useState } from 'react';
import { FormShell, FormTextField, SubmitButton, useForgetfulForm } from '#components/ui/form.tsx';
import { Icon } from '#components/ui/icon.tsx';
import type { AnswerWords } from '#lib/eligibility/answer-in-words.ts';
import { parseProviderNumber } from '#lib/identifiers/provider-number.ts';
import type { FormAction } from '#lib/shared/form-state.ts';
import { CheckAnswer } from './check-answer.tsx';

export interface CheckFormWords {
  number: string;
  numberHint: string;
  /** Said on leaving the field, where the check digits fail. */
  numberFails: string;
  postcode: string;
  postcodeHint: string;
  submit: string;
  again: string;
  kept: string;
}

interface CheckFormProps {
  action: FormAction<AnswerWords>;
  words: CheckFormWords;
}

/** Asks for a number and a postcode; the answer of the action stands above, on the same page. */
export function CheckForm({ action, words }: CheckFormProps) {
  const form = useForgetfulForm(action, { id: 'check', fields: { number: words.number, postcode: words.postcode } });
  const answer = form.state?.answer;
  return (
    <>
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
