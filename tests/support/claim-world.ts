import { Temporal } from 'temporal-polyfill';
import type { UserActor } from '#lib/auth/actor.ts';
import { person } from '#lib/auth/actor.ts';
import { claimToken } from '#lib/claims/access.ts';
import { confirmClaim } from '#lib/claims/confirm-claim.ts';
import type { ClaimFields } from '#lib/claims/schema.ts';
import { type SubmitClaimInput, submitClaim } from '#lib/claims/submit-claim.ts';
import { getDb } from '#lib/db/client.ts';
import { makeNihdi } from '#lib/identifiers/nihdi.ts';
import { deployReferenceData } from '#lib/programmes/reference-data.ts';
import { businessNow, stepBusinessClock } from '#lib/shared/clock.ts';
import type { TestDatabase } from './database.ts';
import { addStaff, setPortalEnvironment, someEmail } from './people.ts';

export const reserve = 'strategic-reserve-2020';
export const masks = 'emergency-masks-2020';

/** The reference data, in a demonstration whose clock stands at the beginning of its story. */
export async function seedClaimWorld(database: Pick<TestDatabase, 'ownerUrl' | 'asOwner'>): Promise<void> {
  setPortalEnvironment();
  await deployReferenceData(database.ownerUrl);
  await database.asOwner('UPDATE business_clock SET demonstration = true');
  await setClock('2020-06-16T09:00:00+02:00');
}

export async function setClock(at: string): Promise<void> {
  await stepBusinessClock(Temporal.Instant.from(at));
}

export async function addReviewer(): Promise<UserActor> {
  const email = someEmail('reviewer');
  const userId = await addStaff(email);
  return {
    kind: 'user',
    userId,
    email,
    name: null,
    language: 'fr',
    isAdministrator: true,
    provinces: [],
    organisations: [],
    providerId: null,
  };
}

let serial = 100_000;

/** A valid number that nobody else in the file has. */
export function someNumber(): string {
  serial += 1;
  return makeNihdi(String(serial), '003');
}

/** A claim's text as the form gives it. */
export function someClaim(known: Partial<ClaimFields> = {}): ClaimFields {
  return {
    programmes: [reserve],
    number: someNumber(),
    numberInsisted: false,
    professionCode: 'general-practitioner',
    givenName: 'Sample',
    familyName: 'Claimant',
    street: 'Example Street 1',
    postcode: '4000',
    municipality: 'Exampletown',
    workplace: 'Example practice, Example Street 2',
    activeSinceOn: '2015-09-01',
    language: 'fr',
    email: someEmail('claimant'),
    ...known,
  };
}

export type SentClaim = {
  readonly id: string;
  readonly reference: string;
  readonly token: string;
  readonly fields: ClaimFields;
};

/** Sends a claim now, or at the given instant; the first of its programmes. */
export async function sendClaim(
  known: Partial<ClaimFields> = {},
  receipt: Partial<Pick<SubmitClaimInput, 'receivedAt' | 'draftToken'>> = {},
): Promise<SentClaim> {
  const fields = someClaim(known);
  const result = await submitClaim(person, { ...fields, receivedAt: await businessNow(), ...receipt });
  if (!result.ok) throw new Error(`The claim was refused: ${result.refusal.code}`);
  const reference = result.value.references[0] ?? '';
  const { id } = await getDb().claim.findUniqueOrThrow({ where: { reference } });
  return { id, reference, token: claimToken(id), fields };
}

/** Sends one and confirms it. */
export async function openClaim(known: Partial<ClaimFields> = {}): Promise<SentClaim> {
  const claim = await sendClaim(known);
  const result = await confirmClaim(person, { token: claim.token });
  if (!result.ok) throw new Error(`The confirmation was refused: ${result.refusal.code}`);
  return claim;
}

/** Somebody of the registers who holds the right to practise; the ambulatory share may be unknown. */
export async function addRegistered(known: {
  readonly number: string;
  readonly share?: number;
  readonly registered?: boolean | null;
  readonly email?: string;
}): Promise<string> {
  const { id } = await getDb().provider.create({
    data: {
      givenName: 'Sample',
      familyName: 'Registered',
      language: 'nl',
      email: known.email ?? null,
      postcode: '2000',
      municipality: 'Exampletown',
      provinceCode: 'BE-VAN',
      identifiers: { create: { scheme: 'nihdi', value: known.number.slice(0, 8) } },
      practices: {
        create: {
          professionCode: 'general-practitioner',
          registeredNumber: known.number,
          registered: known.registered === undefined ? true : known.registered,
          ...(known.share === undefined
            ? {}
            : {
                activities: {
                  create: {
                    validFrom: new Date('2020-03-01'),
                    validUntil: new Date('2020-06-01'),
                    ambulatoryShare: known.share,
                    source: 'test-register',
                  },
                },
              }),
        },
      },
    },
  });
  return id;
}
