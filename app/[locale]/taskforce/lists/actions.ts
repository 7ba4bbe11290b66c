'use server';

import type { FoundAnswer } from '#components/lists/find-on-list-form.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { findOnListSchema } from '#lib/eligibility/list-schema.ts';
import { findOnLists } from '#lib/eligibility/lists.ts';
import { localeOf } from '#lib/i18n/locales.ts';
import { formatProviderNumber } from '#lib/identifiers/provider-number.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import { parseForm } from '#lib/shared/parse-form.ts';

/** Posted, so that a number stands in no address, history or log. */
export async function findOnListAction(
  _previous: FormState<FoundAnswer>,
  formData: FormData,
): Promise<FormState<FoundAnswer>> {
  const actor = await requireAdministrator(localeOf(formData), '/taskforce/lists');
  const submission = parseForm(formData, findOnListSchema);
  if (submission.status !== 'success') return submission.reply();
  const result = await findOnLists(actor, submission.value);
  return {
    ...submission.reply(),
    answer: result.ok ? { found: result.value } : { unknownNumber: formatProviderNumber(submission.value.number) },
  };
}
