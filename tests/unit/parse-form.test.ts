import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { errorKey, parseErrorKey } from '#lib/shared/form-state.ts';
import { parseForm } from '#lib/shared/parse-form.ts';

const schema = z.object({
  name: z.string().min(2).max(5),
  email: z.email(),
  size: z.enum(['S', 'M']),
  days: z.array(z.string()).min(1),
  count: z.number().min(1).max(9),
  own: z.string({ error: 'check.errors.number' }),
});

function post(values: Record<string, string>): FormData {
  const formData = new FormData();
  for (const [name, value] of Object.entries(values)) formData.set(name, value);
  return formData;
}

describe('a posted form', () => {
  it('answers every empty field with a message key', () => {
    const submission = parseForm(post({}), schema);
    expect(submission.reply().error).toEqual({
      name: ['errors.required'],
      email: ['errors.required'],
      size: ['errors.choose'],
      days: ['errors.choose'],
      count: ['errors.required'],
      own: ['check.errors.number'],
    });
  });

  it('says the bound that was missed, and keeps what was typed', () => {
    const typed = { name: 'much too long', email: 'no', size: 'M', days: 'mo', count: '10', own: 'x' };
    const reply = parseForm(post(typed), schema).reply();
    expect(reply.error).toEqual({
      name: ['errors.tooLong?max=5'],
      email: ['errors.email'],
      count: ['errors.tooBig?max=9'],
    });
    expect(reply.initialValue).toEqual(typed);
  });

  it('gives typed values when all is well', () => {
    const submission = parseForm(
      post({ name: 'Ada', email: 'a@example.be', size: 'S', days: 'mo', count: '3', own: 'x' }),
      schema,
    );
    expect(submission.status === 'success' && submission.value.count).toBe(3);
  });
});

describe('an error key', () => {
  it('comes back with its values as it went', () => {
    expect(parseErrorKey(errorKey('errors.tooLong', { max: 200, of: 'a & b?' }))).toEqual({
      key: 'errors.tooLong',
      values: { max: '200', of: 'a & b?' },
    });
    expect(parseErrorKey(errorKey('errors.required'))).toEqual({ key: 'errors.required', values: {} });
  });
});
