'use server';

import { requireAdministrator } from '#lib/auth/guards.ts';
import { localeOf } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import { settleContradictionSchema } from '#lib/registers/contradictions/schema.ts';
import { settleContradiction } from '#lib/registers/contradictions/settle-contradiction.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import { parseForm } from '#lib/shared/parse-form.ts';

export async function settleAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const actor = await requireAdministrator(locale, '/taskforce/registers/contradictions');
  const submission = parseForm(formData, settleContradictionSchema);
  if (submission.status !== 'success') return submission.reply();
  const result = await settleContradiction(actor, submission.value);
  if (!result.ok) return submission.reply({ formErrors: [`contradictions.refused.${result.refusal.code}`] });
  return redirect({ locale, href: `/taskforce/registers/contradictions/${submission.value.id}?done=settled` });
}
