import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, userIdOf } from '#lib/auth/actor.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { mayKeepFiles } from './policy.ts';

export type WithdrawFileRefusal =
  | 'not-allowed'
  | 'unknown-file'
  | 'reason-missing'
  | 'being-imported'
  /** It was withdrawn or refused, or still arrives. */
  | 'not-in-force';

/**
 * Takes a file's records out, or a file that nobody confirmed; that it came and why it went stays. What only it said is
 * forgotten by the next linking.
 */
export async function withdrawFile(
  actor: Actor,
  { fileId, reason }: { readonly fileId: string; readonly reason: string },
): Promise<Result<{ readonly fileId: string }, WithdrawFileRefusal>> {
  if (!mayKeepFiles(actor)) return refused('not-allowed');
  if (reason.trim() === '') return refused('reason-missing');
  return inSqlTransaction(async (tx) => {
    const [file] = await tx.$queryRaw<{ register: string; state: string }[]>`
      SELECT register, state::text AS state FROM source_file WHERE id = ${fileId}::uuid FOR NO KEY UPDATE`;
    if (!file) return refused('unknown-file');
    if (file.state === 'QUEUED') return refused('being-imported');
    if (file.state !== 'RECOGNISED' && file.state !== 'IMPORTED') return refused('not-in-force');
    await tx.$executeRaw`DELETE FROM source_record WHERE file_id = ${fileId}::uuid`;
    await tx.$executeRaw`DELETE FROM source_fault WHERE file_id = ${fileId}::uuid`;
    await tx.$executeRaw`DELETE FROM source_file_chunk WHERE file_id = ${fileId}::uuid`;
    await tx.$executeRaw`
      UPDATE source_file
         SET state = 'WITHDRAWN', withdrawn_at = business_now(), withdrawn_by_id = ${userIdOf(actor)}::uuid,
             withdrawn_reason = ${reason.trim()}
       WHERE id = ${fileId}::uuid`;
    await recordAudit(tx, actor, {
      action: 'register.withdraw',
      subject: { type: 'source-file', id: fileId },
      details: { register: file.register, reason: reason.trim() },
    });
    return done({ fileId });
  });
}
