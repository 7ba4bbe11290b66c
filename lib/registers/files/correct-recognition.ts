import type { Actor } from '#lib/auth/actor.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import { type Result, refused } from '#lib/shared/result.ts';
import { type Correction, type CorrectionRefusal, correctFormat } from './correct-format.ts';
import type { FileFormat } from './format.ts';
import { lockRecognised } from './load-file.ts';
import { mayKeepFiles } from './policy.ts';
import { readChunks } from './sealed-chunks.ts';

export type CorrectRecognitionInput = Correction & { readonly fileId: string };

export type CorrectRecognitionRefusal =
  | CorrectionRefusal
  | 'not-allowed'
  | 'unknown-file'
  /** It is being imported, or was, or refused. */
  | 'not-waiting';

/** Corrects what a file was recognised as, before it is confirmed. Only what can be read is taken. */
export async function correctRecognition(
  actor: Actor,
  { fileId, ...correction }: CorrectRecognitionInput,
): Promise<Result<FileFormat, CorrectRecognitionRefusal>> {
  if (!mayKeepFiles(actor)) return refused('not-allowed');
  return inSqlTransaction<FileFormat, CorrectRecognitionRefusal>(async (tx) => {
    const file = await lockRecognised(tx, fileId);
    if (file === undefined) return refused('unknown-file');
    if (file === null) return refused('not-waiting');
    const { register, format } = file;
    const corrected = await correctFormat(format, { register, bytes: () => readChunks(fileId) }, correction);
    if (!corrected.ok) return corrected;
    await tx.$executeRaw`
      UPDATE source_file SET format = ${JSON.stringify(corrected.value)}::jsonb WHERE id = ${fileId}::uuid`;
    return corrected;
  });
}
