import { errorKey } from '#lib/shared/form-state.ts';
import { type EvidenceDraft, keepEvidence, readEvidence } from './evidence.ts';
import { claimTokenSchema, evidenceLimits } from './schema.ts';

/** Names of what a form with files carries besides its text. */
export const evidenceFields = { files: 'files', kept: 'filesKept', draft: 'draft' } as const;

export type ReceivedEvidence = EvidenceDraft & {
  /** The post without its files and without the framework's own fields: text only, fit to be sent back. */
  readonly text: FormData;
  /** Message keys, each naming its file. */
  readonly errors: string[];
};

/**
 * Takes the files out of a posted form and keeps the good ones, whatever becomes of its text: a browser without
 * JavaScript empties the control when the form is shown again. `places` is how many files there may be in all.
 */
export async function receiveEvidence(
  formData: FormData,
  places: number = evidenceLimits.files,
): Promise<ReceivedEvidence> {
  const files = formData.getAll(evidenceFields.files).filter((value) => value instanceof File);
  const { good, problems } = await readEvidence(files);
  const token = claimTokenSchema.safeParse(formData.get(evidenceFields.draft));
  const stay = formData.getAll(evidenceFields.kept).filter((value) => typeof value === 'string');
  const draft = await keepEvidence({ token: token.success ? token.data : undefined, stay, add: good, places });
  return {
    token: draft.token,
    kept: draft.kept,
    text: textOf(formData),
    errors: [...problems, ...draft.problems].map(({ code, fileName }) =>
      errorKey(`claim.errors.file.${code}`, { name: fileName }),
    ),
  };
}

/** A post refused before anything is kept: its text alone, to be sent back. */
export function textOf(formData: FormData): FormData {
  const text = new FormData();
  const left: readonly string[] = Object.values(evidenceFields);
  for (const [name, value] of formData) {
    if (typeof value === 'string' && !left.includes(name) && !name.startsWith('$')) text.append(name, value);
  }
  return text;
}
