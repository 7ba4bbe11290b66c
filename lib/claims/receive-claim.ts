import { randomUUID } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import type { Transaction } from '#lib/db/transaction.ts';
import { provinceOfPostcode } from '#lib/geography/postcodes.ts';
import { type ProviderNumber, parseProviderNumber } from '#lib/identifiers/provider-number.ts';
import { isBeforeCutoff } from '#lib/rules/deadlines.ts';
import { toDate } from '#lib/shared/clock.ts';
import { claimTokenHash } from './access.ts';
import { newReference } from './reference.ts';
import type { ClaimFields } from './schema.ts';

export type ReceiptRefusal = 'not-open' | 'too-late' | 'number' | 'postcode';

/** The constraints that speak the same refusals, should a programme change while a claim is being written. */
export const receiptConstraints = {
  claim_received_by_cutoff: 'too-late',
  claim_programme_open: 'not-open',
} as const;

/** Why a programme does not receive a claim that reached us then; undefined where it does. */
export async function receiptRefusal(
  tx: Transaction,
  programmeCode: string,
  receivedAt: Temporal.Instant,
): Promise<ReceiptRefusal | undefined> {
  const programme = await tx.programme.findUnique({
    where: { code: programmeCode },
    select: { status: true, claimsFromOn: true, claimsLastOn: true, timeZone: true },
  });
  if (programme?.status !== 'OPEN' || programme.claimsFromOn === null) return 'not-open';
  const receivedOn = receivedAt.toZonedDateTimeISO(programme.timeZone).toPlainDate().toString();
  if (receivedOn < isoDay(programme.claimsFromOn)) return 'not-open';
  const lastDay = programme.claimsLastOn === null ? null : isoDay(programme.claimsLastOn);
  return isBeforeCutoff(receivedAt.toString(), lastDay, programme.timeZone) ? undefined : 'too-late';
}

export type Receipt = {
  readonly receivedAt: Temporal.Instant;
  readonly status: 'UNCONFIRMED' | 'OPEN';
  readonly receivedBy: 'WEB' | 'LETTER' | 'EMAIL' | 'PHONE';
  readonly enteredById: string | null;
  readonly enteredReason: string | null;
  /** The provider it concerns, where the number is known already. */
  readonly providerId: string | null;
  readonly confirmedAt: Date | null;
};

type Stated = Omit<ClaimFields, 'programmes' | 'street' | 'email'> & {
  readonly street?: string | undefined;
  readonly email?: string | undefined;
};

export type WrittenClaim = { readonly id: string; readonly reference: string };

/** Reads what a claim can't be kept without. The schemas refuse the same earlier, beside the field. */
export function readPlace(
  stated: Pick<Stated, 'number' | 'numberInsisted' | 'postcode'>,
):
  | { readonly ok: true; readonly number: ProviderNumber; readonly insisted: boolean; readonly provinceCode: string }
  | { readonly ok: false; readonly code: 'number' | 'postcode' } {
  const parsed = parseProviderNumber(stated.number);
  const insisted = !parsed.ok && parsed.code === 'check-failed' && stated.numberInsisted;
  const number = parsed.ok || insisted ? parsed.number : undefined;
  if (!number) return { ok: false, code: 'number' };
  const provinceCode = provinceOfPostcode(stated.postcode);
  return provinceCode ? { ok: true, number, insisted, provinceCode } : { ok: false, code: 'postcode' };
}

/** Writes one claim under one programme, as it was stated. */
export async function writeClaim(
  tx: Transaction,
  programmeCode: string,
  stated: Stated,
  place: { readonly number: ProviderNumber; readonly insisted: boolean; readonly provinceCode: string },
  receipt: Receipt,
): Promise<WrittenClaim> {
  const id = randomUUID();
  const reference = newReference();
  await tx.claim.create({
    data: {
      id,
      reference,
      programmeCode,
      professionCode: stated.professionCode,
      status: receipt.status,
      receivedAt: toDate(receipt.receivedAt),
      receivedBy: receipt.receivedBy,
      enteredById: receipt.enteredById,
      enteredReason: receipt.enteredReason,
      confirmedAt: receipt.confirmedAt,
      identifierScheme: place.number.scheme,
      identifierValue: place.number.value,
      statedNumber: place.number.full ?? place.number.value,
      numberInsisted: place.insisted,
      givenName: stated.givenName,
      familyName: stated.familyName,
      street: stated.street ?? null,
      postcode: stated.postcode,
      municipality: stated.municipality,
      provinceCode: place.provinceCode,
      workplace: stated.workplace,
      activeSinceOn: new Date(`${stated.activeSinceOn}T00:00:00Z`),
      statement: stated.statement ?? null,
      language: stated.language,
      email: stated.email ?? null,
      phone: stated.phone ?? null,
      accessTokenHash: claimTokenHash(id),
      providerId: receipt.providerId,
    },
  });
  return { id, reference };
}

/** Days come from the driver as midnight in UTC. */
export function isoDay(day: Date): string {
  return day.toISOString().slice(0, 10);
}
