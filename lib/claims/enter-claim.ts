import { Temporal } from 'temporal-polyfill';
import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { loadWords } from '#lib/i18n/kept-words.ts';
import { writeMessage } from '#lib/notifications/write-message.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { businessTimeZone } from '#lib/shared/time-zone.ts';
import { claimLink } from './access.ts';
import { oneLiveClaim } from './confirm-claim.ts';
import { attachEvidence } from './evidence.ts';
import { findProviderId } from './find-provider.ts';
import { recordEvent } from './history.ts';
import { type ReceiptRefusal, readPlace, receiptConstraints, receiptRefusal, writeClaim } from './receive-claim.ts';
import type { EnteredClaimFields } from './schema.ts';

export type EnterClaimInput = EnteredClaimFields & { readonly draftToken?: string | undefined };
export type EnterClaimRefusal = ReceiptRefusal | 'not-allowed' | 'ahead' | 'another-live' | 'no-programme';

/**
 * Staff type in what came by letter, mail or telephone, with when it came and why they do so. It counts as confirmed,
 * and is refused where it came after the cutoff, whenever it is typed in.
 */
export function enterClaim(
  actor: Actor,
  input: EnterClaimInput,
): Promise<Result<{ references: readonly string[] }, EnterClaimRefusal>> {
  return inTransaction(
    async (tx): Promise<Result<{ references: readonly string[] }, EnterClaimRefusal>> => {
      if (!isAdministrator(actor)) return refused('not-allowed');
      const place = readPlace(input);
      if (!place.ok) return refused(place.code);
      const receivedAt = Temporal.PlainDate.from(input.receivedOn)
        .toPlainDateTime(Temporal.PlainTime.from(input.receivedTime))
        .toZonedDateTime(businessTimeZone)
        .toInstant();
      const now = await businessNow();
      if (Temporal.Instant.compare(receivedAt, now) > 0) return refused('ahead');

      const providerId = await findProviderId(tx, {
        identifierScheme: place.number.scheme,
        identifierValue: place.number.value,
      });
      const written: { readonly id: string; readonly reference: string; readonly programmeCode: string }[] = [];
      for (const programmeCode of new Set(input.programmes)) {
        const refusal = await receiptRefusal(tx, programmeCode, receivedAt);
        if (refusal) return refused(refusal);
        const claim = await writeClaim(tx, programmeCode, input, place, {
          receivedAt,
          status: 'OPEN',
          receivedBy: input.receivedBy,
          enteredById: actor.userId,
          enteredReason: input.reason,
          providerId,
          confirmedAt: toDate(now),
        });
        written.push({ ...claim, programmeCode });
      }
      const [first, ...others] = written.map(({ id }) => id);
      if (first === undefined) return refused('no-programme');
      const files = await attachEvidence(tx, input.draftToken, [first, ...others]);

      const words = await loadWords(input.language);
      for (const claim of written) {
        await recordEvent(tx, actor, { claimId: claim.id, kind: 'RECEIVED', at: toDate(receivedAt) });
        await recordAudit(tx, actor, {
          action: 'claim.enter',
          subject: { type: 'claim', id: claim.id },
          provinceCode: place.provinceCode,
          details: {
            reference: claim.reference,
            programme: claim.programmeCode,
            way: input.receivedBy,
            receivedAt: receivedAt.toString(),
            files,
          },
        });
        if (input.email !== undefined) {
          await writeMessage(tx, {
            template: 'claim-confirmed',
            language: input.language,
            toEmail: input.email,
            params: { reference: claim.reference, programme: words(`rules.programmes.${claim.programmeCode}`) },
            secrets: { link: await claimLink(tx, { id: claim.id, language: input.language }) },
            dedupKey: `claim-confirmed:${claim.id}`,
          });
        }
      }
      return done({ references: written.map(({ reference }) => reference) });
    },
    { ...receiptConstraints, ...oneLiveClaim },
  );
}
