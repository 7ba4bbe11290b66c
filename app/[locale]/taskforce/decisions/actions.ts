'use server';

import { queryHref } from '#components/ui/query.ts';
import { requireAdministrator } from '#lib/auth/guards.ts';
import {
  adoptSchema,
  discardDraftSchema,
  draftSchema,
  requestDecisionsSchema,
  whatIfQuery,
} from '#lib/eligibility/decision-schema.ts';
import { requestDecisions } from '#lib/eligibility/request-decisions.ts';
import { localeOf } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import { adoptDraft, discardDraft, draftRuleSet } from '#lib/programmes/draft-rule-set.ts';
import { noChanges } from '#lib/rules/change-rule-set.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import { parseForm } from '#lib/shared/parse-form.ts';

const home = '/taskforce/decisions';

/** Asks for decisions, and leads to what comes of them. */
export async function decideAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const actor = await requireAdministrator(locale, home);
  const submission = parseForm(formData, requestDecisionsSchema);
  if (submission.status !== 'success') return submission.reply();
  const result = await requestDecisions(actor, submission.value);
  if (!result.ok) return submission.reply({ formErrors: [`decisions.refused.${result.refusal.code}`] });
  return redirect({ locale, href: `${home}/${result.value.runId}` });
}

export async function keepDraftAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const actor = await requireAdministrator(locale, `${home}/what-if`);
  const submission = parseForm(formData, draftSchema);
  if (submission.status !== 'success') return submission.reply();
  const { programmeCode, changes } = submission.value;
  const result = await draftRuleSet(actor, submission.value);
  if (!result.ok) return submission.reply({ formErrors: [`decisions.refused.${result.refusal.code}`] });
  return redirect({
    locale,
    href: `${home}/what-if${queryHref(whatIfQuery(programmeCode, changes), { done: 'kept' })}`,
  });
}

export async function adoptDraftAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const actor = await requireAdministrator(locale, `${home}/what-if`);
  const submission = parseForm(formData, adoptSchema);
  if (submission.status !== 'success') return submission.reply();
  const result = await adoptDraft(actor, submission.value);
  if (!result.ok) return submission.reply({ formErrors: [`decisions.refused.${result.refusal.code}`] });
  const query = whatIfQuery(submission.value.programmeCode, noChanges);
  return redirect({ locale, href: `${home}/what-if${queryHref(query, { done: 'adopted' })}` });
}

export async function discardDraftAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const actor = await requireAdministrator(locale, `${home}/what-if`);
  const submission = parseForm(formData, discardDraftSchema);
  if (submission.status !== 'success') return submission.reply();
  const result = await discardDraft(actor, submission.value.draftId);
  if (!result.ok) return submission.reply({ formErrors: [`decisions.refused.${result.refusal.code}`] });
  const query = whatIfQuery(result.value.programmeCode, noChanges);
  return redirect({ locale, href: `${home}/what-if${queryHref(query, { done: 'discarded' })}` });
}
