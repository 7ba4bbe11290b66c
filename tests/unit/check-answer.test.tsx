import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CheckAnswer } from '#components/eligibility/check-answer.tsx';
import type { ServerForm } from '#components/ui/form.tsx';
import type { AnswerWords, ReasonsWords } from '#lib/eligibility/answer-in-words.ts';

const typed: Readonly<Record<string, string>> = { number: '19000123003', postcode: '1000' };

const form: ServerForm<AnswerWords> = {
  id: 'check',
  state: null,
  pending: false,
  errors: [],
  field: (name) => ({ id: name, name, label: name, errors: undefined, values: [typed[name] ?? ''] }),
  formProps: { id: 'check', action: '/check' },
};

function read(answer: AnswerWords): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en">
      <CheckAnswer answer={answer} form={form} />
    </NextIntlClientProvider>,
  );
}

const words: ReasonsWords = { title: 'Personal reasons', text: 'By mail alone.', send: 'Send me the reasons' };
const why = { title: 'Why?', conditions: [], rules: { text: 'Rules', href: '/en/rules' } };
const listed = (reasons: ReasonsWords | null): AnswerWords => ({
  kind: 'listed',
  title: 'You are on the list',
  entries: [],
  why,
  reasons,
});
const failed: AnswerWords = {
  kind: 'check-failed',
  title: 'Check your number',
  text: '',
  insist: '',
  claim: null,
  contact: null,
  reasons: words,
};

describe('the answer of a check', () => {
  it.each([
    ['somebody who is on the lists of some programmes only', listed(words)],
    ['a number whose check digits fail', failed],
  ])('[CHECK-10] lets %s have the reasons sent, with what was typed', (_, answer) => {
    const said = read(answer);
    expect(said).toContain('name="intent" value="reasons"');
    expect(said).toContain('name="number" value="19000123003"');
    expect(said).toContain('name="postcode" value="1000"');
    expect(said).toContain('Send me the reasons</button>');
  });

  it('[CHECK-10] offers none to whoever is on all', () => {
    expect(read(listed(null))).not.toContain('<form');
  });
});
