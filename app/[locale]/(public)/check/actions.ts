'use server';

import { headers } from 'next/headers';
import { after } from 'next/server';
import { type AnswerWords, answerInWords, reasonsRequestedInWords } from '#lib/eligibility/answer-in-words.ts';
import { carryToClaim } from '#lib/eligibility/carry-to-claim.ts';
import { checkEligibility } from '#lib/eligibility/check-eligibility.ts';
import { checkFormSchema, parseCheck } from '#lib/eligibility/schema.ts';
import { requestReasons } from '#lib/eligibility/send-reasons.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import { loadProgrammeFacts } from '#lib/programmes/programme-facts.ts';
import { clientAddress } from '#lib/shared/client-address.ts';
import { businessNow } from '#lib/shared/clock.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import { parseForm } from '#lib/shared/parse-form.ts';

/** Answers a check, has the reasons sent, or leads on to the claim with what was typed. */
export async function answerCheck(
  _previous: FormState<AnswerWords>,
  formData: FormData,
): Promise<FormState<AnswerWords>> {
  const submission = parseForm(formData, checkFormSchema);
  if (submission.status !== 'success') return submission.reply();
  const { intent, locale, number, postcode } = submission.value;
  const parsed = parseCheck({ number, postcode });
  if (!parsed.ok) return submission.reply();
  const { input } = parsed;
  const answered = (answer: AnswerWords) => ({
    status: 'success' as const,
    initialValue: { number, postcode },
    answer,
  });

  if (intent === 'claim') {
    await carryToClaim({ number, postcode, numberInsisted: !input.numberChecks }, locale);
    return redirect({ href: '/claim', locale });
  }
  const address = clientAddress(await headers());
  if (intent === 'reasons') {
    // After the answer, so that its time does not tell whether anybody was found.
    after(() => requestReasons(input, address));
    return answered(await reasonsRequestedInWords(locale));
  }
  const [answer, programmes, now] = await Promise.all([
    checkEligibility(input, address),
    loadProgrammeFacts(),
    businessNow(),
  ]);
  return answered(await answerInWords(answer, input, { programmes, now }, locale));
}
