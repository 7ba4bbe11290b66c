import type { Actor } from '#lib/auth/actor.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import { done } from '#lib/shared/result.ts';
import { type AuditEntryInput, recordAudit } from './record.ts';

/** Writes one entry of what changes nothing, such as that a table with names was taken along. */
export async function leaveTrace(actor: Actor, entry: AuditEntryInput): Promise<void> {
  await inSqlTransaction(async (tx) => {
    await recordAudit(tx, actor, entry);
    return done(undefined);
  });
}
