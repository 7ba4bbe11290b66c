import type { SubmissionResult } from '@conform-to/dom';

/**
 * What a server action gives back to the form that called it: the reply of the submission (errors and what was
 * typed), and, where the form answers on its own page, the answer.
 */
export type FormState<Answer = unknown> = (SubmissionResult<string[]> & { answer?: Answer }) | null;

export type FormAction<Answer = unknown> = (
  previous: FormState<Answer>,
  formData: FormData,
) => Promise<FormState<Answer>>;

export interface MessageReference {
  key: string;
  values: Record<string, string>;
}

/** An error is a message key, with its values behind a question mark: `errors.tooLong?max=200`. */
export function errorKey(key: string, values: Record<string, string | number> = {}): string {
  const query = new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)])).toString();
  return query === '' ? key : `${key}?${query}`;
}

export function parseErrorKey(error: string): MessageReference {
  const [key = '', query = ''] = error.split('?', 2);
  return { key, values: Object.fromEntries(new URLSearchParams(query)) };
}
