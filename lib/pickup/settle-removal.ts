import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import type { Statements } from '#lib/db/statements.ts';
import { lockPendingRemoval, type PendingRemoval, settlePendingRemoval } from '#lib/entitlements/remove-entitled.ts';
import { loadWords } from '#lib/i18n/kept-words.ts';
import { writeMessage } from '#lib/notifications/write-message.ts';
import { portalUrl } from '#lib/shared/portal-url.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { cancelLiveBooking, cancelRefusals, recordCancellation } from './cancel-booking.ts';

export type SettleRemovalInput = {
  readonly listId: string;
  readonly providerId: string;
  /** Whether the person keeps what they booked, or loses it and the booking with it. */
  readonly settlement: 'KEPT' | 'WITHDRAWN';
  readonly reason: string;
};

export type SettleRemovalRefusal = 'not-allowed' | 'unknown' | 'already-settled' | 'already-arrived' | 'already-served';

/**
 * Decides on what somebody booked who left the lists since. Kept, nothing changes; withdrawn, the booking is cancelled
 * and its place given back with it, in one transaction. The person is told, with the reason.
 */
export function settleRemoval(
  actor: Actor,
  input: SettleRemovalInput,
): Promise<Result<undefined, SettleRemovalRefusal>> {
  return inSqlTransaction<undefined, SettleRemovalRefusal>(async (tx) => {
    if (!isAdministrator(actor)) return refused('not-allowed');
    const removal = await lockPendingRemoval(tx, input);
    if (removal === undefined) return refused('unknown');
    if (removal === 'settled') return refused('already-settled');
    if (input.settlement === 'WITHDRAWN') {
      const cancelled = await cancelLiveBooking(tx, removal);
      if (cancelled) await recordCancellation(tx, actor, cancelled);
    }
    if (!(await settlePendingRemoval(tx, actor, input, removal))) return refused('already-served');
    await recordAudit(tx, actor, {
      action: 'list.settle-removal',
      subject: { type: 'provider', id: input.providerId },
      provinceCode: removal.provinceCode,
      details: { list: input.listId, settlement: input.settlement, reason: input.reason },
    });
    await tell(tx, input, removal);
    return done(undefined);
  }, cancelRefusals);
}

async function tell(tx: Statements, input: SettleRemovalInput, removal: PendingRemoval): Promise<void> {
  if (removal.email === null) return;
  const { language } = removal;
  const say = await loadWords(language);
  await writeMessage(tx, {
    template: 'removal-settled',
    language,
    toEmail: removal.email,
    params: {
      programme: say(`rules.programmes.${removal.programmeCode}`),
      settlement: input.settlement === 'KEPT' ? 'kept' : 'withdrawn',
      portal: portalUrl(`/${language}/provider`),
      contact: portalUrl(`/${language}/contact`),
    },
    secrets: { reason: input.reason },
    dedupKey: `removal-settled:${input.listId}:${input.providerId}`,
  });
}
