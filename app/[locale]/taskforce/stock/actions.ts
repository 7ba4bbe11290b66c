'use server';

import type { z } from 'zod';
import type { Actor } from '#lib/auth/actor.ts';
import { requireUser } from '#lib/auth/guards.ts';
import { localeOf } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import { parseForm } from '#lib/shared/parse-form.ts';
import type { Result } from '#lib/shared/result.ts';
import { adjustStock, receiveStock, type StockRefusal, transferStock } from '#lib/stock/move-stock.ts';
import { adjustStockSchema, receiveStockSchema, transferStockSchema } from '#lib/stock/schema.ts';

export async function transferStockAction(_previous: FormState, formData: FormData): Promise<FormState> {
  return moveStock(formData, transferStockSchema, transferStock, 'transferred');
}

export async function receiveStockAction(_previous: FormState, formData: FormData): Promise<FormState> {
  return moveStock(formData, receiveStockSchema, receiveStock, 'received');
}

export async function adjustStockAction(_previous: FormState, formData: FormData): Promise<FormState> {
  return moveStock(formData, adjustStockSchema, adjustStock, 'adjusted');
}

/** The commands decide who may; the province's pages and the taskforce's post to the same actions. */
async function moveStock<Schema extends z.ZodType>(
  formData: FormData,
  schema: Schema,
  command: (actor: Actor, input: z.output<Schema>) => Promise<Result<null, StockRefusal>>,
  told: 'transferred' | 'received' | 'adjusted',
): Promise<FormState> {
  const locale = localeOf(formData);
  const area = formData.get('area') === 'province' ? 'province' : 'taskforce';
  const actor = await requireUser(locale, `/${area}/stock`);
  const submission = parseForm(formData, schema);
  if (submission.status !== 'success') return submission.reply();
  const result = await command(actor, submission.value);
  if (!result.ok) return submission.reply({ formErrors: [`stock.refused.${result.refusal.code}`] });
  return redirect({ locale, href: `/${area}/stock?done=${told}` });
}
