'use server';

import { getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import type { EvidenceAnswer } from '#components/claims/evidence-field.tsx';
import type { Actor } from '#lib/auth/actor.ts';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { acceptClaim } from '#lib/claims/accept-claim.ts';
import { askQuestion } from '#lib/claims/ask-question.ts';
import { assignClaim } from '#lib/claims/assign-claim.ts';
import { enterClaim } from '#lib/claims/enter-claim.ts';
import { receiveEvidence } from '#lib/claims/evidence-form.ts';
import { refuseClaim } from '#lib/claims/refuse-claim.ts';
import { findProviderByNumber } from '#lib/claims/review-queries.ts';
import {
  acceptSchema,
  askSchema,
  assignSchema,
  enterClaimSchema,
  lookUpSchema,
  refuseSchema,
} from '#lib/claims/schema.ts';
import { localeOf } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { errorKey, type FormState } from '#lib/shared/form-state.ts';
import { parseForm } from '#lib/shared/parse-form.ts';
import type { Result } from '#lib/shared/result.ts';

export async function assignAction(_previous: FormState, formData: FormData): Promise<FormState> {
  return review(formData, assignSchema, assignClaim, 'assigned');
}

export async function askAction(_previous: FormState, formData: FormData): Promise<FormState> {
  return review(formData, askSchema, askQuestion, 'asked');
}

export async function refuseAction(_previous: FormState, formData: FormData): Promise<FormState> {
  return review(formData, refuseSchema, refuseClaim, 'refused');
}

export async function acceptAction(_previous: FormState, formData: FormData): Promise<FormState> {
  return review(formData, acceptSchema, acceptClaim, 'accepted');
}

type Reviewed = { readonly reference: string };

/** The commands decide who may, and which of two reviewers was first. */
async function review<Schema extends z.ZodType<Reviewed>>(
  formData: FormData,
  schema: Schema,
  command: (actor: Actor, input: z.output<Schema>) => Promise<Result<unknown, string>>,
  told: 'assigned' | 'asked' | 'refused' | 'accepted',
): Promise<FormState> {
  const locale = localeOf(formData);
  const actor = await requireAdministrator(locale, '/taskforce/claims');
  const submission = parseForm(formData, schema);
  if (submission.status !== 'success') return submission.reply();
  const result = await command(actor, submission.value);
  if (!result.ok) {
    const { code, params } = result.refusal;
    const rules = typeof params?.rules === 'string' ? await namesOfRules(locale, params.rules.split(' ')) : undefined;
    return submission.reply({ formErrors: [errorKey(`claim-review.refused.${code}`, rules ? { rules } : {})] });
  }
  return redirect({ locale, href: `/taskforce/claims/${submission.value.reference}?done=${told}` });
}

async function namesOfRules(locale: string, codes: readonly string[]): Promise<string> {
  const t = await getTranslations({ locale, namespace: 'claim-review.ruleNames' });
  return codes.map((code) => t(code)).join(', ');
}

/** Sets somebody of the registers beside the claim; the number itself stays out of the address. */
export async function lookUpAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const actor = await requireAdministrator(locale, '/taskforce/claims');
  const submission = parseForm(formData, lookUpSchema);
  if (submission.status !== 'success') return submission.reply();
  const { reference, number } = submission.value;
  const provider = await findProviderByNumber(actor, number);
  if (provider === undefined) return submission.reply({ fieldErrors: { number: ['claim-review.errors.nobody'] } });
  return redirect({ locale, href: { pathname: `/taskforce/claims/${reference}`, query: { provider } } });
}

/** Takes a claim from the queue, and opens it. */
export async function takeClaimAction(formData: FormData): Promise<void> {
  const locale = localeOf(formData);
  const actor = await requireAdministrator(locale, '/taskforce/claims');
  const reference = String(formData.get('reference'));
  const result = await assignClaim(actor, { reference, assigneeId: actor.userId });
  const told = result.ok ? 'assigned' : 'not-assigned';
  return redirect({ locale, href: `/taskforce/claims/${encodeURIComponent(reference)}?done=${told}` });
}

export async function enterClaimAction(
  _previous: FormState<EvidenceAnswer>,
  formData: FormData,
): Promise<FormState<EvidenceAnswer>> {
  const locale = localeOf(formData);
  const actor = await requireAdministrator(locale, '/taskforce/claims/new');
  const evidence = await receiveEvidence(formData);
  const answer = { draft: evidence.token, kept: evidence.kept };
  const submission = parseForm(evidence.text, enterClaimSchema(await businessToday()));
  if (submission.status !== 'success' || evidence.errors.length > 0) {
    const errors = evidence.errors.length > 0 ? { fieldErrors: { files: evidence.errors } } : undefined;
    return { ...submission.reply(errors), answer };
  }
  const result = await enterClaim(actor, { ...submission.value, draftToken: evidence.token });
  if (!result.ok) {
    return { ...submission.reply({ formErrors: [`claim-review.entry.refused.${result.refusal.code}`] }), answer };
  }
  const [reference] = result.value.references;
  return redirect({ locale, href: `/taskforce/claims/${reference}?done=entered` });
}
