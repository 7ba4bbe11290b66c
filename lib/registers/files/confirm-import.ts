import type { Actor } from '#lib/auth/actor.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import { requestRun } from '#lib/runs/request-run.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { lockRecognised } from './load-file.ts';
import { mayKeepFiles } from './policy.ts';

export type ConfirmImportRefusal = 'not-allowed' | 'unknown-file' | 'not-waiting';

/** Has a recognised file imported, as it was recognised or corrected to. */
export async function confirmImport(
  actor: Actor,
  fileId: string,
): Promise<Result<{ readonly runId: string }, ConfirmImportRefusal>> {
  if (!mayKeepFiles(actor)) return refused('not-allowed');
  return inSqlTransaction(async (tx) => {
    const file = await lockRecognised(tx, fileId);
    if (file === undefined) return refused('unknown-file');
    if (file === null) return refused('not-waiting');
    const runId = await requestRun(tx, actor, { kind: 'IMPORT', input: { fileId } });
    await tx.$executeRaw`
      UPDATE source_file SET state = 'QUEUED', run_id = ${runId}::uuid WHERE id = ${fileId}::uuid`;
    return done({ runId });
  });
}
