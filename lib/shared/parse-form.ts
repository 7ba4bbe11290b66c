import { parseWithZod } from '@conform-to/zod/v4';
import type { z } from 'zod';
import { errorKey } from './form-state.ts';

/**
 * Reads a posted form by its schema. Every error is a message key: the schema's own where it names one
 * (`z.string({ error: 'check.errors.number' })`, `refine(…, 'claim.errors.place')`), and otherwise the general one
 * of the `errors` namespace, so that no sentence of the library's reaches a person.
 */
export function parseForm<Schema extends z.ZodType>(formData: FormData, schema: Schema) {
  return parseWithZod(withoutFramework(formData), { schema, error: generalError });
}

/**
 * Without the fields that the framework adds. The reply carries what was typed back into the form, and the framework the
 * reply into one of those fields: kept, each refused post would hold all those before it.
 */
function withoutFramework(formData: FormData): FormData {
  const own = new FormData();
  for (const [name, value] of formData) if (!name.startsWith('$ACTION_')) own.append(name, value);
  return own;
}

type Issue = Parameters<z.core.$ZodErrorMap>[0];

function generalError(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'errors.required' : 'errors.invalid';
    case 'too_small':
      if (issue.origin === 'string') {
        const min = Number(issue.minimum);
        return min <= 1 ? 'errors.required' : errorKey('errors.tooShort', { min });
      }
      if (issue.origin === 'array') return 'errors.choose';
      return errorKey('errors.tooSmall', { min: Number(issue.minimum) });
    case 'too_big':
      if (issue.origin === 'string') return errorKey('errors.tooLong', { max: Number(issue.maximum) });
      if (issue.origin === 'array') return errorKey('errors.tooMany', { max: Number(issue.maximum) });
      return errorKey('errors.tooBig', { max: Number(issue.maximum) });
    case 'invalid_format':
      if (issue.format === 'email') return 'errors.email';
      return issue.format === 'date' ? 'errors.date' : 'errors.invalid';
    case 'invalid_value':
      return 'errors.choose';
    default:
      return 'errors.invalid';
  }
}
