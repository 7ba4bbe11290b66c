'use server';

import type { ForeseenChange } from '#components/programmes/change-programme-form.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { localeOf } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import { changeProgramme, foreseeProgrammeChange } from '#lib/programmes/change-programme.ts';
import { composeKit } from '#lib/programmes/compose-kit.ts';
import { changeProgrammeSchema, composeKitSchema } from '#lib/programmes/schema.ts';
import { fingerprint } from '#lib/programmes/terms.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import { parseForm } from '#lib/shared/parse-form.ts';

/** Says what the change would do, and makes it once that very change was agreed to. */
export async function changeProgrammeAction(
  _previous: FormState<ForeseenChange>,
  formData: FormData,
): Promise<FormState<ForeseenChange>> {
  const locale = localeOf(formData);
  const actor = await requireAdministrator(locale, '/taskforce/programmes');
  const submission = parseForm(formData, changeProgrammeSchema);
  if (submission.status !== 'success') return submission.reply();
  const { agreed, ...input } = submission.value;
  if (agreed !== fingerprint(input)) {
    const foreseen = await foreseeProgrammeChange(actor, input);
    if (!foreseen.ok) return submission.reply({ formErrors: [`programmes.refused.${foreseen.refusal.code}`] });
    return { ...submission.reply(), answer: { consequences: foreseen.value, agreed: fingerprint(input) } };
  }
  const result = await changeProgramme(actor, input);
  if (!result.ok) return submission.reply({ formErrors: [`programmes.refused.${result.refusal.code}`] });
  return redirect({ locale, href: `/taskforce/programmes/${input.code}?done=changed` });
}

export async function composeKitAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const actor = await requireAdministrator(locale, '/taskforce/programmes');
  const submission = parseForm(formData, composeKitSchema);
  if (submission.status !== 'success') return submission.reply();
  const { agreed: _agreed, ...input } = submission.value;
  const result = await composeKit(actor, input);
  if (!result.ok) return submission.reply({ formErrors: [`programmes.refused.${result.refusal.code}`] });
  return redirect({ locale, href: `/taskforce/programmes/${input.code}?done=composed` });
}
