'use client';

import { useTranslations } from 'next-intl';
import { type ComponentProps, useState } from 'react';
import { FormFileField, type ServerForm } from '#components/ui/form.tsx';
import { evidenceLimits, evidenceMediaTypes } from '#lib/claims/schema.ts';
import { errorKey } from '#lib/shared/form-state.ts';

/** What the server kept of a refused post's files; the form carries it along. */
export interface EvidenceAnswer {
  draft: string | undefined;
  kept: readonly { readonly id: string; readonly fileName: string; readonly byteSize: number }[];
}

interface EvidenceFieldProps {
  answer: EvidenceAnswer | undefined;
  /** How many files there may be in all. */
  places?: number | undefined;
}

/** Files that support what is said. Those of an earlier, refused post stay, ticked; unticking one removes it. */
export function EvidenceField({ answer, places = evidenceLimits.files }: EvidenceFieldProps) {
  const t = useTranslations('claim.fields');
  const kept = answer?.kept ?? [];
  return (
    <>
      {answer?.draft !== undefined && <input type="hidden" name="draft" value={answer.draft} />}
      <FormFileField
        // What the server kept is no longer in the control: an emptied one does not send it twice.
        key={kept.map(({ id }) => id).join()}
        name="files"
        keptName="filesKept"
        kept={kept.map(({ id, fileName, byteSize }) => ({ token: id, name: fileName, bytes: byteSize }))}
        hint={t('filesHint', { count: places })}
        accept={evidenceMediaTypes.join()}
        multiple
        optional
      />
    </>
  );
}

// Just under what the server reads of one post.
const postBytes = 16 * 1024 * 1024;

/** Tells too large a file before it travels: the server cuts such a post off without reading its text. */
export function useFileGuard<Answer>(form: ServerForm<Answer>): ServerForm<Answer> {
  const [found, setFound] = useState<readonly string[]>([]);

  const onSubmit: ComponentProps<'form'>['onSubmit'] = (event) => {
    const files = new FormData(event.currentTarget).getAll('files').filter((value) => value instanceof File);
    const errors = tooLarge(files);
    setFound(errors);
    if (errors.length > 0) event.preventDefault();
    else form.formProps.onSubmit?.(event);
  };

  const files = form.field('files');
  return {
    ...form,
    errors: found.length > 0 ? found.map((error) => ({ fieldId: files.id, label: files.label, error })) : form.errors,
    field: (name) => (name === 'files' && found.length > 0 ? { ...files, errors: found } : form.field(name)),
    formProps: { ...form.formProps, onSubmit },
  };
}

function tooLarge(files: readonly File[]): string[] {
  const single = files.filter(({ size }) => size > evidenceLimits.bytes);
  if (single.length > 0) return single.map(({ name }) => errorKey('claim.errors.file.too-big', { name }));
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const last = files.at(-1);
  return last && total > postBytes ? [errorKey('claim.errors.file.too-many', { name: last.name })] : [];
}
