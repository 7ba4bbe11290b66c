'use server';

import { getTranslations } from 'next-intl/server';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import { type Locale, localeOf } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import { checkIn } from '#lib/pickup/check-in.ts';
import { findAtCounter, findCounterProgramme } from '#lib/pickup/day.ts';
import { checkInSchema, findPersonSchema, handOverSchema } from '#lib/pickup/day-schema.ts';
import { handOver } from '#lib/pickup/hand-over.ts';
import { errorKey, type FormState } from '#lib/shared/form-state.ts';
import { parseForm } from '#lib/shared/parse-form.ts';
import type { Refusal } from '#lib/shared/result.ts';

/** A refusal in words of the day's pages, a province by its name. */
async function refusedKey(locale: Locale, { code, params }: Refusal<string>): Promise<string> {
  const province = params?.province;
  if (typeof province !== 'string') return errorKey(`day.refused.${code}`, params);
  const provinces = await getTranslations({ locale, namespace: 'provinces' });
  return errorKey(`day.refused.${code}`, { ...params, province: provinces(province) });
}

/** Notes the arrival and goes on to the counter's page, which stays until the parcel is handed over. */
export async function checkInAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const { actor } = await requireProvinceStaff(locale, '/province/day');
  const submission = parseForm(formData, checkInSchema);
  if (submission.status !== 'success') return submission.reply();
  const { code, pointId } = submission.value;
  const result = await checkIn(actor, { code });
  if (!result.ok) return submission.reply({ fieldErrors: { code: [await refusedKey(locale, result.refusal)] } });
  return redirect({ locale, href: `/province/day/${result.value.entitlementId}?point=${pointId}` });
}

/** Someone without an appointment, found by the number of the registers; the number stays out of the address. */
export async function findPersonAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/day');
  const submission = parseForm(formData, findPersonSchema);
  if (submission.status !== 'success') return submission.reply();
  const { number, pointId } = submission.value;
  const programmeCode = await findCounterProgramme();
  if (programmeCode === undefined) return submission.reply({ formErrors: ['day.noProgramme'] });
  const result = await findAtCounter(actor, { provinceCode, programmeCode, number });
  if (!result.ok) return submission.reply({ fieldErrors: { number: [await refusedKey(locale, result.refusal)] } });
  return redirect({ locale, href: `/province/day/${result.value.entitlementId}?point=${pointId}` });
}

/** Hands the parcel over in the chosen size and shows the counter's page again, now as served. */
export async function handOverAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const { actor } = await requireProvinceStaff(locale, '/province/day');
  const submission = parseForm(formData, handOverSchema);
  if (submission.status !== 'success') return submission.reply();
  const { entitlementId, pointId, gloves } = submission.value;
  const result = await handOver(actor, { entitlementId, pickupPointId: pointId, variantCodes: [gloves] });
  if (!result.ok) return submission.reply({ formErrors: [await refusedKey(locale, result.refusal)] });
  return redirect({ locale, href: `/province/day/${entitlementId}?point=${pointId}` });
}
