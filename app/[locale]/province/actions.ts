'use server';

import { requireProvinceStaff } from '#lib/auth/guards.ts';
import { type Locale, localeOf } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import { closeSlot, reopenSlot } from '#lib/pickup/close-slot.ts';
import { requestInvitations } from '#lib/pickup/invite-entitled.ts';
import {
  changePickupPoint,
  closePickupPoint,
  openPickupPoint,
  reopenPickupPoint,
} from '#lib/pickup/keep-pickup-point.ts';
import { previewSlots, publishSlots, type SlotPreview } from '#lib/pickup/publish-slots.ts';
import { inviteSchema, patternSchema, pickupPointSchema, pointSchema, slotActionSchema } from '#lib/pickup/schema.ts';
import { publishSchedule, withdrawSchedule } from '#lib/programmes/publish-schedule.ts';
import { scheduleSchema, withdrawScheduleSchema } from '#lib/programmes/schedule-schema.ts';
import { errorKey, type FormState } from '#lib/shared/form-state.ts';
import { parseForm } from '#lib/shared/parse-form.ts';
import type { Refusal, Result } from '#lib/shared/result.ts';

const refusedKey = ({ code, params }: Refusal<string>) => errorKey(`province.refused.${code}`, { ...params });

/** Shows what a pattern makes; publishes it where that was shown before and is still so. */
export async function patternAction(
  _previous: FormState<SlotPreview>,
  formData: FormData,
): Promise<FormState<SlotPreview>> {
  const locale = localeOf(formData);
  const { actor } = await requireProvinceStaff(locale, '/province/slots/new');
  const submission = parseForm(formData, patternSchema);
  if (submission.status !== 'success') return submission.reply();
  const fingerprint = formData.get('fingerprint');
  let refusal: Refusal<string> | undefined;
  if (formData.get('intent') === 'publish' && typeof fingerprint === 'string') {
    const published = await publishSlots(actor, { ...submission.value, fingerprint });
    if (published.ok) {
      const { pickupPointId } = submission.value;
      const query = { point: pickupPointId, done: 'published', count: String(published.value.count) };
      return redirect({ locale, href: { pathname: '/province/slots', query } });
    }
    refusal = published.refusal;
  }
  const preview = await previewSlots(actor, submission.value);
  const errors = refusal ?? (preview.ok ? undefined : preview.refusal);
  const reply = submission.reply(errors ? { formErrors: [refusedKey(errors)] } : {});
  return preview.ok ? { ...reply, answer: preview.value } : reply;
}

export async function closeSlotAction(formData: FormData): Promise<void> {
  return actOnSlot(formData, closeSlot, 'slot-closed');
}

export async function reopenSlotAction(formData: FormData): Promise<void> {
  return actOnSlot(formData, reopenSlot, 'slot-reopened');
}

async function actOnSlot(formData: FormData, command: typeof closeSlot, done: string): Promise<never> {
  const locale = localeOf(formData);
  const { actor } = await requireProvinceStaff(locale, '/province/slots');
  const submission = parseForm(formData, slotActionSchema);
  if (submission.status !== 'success') return redirect({ locale, href: '/province/slots?problem=slot-unknown' });
  const { slotId, view } = submission.value;
  const result = await command(actor, { slotId });
  return backTo(locale, '/province/slots', result, done, new URLSearchParams(view));
}

export async function inviteAction(formData: FormData): Promise<void> {
  const locale = localeOf(formData);
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/slots/invitations');
  const submission = parseForm(formData, inviteSchema);
  const href = '/province/slots/invitations';
  if (submission.status !== 'success') return redirect({ locale, href });
  const result = await requestInvitations(actor, { ...submission.value, provinceCode });
  return backTo(locale, href, result, 'invited');
}

export async function openPointAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/points');
  const submission = parseForm(formData, pickupPointSchema);
  if (submission.status !== 'success') return submission.reply();
  const result = await openPickupPoint(actor, { ...submission.value, provinceCode });
  if (!result.ok) return submission.reply({ formErrors: [refusedKey(result.refusal)] });
  return redirect({ locale, href: '/province/points?done=point-opened' });
}

export async function changePointAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const { actor } = await requireProvinceStaff(locale, '/province/points');
  const submission = parseForm(formData, pickupPointSchema);
  if (submission.status !== 'success') return submission.reply();
  const asked = pointSchema.safeParse({ pickupPointId: formData.get('pickupPointId') });
  if (!asked.success) return submission.reply({ formErrors: ['province.refused.point-unknown'] });
  const result = await changePickupPoint(actor, { ...submission.value, ...asked.data });
  if (!result.ok) return submission.reply({ formErrors: [refusedKey(result.refusal)] });
  return redirect({ locale, href: '/province/points?done=point-changed' });
}

export async function closePointAction(formData: FormData): Promise<void> {
  return actOnPoint(formData, closePickupPoint, 'point-closed');
}

export async function reopenPointAction(formData: FormData): Promise<void> {
  return actOnPoint(formData, reopenPickupPoint, 'point-reopened');
}

async function actOnPoint(formData: FormData, command: typeof closePickupPoint, done: string): Promise<never> {
  const locale = localeOf(formData);
  const { actor } = await requireProvinceStaff(locale, '/province/points');
  const submission = parseForm(formData, pointSchema);
  if (submission.status !== 'success') return redirect({ locale, href: '/province/points?problem=point-unknown' });
  return backTo(locale, '/province/points', await command(actor, submission.value), done);
}

export async function publishScheduleAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const locale = localeOf(formData);
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/schedule');
  const submission = parseForm(formData, scheduleSchema);
  if (submission.status !== 'success') return submission.reply();
  const result = await publishSchedule(actor, { ...submission.value, provinceCode });
  if (!result.ok) return submission.reply({ formErrors: [refusedKey(result.refusal)] });
  return redirect({ locale, href: '/province/schedule?done=schedule-published' });
}

export async function withdrawScheduleAction(formData: FormData): Promise<void> {
  const locale = localeOf(formData);
  const { actor } = await requireProvinceStaff(locale, '/province/schedule');
  const submission = parseForm(formData, withdrawScheduleSchema);
  const href = '/province/schedule';
  if (submission.status !== 'success') return redirect({ locale, href: `${href}?problem=schedule-unknown` });
  return backTo(locale, href, await withdrawSchedule(actor, submission.value), 'schedule-withdrawn');
}

/** Back to the list, in the view one had of it, with what was done or why it was not. */
function backTo(
  locale: Locale,
  pathname: string,
  result: Result<unknown, string>,
  done: string,
  view: URLSearchParams = new URLSearchParams(),
): never {
  for (const name of ['done', 'problem', 'count']) view.delete(name);
  view.set(result.ok ? 'done' : 'problem', result.ok ? done : result.refusal.code);
  return redirect({ locale, href: `${pathname}?${view}` });
}
