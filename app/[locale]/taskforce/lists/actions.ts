'use server';

import { getTranslations } from 'next-intl/server';
import type { FoundAnswer } from '#components/lists/find-on-list-form.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { findOnLists } from '#lib/eligibility/list-entries.ts';
import {
  findOnListSchema,
  publishSchema,
  settleRemovalSchema,
  withdrawListSchema,
} from '#lib/eligibility/list-schema.ts';
import { requestPublication } from '#lib/eligibility/request-publication.ts';
import { withdrawList } from '#lib/eligibility/withdraw-list.ts';
import { localeOf } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import { formatProviderNumber } from '#lib/identifiers/provider-number.ts';
import { settleRemoval } from '#lib/pickup/settle-removal.ts';
import { errorKey, type FormState } from '#lib/shared/form-state.ts';
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

/** Asks for lists from what a run decided, and leads to how far they are. */
export async function publishAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const actor = await requireAdministrator(locale, '/taskforce/lists');
  const submission = parseForm(formData, publishSchema);
  if (submission.status !== 'success') return submission.reply();
  const result = await requestPublication(actor, submission.value);
  if (!result.ok) {
    const names = await getTranslations({ locale, namespace: 'professions' });
    const { profession } = result.refusal.params ?? {};
    return submission.reply({
      formErrors: [
        errorKey(`lists.refused.${result.refusal.code}`, {
          profession: profession === undefined ? '' : names(`${profession}.group`),
        }),
      ],
    });
  }
  return redirect({ locale, href: `/taskforce/lists/publications/${result.value.runId}` });
}

export async function withdrawListAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const actor = await requireAdministrator(locale, '/taskforce/lists');
  const submission = parseForm(formData, withdrawListSchema);
  if (submission.status !== 'success') return submission.reply();
  const result = await withdrawList(actor, submission.value);
  if (!result.ok) return submission.reply({ formErrors: [`lists.refused.${result.refusal.code}`] });
  const { people, pending } = result.value;
  return redirect({
    locale,
    href: `/taskforce/lists/${submission.value.listId}?done=withdrawn&people=${people}&pending=${pending}`,
  });
}

export async function settleRemovalAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const actor = await requireAdministrator(locale, '/taskforce/lists/removals');
  const submission = parseForm(formData, settleRemovalSchema);
  if (submission.status !== 'success') return submission.reply();
  const result = await settleRemoval(actor, submission.value);
  if (!result.ok) return submission.reply({ formErrors: [`lists.refused.${result.refusal.code}`] });
  return redirect({ locale, href: `/taskforce/lists/removals?done=${submission.value.settlement}` });
}
