'use server';

import type { EvidenceAnswer } from '#components/claims/evidence-field.tsx';
import { person } from '#lib/auth/actor.ts';
import { receiveEvidence, textOf } from '#lib/claims/evidence-form.ts';
import { claimSchema, sendLinkSchema } from '#lib/claims/schema.ts';
import { sendLink } from '#lib/claims/send-link.ts';
import { submitClaim } from '#lib/claims/submit-claim.ts';
import { localeOf } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import { businessNow, dayOf } from '#lib/shared/clock.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import { parseForm } from '#lib/shared/parse-form.ts';
import { answerIfLimited } from './rate-limited.ts';

/** Receives a claim. What the cutoff looks at is read before anything else: the rest may take its time. */
export async function submitClaimAction(
  previous: FormState<EvidenceAnswer>,
  formData: FormData,
): Promise<FormState<EvidenceAnswer>> {
  const receivedAt = await businessNow();
  const locale = localeOf(formData);
  const schema = claimSchema(dayOf(receivedAt));

  const limited = await answerIfLimited(previous, formData, schema);
  if (limited) return limited;

  const evidence = await receiveEvidence(formData);
  const answer = { draft: evidence.token, kept: evidence.kept };
  const submission = parseForm(evidence.text, schema);
  if (submission.status !== 'success' || evidence.errors.length > 0) {
    const errors = evidence.errors.length > 0 ? { fieldErrors: { files: evidence.errors } } : undefined;
    return { ...submission.reply(errors), answer };
  }
  const result = await submitClaim(person, { ...submission.value, receivedAt, draftToken: evidence.token });
  if (!result.ok) {
    return { ...submission.reply({ formErrors: [`claim.refused.${result.refusal.code}`] }), answer };
  }
  return redirect({ locale, href: { pathname: '/claim/sent', query: { reference: [...result.value.references] } } });
}

/** Sends a lost link again. The same answer, whoever asks for whatever. */
export async function sendLinkAction(previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const submission = parseForm(textOf(formData), sendLinkSchema);
  if (submission.status !== 'success') return submission.reply();
  const limited = await answerIfLimited(previous, formData, sendLinkSchema);
  if (limited) return limited;
  await sendLink(person, submission.value);
  return redirect({ locale, href: '/claim/link?sent=1' });
}
