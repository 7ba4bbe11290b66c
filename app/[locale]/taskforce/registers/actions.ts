'use server';

import { getTranslations } from 'next-intl/server';
import * as z from 'zod';
import type { UserActor } from '#lib/auth/actor.ts';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { type Locale, localeOf } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import { confirmImport } from '#lib/registers/files/confirm-import.ts';
import { correctRecognition } from '#lib/registers/files/correct-recognition.ts';
import { delimiters, encodings } from '#lib/registers/files/format.ts';
import { findFile } from '#lib/registers/files/queries.ts';
import { refusalParams } from '#lib/registers/files/refusal-params.ts';
import { withdrawFile } from '#lib/registers/files/withdraw-file.ts';
import { requestLink } from '#lib/registers/link/request-link.ts';
import { errorKey, type FormState } from '#lib/shared/form-state.ts';
import { parseForm } from '#lib/shared/parse-form.ts';
import type { Refusal } from '#lib/shared/result.ts';

/** The commands decide who may; what they refuse is said on the form. */
async function posted(formData: FormData): Promise<{ locale: Locale; actor: UserActor }> {
  const locale = localeOf(formData);
  return { locale, actor: await requireAdministrator(locale, '/taskforce/registers') };
}

async function refusalKey(
  { actor, locale }: { actor: UserActor; locale: Locale },
  fileId: string,
  { code, params }: Refusal<string>,
): Promise<string> {
  const file = await findFile(actor, fileId);
  return errorKey(`registers.refusals.${code}`, refusalParams(params, file?.register ?? '', locale));
}

export async function linkAction(formData: FormData): Promise<void> {
  const { locale, actor } = await posted(formData);
  await requestLink(actor);
  redirect({ locale, href: '/taskforce/registers?done=link' });
}

const rereadSchema = z.object({
  fileId: z.uuid(),
  encoding: z.enum(encodings),
  delimiter: z.enum(delimiters),
});

/** Looks at the file again by another encoding or delimiter; its headers then say what the columns are. */
export async function rereadAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const who = await posted(formData);
  const submission = parseForm(formData, rereadSchema);
  if (submission.status !== 'success') return submission.reply();
  const { fileId } = submission.value;
  const result = await correctRecognition(who.actor, submission.value);
  if (!result.ok) return submission.reply({ formErrors: [await refusalKey(who, fileId, result.refusal)] });
  return redirect({ locale: who.locale, href: `/taskforce/registers/${fileId}?done=reread` });
}

const loadSchema = z.object({
  fileId: z.uuid(),
  /** For each header the code of its column; empty where it is ignored. */
  columns: z.array(z.string().optional()),
});

/** Has the file imported, with its columns read as the form says. */
export async function loadAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const who = await posted(formData);
  const submission = parseForm(formData, loadSchema);
  if (submission.status !== 'success') return submission.reply();
  const { fileId } = submission.value;
  // As they were posted, in the order of the headers: an empty choice counts too.
  const columns = formData.getAll('columns').map((code) => (typeof code === 'string' && code !== '' ? code : null));
  const corrected = await correctRecognition(who.actor, { fileId, columns });
  if (!corrected.ok) return submission.reply({ formErrors: [await refusalKey(who, fileId, corrected.refusal)] });
  const confirmed = await confirmImport(who.actor, fileId);
  if (!confirmed.ok) return submission.reply({ formErrors: [await refusalKey(who, fileId, confirmed.refusal)] });
  return redirect({ locale: who.locale, href: `/taskforce/registers/${fileId}?done=loaded` });
}

const fileSchema = z.object({ fileId: z.uuid() });

export async function discardAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const who = await posted(formData);
  const submission = parseForm(formData, fileSchema);
  if (submission.status !== 'success') return submission.reply();
  const { fileId } = submission.value;
  const t = await getTranslations({ locale: who.locale, namespace: 'register-files.format' });
  const result = await withdrawFile(who.actor, { fileId, reason: t('discardReason') });
  if (!result.ok) return submission.reply({ formErrors: [await refusalKey(who, fileId, result.refusal)] });
  return redirect({ locale: who.locale, href: '/taskforce/registers?done=discarded' });
}

const withdrawSchema = z.object({ fileId: z.uuid(), reason: z.string().trim().min(1).max(2_000) });

export async function withdrawAction(_previous: FormState, formData: FormData): Promise<FormState> {
  const who = await posted(formData);
  const submission = parseForm(formData, withdrawSchema);
  if (submission.status !== 'success') return submission.reply();
  const { fileId } = submission.value;
  const result = await withdrawFile(who.actor, submission.value);
  if (!result.ok) return submission.reply({ formErrors: [await refusalKey(who, fileId, result.refusal)] });
  return redirect({ locale: who.locale, href: `/taskforce/registers/${fileId}?done=withdrawn` });
}
