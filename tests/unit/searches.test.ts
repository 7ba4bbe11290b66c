import { expect, it } from 'vitest';
import { auditSearchSchema } from '#lib/audit/schema.ts';
import { queueFilterSchema } from '#lib/claims/schema.ts';
import { peopleSearchSchema } from '#lib/eligibility/decision-schema.ts';
import { compareSearchSchema, removalSearchSchema } from '#lib/eligibility/list-schema.ts';
import { makeNationalNumber } from '#lib/identifiers/national-number.ts';
import { daySearchSchema } from '#lib/pickup/day-schema.ts';
import { reportListSchema, textSearchSchema } from '#lib/pickup/schema.ts';
import { contradictionFilterSchema } from '#lib/registers/contradictions/schema.ts';
import { fileFilterSchema } from '#lib/registers/files/schema.ts';
import { ledgerFilterSchema } from '#lib/stock/schema.ts';

const schemas = {
  ...{ queueFilterSchema, peopleSearchSchema, compareSearchSchema, removalSearchSchema, daySearchSchema },
  ...{ reportListSchema, textSearchSchema, contradictionFilterSchema, fileFilterSchema, ledgerFilterSchema },
};
const number = makeNationalNumber(1970, 2, 28, 11);
const written = `${number.slice(0, 2)}.${number.slice(2, 4)}.${number.slice(4, 6)}-${number.slice(6, 9)}.${number.slice(9)}`;

it.each(Object.entries(schemas))('a national number is nothing to search for: %s', (_, schema) => {
  const found = (q: string) => (schema.parse({ q }) as { readonly q?: string | undefined }).q ?? '';
  for (const q of [number, written, `Sample ${written} `]) expect(found(q)).toBe('');
  for (const q of ['Sample', '10000001', '19000122003']) expect(found(q)).toBe(q);
});

it('nor is it one for the trail', () => {
  const read = (text: string) => auditSearchSchema.parse({ who: text, subject: text });
  expect(read(written)).toMatchObject({ who: undefined, subject: undefined });
  expect(read('Sample')).toMatchObject({ who: 'Sample', subject: 'Sample' });
});
