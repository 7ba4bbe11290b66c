import type { Temporal } from 'temporal-polyfill';
import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { loadWords } from '#lib/i18n/kept-words.ts';
import type { ProviderNumber } from '#lib/identifiers/provider-number.ts';
import { writeMessage } from '#lib/notifications/write-message.ts';
import { toDate } from '#lib/shared/clock.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { claimLink } from './access.ts';
import { attachEvidence } from './evidence.ts';
import { recordEvent } from './history.ts';
import {
  type ReceiptRefusal,
  readPlace,
  receiptConstraints,
  receiptRefusal,
  type WrittenClaim,
  writeClaim,
} from './receive-claim.ts';
import type { ClaimFields } from './schema.ts';

export type SubmitClaimInput = ClaimFields & {
  /** When the request reached us, in business time: the cutoff looks at this, however long the rest takes. */
  readonly receivedAt: Temporal.Instant;
  /** The draft that holds its files, if it has any. */
  readonly draftToken?: string | undefined;
};

export type SubmitClaimRefusal = ReceiptRefusal | 'no-programme';

/**
 * Receives what a person sends over the web: one claim a programme chosen, all of them or none, each unconfirmed until
 * its address is, with a mail that carries its link. The answer says nothing about who is known or listed; the mail
 * says that the number stands on a list where number and postcode match, which is what the check tells anybody.
 */
export function submitClaim(
  actor: Actor,
  input: SubmitClaimInput,
): Promise<Result<{ references: readonly string[] }, SubmitClaimRefusal>> {
  return inTransaction(async (tx): Promise<Result<{ references: readonly string[] }, SubmitClaimRefusal>> => {
    const place = readPlace(input);
    if (!place.ok) return refused(place.code);
    const written: { readonly claim: WrittenClaim; readonly programmeCode: string }[] = [];
    for (const programmeCode of new Set(input.programmes)) {
      const refusal = await receiptRefusal(tx, programmeCode, input.receivedAt);
      if (refusal) return refused(refusal);
      const claim = await writeClaim(tx, programmeCode, input, place, {
        receivedAt: input.receivedAt,
        status: 'UNCONFIRMED',
        receivedBy: 'WEB',
        enteredById: null,
        enteredReason: null,
        providerId: null,
        confirmedAt: null,
      });
      written.push({ claim, programmeCode });
    }
    const [first, ...others] = written.map(({ claim }) => claim.id);
    if (first === undefined) return refused('no-programme');
    const files = await attachEvidence(tx, input.draftToken, [first, ...others]);

    const words = await loadWords(input.language);
    for (const { claim, programmeCode } of written) {
      await recordEvent(tx, actor, { claimId: claim.id, kind: 'RECEIVED', at: toDate(input.receivedAt) });
      await recordAudit(tx, actor, {
        action: 'claim.submit',
        subject: { type: 'claim', id: claim.id },
        provinceCode: place.provinceCode,
        details: { reference: claim.reference, programme: programmeCode, files, insisted: place.insisted },
      });
      await writeMessage(tx, {
        template: 'claim-received',
        language: input.language,
        toEmail: input.email,
        params: {
          reference: claim.reference,
          programme: words(`rules.programmes.${programmeCode}`),
          listed: (await isListed(tx, programmeCode, place.number, input.postcode)) ? 'yes' : 'no',
        },
        secrets: { link: await claimLink(tx, { id: claim.id, language: input.language }) },
        dedupKey: `claim-received:${claim.id}`,
      });
    }
    return done({ references: written.map(({ claim }) => claim.reference) });
  }, receiptConstraints);
}

/** Whether number and postcode together stand on a list that is in force. */
async function isListed(
  tx: Transaction,
  programmeCode: string,
  number: ProviderNumber,
  postcode: string,
): Promise<boolean> {
  const found = await tx.listEntry.findFirst({
    where: {
      list: { programmeCode, publishedAt: { not: null }, endedAt: null },
      provider: { postcode, identifiers: { some: { scheme: number.scheme, value: number.value } } },
    },
    select: { listId: true },
  });
  return found !== null;
}
