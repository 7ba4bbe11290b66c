'use server';

import type { EvidenceAnswer } from '#components/claims/evidence-field.tsx';
import { type Actor, person } from '#lib/auth/actor.ts';
import { answerQuestion } from '#lib/claims/answer-question.ts';
import { appealClaim } from '#lib/claims/appeal-claim.ts';
import { confirmClaim } from '#lib/claims/confirm-claim.ts';
import { receiveEvidence, textOf } from '#lib/claims/evidence-form.ts';
import { findClaimByToken } from '#lib/claims/queries.ts';
import { answerSchema, appealSchema, tokenSchema } from '#lib/claims/schema.ts';
import { withdrawClaim } from '#lib/claims/withdraw-claim.ts';
import { localeOf } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import { parseForm } from '#lib/shared/parse-form.ts';
import type { Result } from '#lib/shared/result.ts';
import { answerIfLimited } from '../rate-limited.ts';

/** The person presses the button: opening the link alone, as scanners of mail do, confirms nothing. */
export async function confirmClaimAction(_previous: FormState, formData: FormData): Promise<FormState> {
  return pressed(formData, confirmClaim);
}

export async function withdrawClaimAction(_previous: FormState, formData: FormData): Promise<FormState> {
  return pressed(formData, withdrawClaim);
}

export async function answerQuestionAction(
  previous: FormState<EvidenceAnswer>,
  formData: FormData,
): Promise<FormState<EvidenceAnswer>> {
  return written(previous, formData, answerSchema, answerQuestion);
}

export async function appealClaimAction(
  previous: FormState<EvidenceAnswer>,
  formData: FormData,
): Promise<FormState<EvidenceAnswer>> {
  return written(previous, formData, appealSchema, appealClaim);
}

async function pressed(
  formData: FormData,
  command: (actor: Actor, input: { readonly token: string }) => Promise<Result<unknown, string>>,
): Promise<FormState> {
  const submission = parseForm(textOf(formData), tokenSchema);
  if (submission.status !== 'success') return submission.reply();
  const result = await command(person, submission.value);
  if (!result.ok) return submission.reply({ formErrors: [`claim.refused.${result.refusal.code}`] });
  return redirect({ locale: localeOf(formData), href: `/claim/${submission.value.token}` });
}

type WrittenInput = { readonly token: string; readonly text: string; readonly draftToken?: string | undefined };

async function written(
  previous: FormState<EvidenceAnswer>,
  formData: FormData,
  schema: typeof answerSchema,
  command: (actor: Actor, input: WrittenInput) => Promise<Result<unknown, string>>,
): Promise<FormState<EvidenceAnswer>> {
  const submission = parseForm(textOf(formData), schema);
  const token = tokenSchema.safeParse({ token: formData.get('token') });
  const claim = token.success ? await findClaimByToken(token.data.token) : undefined;
  if (!claim) return submission.reply({ formErrors: ['claim.refused.unknown'] });
  const limited = await answerIfLimited(previous, formData, schema);
  if (limited) return limited;
  const evidence = await receiveEvidence(formData, claim.filePlacesLeft);
  const answer = { draft: evidence.token, kept: evidence.kept };
  if (submission.status !== 'success' || evidence.errors.length > 0) {
    const errors = evidence.errors.length > 0 ? { fieldErrors: { files: evidence.errors } } : undefined;
    return { ...submission.reply(errors), answer };
  }
  const result = await command(person, { ...submission.value, draftToken: evidence.token });
  if (!result.ok) return { ...submission.reply({ formErrors: [`claim.refused.${result.refusal.code}`] }), answer };
  return redirect({ locale: localeOf(formData), href: `/claim/${submission.value.token}` });
}
