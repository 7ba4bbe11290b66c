'use server';

import { refresh } from 'next/cache';
import { requireProvider } from '#lib/auth/guards.ts';
import { changeDomicile } from '#lib/eligibility/change-domicile.ts';
import { declineEntitlement, resumeEntitlement } from '#lib/entitlements/decline.ts';
import { type Locale, localeOf } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import { bookSlot } from '#lib/pickup/book-slot.ts';
import { cancelBooking } from '#lib/pickup/cancel-booking.ts';
import { moveBooking } from '#lib/pickup/move-booking.ts';
import { reportDelivery } from '#lib/pickup/report-delivery.ts';
import { reportProblem } from '#lib/pickup/report-problem.ts';
import { chooseSlotSchema, deliveryProblemSchema, entitlementSchema, problemSchema } from '#lib/pickup/schema.ts';
import { changeContact } from '#lib/registers/change-contact.ts';
import { contactSchema, domicileSchema } from '#lib/registers/schema.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import { parseForm } from '#lib/shared/parse-form.ts';
import type { Result } from '#lib/shared/result.ts';

export async function bookAction(_previous: FormState, formData: FormData): Promise<FormState> {
  return chooseSlot(formData, 'booked');
}

export async function moveAction(_previous: FormState, formData: FormData): Promise<FormState> {
  return chooseSlot(formData, 'moved');
}

/** A refusal stays on the page, which is read anew, so that what is still free stands below it. */
async function chooseSlot(formData: FormData, done: 'booked' | 'moved'): Promise<FormState> {
  const locale = localeOf(formData);
  const actor = await requireProvider(locale, '/provider');
  const submission = parseForm(formData, chooseSlotSchema);
  if (submission.status !== 'success') return submission.reply();
  const choose = done === 'booked' ? bookSlot : moveBooking;
  const result = await choose(actor, submission.value);
  if (!result.ok) {
    refresh();
    return submission.reply({ formErrors: [`booking.refused.${result.refusal.code}`] });
  }
  return redirect({ locale, href: `/provider/entitlements/${submission.value.entitlementId}/ticket?done=${done}` });
}

export async function cancelAction(formData: FormData): Promise<void> {
  const { locale, actor, entitlementId } = await readOwn(formData);
  const result = await cancelBooking(actor, { entitlementId });
  return backToOverview(locale, result, 'cancelled');
}

export async function declineAction(formData: FormData): Promise<void> {
  const { locale, actor, entitlementId } = await readOwn(formData);
  return backToOverview(locale, await declineEntitlement(actor, { entitlementId }), 'declined');
}

export async function resumeAction(formData: FormData): Promise<void> {
  const { locale, actor, entitlementId } = await readOwn(formData);
  return backToOverview(locale, await resumeEntitlement(actor, { entitlementId }), 'resumed');
}

async function readOwn(formData: FormData) {
  const locale = localeOf(formData);
  const actor = await requireProvider(locale, '/provider');
  const submission = parseForm(formData, entitlementSchema);
  if (submission.status !== 'success') return redirect({ locale, href: '/provider?problem=unknown' });
  return { locale, actor, entitlementId: submission.value.entitlementId };
}

function backToOverview(locale: Locale, result: Result<unknown, string>, done: string): never {
  const said = result.ok ? `done=${done}` : `problem=${result.refusal.code}`;
  return redirect({ locale, href: `/provider?${said}` });
}

export async function reportAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const actor = await requireProvider(locale, '/provider');
  const submission = parseForm(formData, problemSchema);
  if (submission.status !== 'success') return submission.reply();
  const result = await reportProblem(actor, submission.value);
  if (!result.ok) return submission.reply({ formErrors: [`booking.problem.refused.${result.refusal.code}`] });
  return redirect({ locale, href: '/provider?done=reported' });
}

export async function reportDeliveryAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const actor = await requireProvider(locale, '/provider');
  const submission = parseForm(formData, deliveryProblemSchema);
  if (submission.status !== 'success') return submission.reply();
  const result = await reportDelivery(actor, submission.value);
  if (!result.ok) return submission.reply({ formErrors: [`booking.delivery.refused.${result.refusal.code}`] });
  return redirect({ locale, href: '/provider?done=reported' });
}

export async function contactAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const actor = await requireProvider(locale, '/provider/details');
  const submission = parseForm(formData, contactSchema);
  if (submission.status !== 'success') return submission.reply();
  const result = await changeContact(actor, submission.value);
  if (!result.ok) return submission.reply({ formErrors: [`provider.refused.${result.refusal.code}`] });
  return redirect({ locale, href: '/provider/details?done=contact' });
}

export async function domicileAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const actor = await requireProvider(locale, '/provider/details');
  const submission = parseForm(formData, domicileSchema);
  if (submission.status !== 'success') return submission.reply();
  const result = await changeDomicile(actor, submission.value);
  if (!result.ok) return submission.reply({ formErrors: [`provider.refused.${result.refusal.code}`] });
  return redirect({ locale, href: `/provider/details?done=${result.value.moved ? 'domicile-moved' : 'domicile'}` });
}
