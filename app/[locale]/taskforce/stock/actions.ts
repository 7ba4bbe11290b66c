'use server';

import type { z } from 'zod';
import type { Actor } from '#lib/auth/actor.ts';
import { requireAdministrator, requireUser } from '#lib/auth/guards.ts';
import { isProvinceCode } from '#lib/geography/provinces.ts';
import { localeOf } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import { parseForm } from '#lib/shared/parse-form.ts';
import { type Result, refused } from '#lib/shared/result.ts';
import {
  type AnnouncedRefusal,
  announceReceipt,
  callOffReceipt,
  receiveAnnounced,
} from '#lib/stock/announced-receipts.ts';
import { adjustStock, receiveStock, transferStock } from '#lib/stock/move-stock.ts';
import {
  type AnnouncedReceiptInput,
  adjustStockSchema,
  announcedReceiptSchema,
  announceReceiptSchema,
  receiveStockSchema,
  transferStockSchema,
} from '#lib/stock/schema.ts';

export async function transferStockAction(_previous: FormState, formData: FormData): Promise<FormState> {
  return moveStock(formData, transferStockSchema, transferStock, 'transferred');
}

export async function receiveStockAction(_previous: FormState, formData: FormData): Promise<FormState> {
  return moveStock(formData, receiveStockSchema, receiveStock, 'received');
}

export async function adjustStockAction(_previous: FormState, formData: FormData): Promise<FormState> {
  return moveStock(formData, adjustStockSchema, adjustStock, 'adjusted');
}

export async function announceReceiptAction(_previous: FormState, formData: FormData): Promise<FormState> {
  return moveStock(formData, announceReceiptSchema, announceReceipt, 'announced');
}

export async function arrivedAction(formData: FormData): Promise<void> {
  return endAnnounced(formData, receiveAnnounced, 'arrived');
}

export async function callOffAction(formData: FormData): Promise<void> {
  return endAnnounced(formData, callOffReceipt, 'calledOff');
}

/** Refusals that one field is about; the others are about the form. */
const fieldOf: Readonly<Record<string, string>> = {
  'not-supplied-directly': 'depotId',
  'day-past': 'expectedOn',
  'day-far': 'expectedOn',
};

/** The commands decide who may; the province's pages and the taskforce's post to the same actions. */
async function moveStock<Schema extends z.ZodType>(
  formData: FormData,
  schema: Schema,
  command: (actor: Actor, input: z.output<Schema>) => Promise<Result<unknown, string>>,
  told: 'transferred' | 'received' | 'adjusted' | 'announced',
): Promise<FormState> {
  const locale = localeOf(formData);
  const area = formData.get('area') === 'province' ? 'province' : 'taskforce';
  const actor = await requireUser(locale, `/${area}/stock`);
  const submission = parseForm(formData, schema);
  if (submission.status !== 'success') return submission.reply();
  const result = await command(actor, submission.value);
  if (!result.ok) {
    const { code } = result.refusal;
    const errors = [`stock.refused.${code}`];
    const field = fieldOf[code];
    return submission.reply(field === undefined ? { formErrors: errors } : { fieldErrors: { [field]: errors } });
  }
  return redirect({ locale, href: { pathname: `/${area}/stock`, query: { ...viewOf(formData), done: told } } });
}

async function endAnnounced(
  formData: FormData,
  command: (actor: Actor, input: AnnouncedReceiptInput) => Promise<Result<null, AnnouncedRefusal>>,
  told: 'arrived' | 'calledOff',
): Promise<never> {
  const locale = localeOf(formData);
  const pathname = '/taskforce/stock';
  const actor = await requireAdministrator(locale, pathname);
  const submission = parseForm(formData, announcedReceiptSchema);
  const result =
    submission.status === 'success' ? await command(actor, submission.value) : refused('unknown-announcement');
  const said = result.ok ? { done: told } : { problem: result.refusal.code };
  return redirect({ locale, href: { pathname, query: { ...viewOf(formData), ...said } } });
}

/** The province that the page was narrowed to, so that one comes back to what one looked at. */
function viewOf(formData: FormData): { province?: string } {
  const province = formData.get('province');
  return typeof province === 'string' && isProvinceCode(province) ? { province } : {};
}
