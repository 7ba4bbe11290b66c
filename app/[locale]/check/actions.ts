'use server';

import { headers } from 'next/headers';
import { after } from 'next/server';
import { type AnswerWords, answerInWords, reasonsRequestedInWords } from '#lib/eligibility/answer-in-words.ts';
import { carryToClaim } from '#lib/eligibility/carry-to-claim.ts';
import { checkEligibility } from '#lib/eligibility/check-eligibility.ts';
import { type CheckInputCode, errorOf, fieldOf, parseCheck, readCheckForm } from '#lib/eligibility/schema.ts';
import { requestReasons } from '#lib/eligibility/send-reasons.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import { clientAddress } from '#lib/shared/client-address.ts';
import type { FormState } from '#lib/shared/form-state.ts';

/** Answers a check, has the reasons sent, or leads on to the claim with what was typed. */
export async function answerCheck(
  _previous: FormState<AnswerWords>,
  formData: FormData,
): Promise<FormState<AnswerWords>> {
  const { locale, intent, typed } = readCheckForm(formData);
  const parsed = parseCheck(typed);
  if (!parsed.ok) return { status: 'error', initialValue: typed, error: errorsOf(parsed.codes) };
  const { input } = parsed;
  const answered = (answer: AnswerWords) => ({ status: 'success' as const, initialValue: typed, answer });

  if (intent === 'claim') {
    await carryToClaim({ ...typed, numberInsisted: !input.numberChecks }, locale);
    return redirect({ href: '/claim', locale });
  }
  const address = clientAddress(await headers());
  if (intent === 'reasons') {
    // After the answer, so that its time does not tell whether anybody was found.
    after(() => requestReasons(input, address));
    return answered(await reasonsRequestedInWords(locale));
  }
  return answered(await answerInWords(await checkEligibility(input, address), input, locale));
}

function errorsOf(codes: readonly CheckInputCode[]): Record<string, string[]> {
  return Object.fromEntries(codes.map((code) => [fieldOf(code), [errorOf(code)]]));
}
