import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { businessNow } from '#lib/shared/clock.ts';
import { forgetKeptFacts } from '#lib/shared/kept-for.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { mayChangeProgramme } from './policy.ts';
import type { ChangeProgrammeInput } from './schema.ts';
import { type Consequence, consequencesOf, fingerprint, type ProgrammeTerms, termNames } from './terms.ts';

export const changeProgrammeRefusals = [
  'not-allowed',
  'unknown-programme',
  'changed-meanwhile',
  'nothing-changes',
  'no-composition',
  'days-out-of-order',
] as const;
export type ChangeProgrammeRefusal = (typeof changeProgrammeRefusals)[number];

type Weighed = { readonly before: ProgrammeTerms; readonly consequences: readonly Consequence[] };

/** What a change would do now, without doing it; or why it can't be made. */
export async function foreseeProgrammeChange(
  actor: Actor,
  input: ChangeProgrammeInput,
): Promise<Result<readonly Consequence[], ChangeProgrammeRefusal>> {
  const weighed = await inTransaction((tx) => weigh(tx, actor, input));
  return weighed.ok ? done(weighed.value.consequences) : weighed;
}

/**
 * Changes a programme's status and days. Claims received before stay received; what was published for the provinces
 * stays published. Administrators only, and only on the terms that they were shown.
 */
export async function changeProgramme(
  actor: Actor,
  input: ChangeProgrammeInput,
): Promise<Result<readonly Consequence[], ChangeProgrammeRefusal>> {
  const result = await inTransaction(
    async (tx) => {
      const weighed = await weigh(tx, actor, input);
      if (!weighed.ok) return weighed;
      // Plain SQL: a day is bound as a day, whatever zone the process runs in.
      await tx.$executeRaw`
        UPDATE programme
           SET status = ${input.status.toUpperCase()}::"ProgrammeStatus",
               claims_from_on = ${input.claimsFromOn}::date, claims_last_on = ${input.claimsLastOn}::date,
               delivery_from_on = ${input.deliveryFromOn}::date, delivery_last_on = ${input.deliveryLastOn}::date
         WHERE code = ${input.code}`;
      await recordAudit(tx, actor, {
        action: 'programme.change',
        subject: { type: 'programme', id: input.code },
        details: changesBetween(weighed.value.before, input),
      });
      return done(weighed.value.consequences);
    },
    {
      programme_claim_days_in_order: 'days-out-of-order',
      programme_delivery_days_in_order: 'days-out-of-order',
    },
  );
  if (result.ok) forgetKeptFacts();
  return result;
}

async function weigh(
  tx: Transaction,
  actor: Actor,
  input: ChangeProgrammeInput,
): Promise<Result<Weighed, ChangeProgrammeRefusal>> {
  if (!mayChangeProgramme(actor)) return refused('not-allowed');
  const programme = await lockProgramme(tx, input.code);
  if (!programme) return refused('unknown-programme');
  const { before, timeZone, needsKit, hasKit } = programme;
  if (fingerprint(before) !== input.seen) return refused('changed-meanwhile');
  if (fingerprint(before) === fingerprint(input)) return refused('nothing-changes');
  if (input.status === 'open' && needsKit && !hasKit) return refused('no-composition');
  const today = (await businessNow()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  return done({ before, consequences: consequencesOf(before, input, today) });
}

type ProgrammeRow = {
  readonly status: ProgrammeTerms['status'];
  readonly claims_from_on: string | null;
  readonly claims_last_on: string | null;
  readonly delivery_from_on: string | null;
  readonly delivery_last_on: string | null;
  readonly time_zone: string;
  readonly needs_kit: boolean;
  readonly has_kit: boolean;
};

/** The terms as they stand, kept so until the transaction ends. */
async function lockProgramme(tx: Transaction, code: string) {
  const [row] = await tx.$queryRaw<ProgrammeRow[]>`
    SELECT lower(status::text) AS status, claims_from_on::text, claims_last_on::text, delivery_from_on::text,
           delivery_last_on::text, time_zone, allocation = 'KIT' AS needs_kit,
           EXISTS (SELECT FROM kit WHERE programme_code = programme.code) AS has_kit
      FROM programme WHERE code = ${code} FOR UPDATE`;
  if (!row) return undefined;
  const before: ProgrammeTerms = {
    status: row.status,
    claimsFromOn: row.claims_from_on,
    claimsLastOn: row.claims_last_on,
    deliveryFromOn: row.delivery_from_on,
    deliveryLastOn: row.delivery_last_on,
  };
  return { before, timeZone: row.time_zone, needsKit: row.needs_kit, hasKit: row.has_kit };
}

/** Each changed term with what it was: `claimsLastOn` and `formerClaimsLastOn`. */
function changesBetween(before: ProgrammeTerms, after: ProgrammeTerms): Record<string, string | null> {
  return Object.fromEntries(
    termNames
      .filter((name) => before[name] !== after[name])
      .flatMap((name) => [
        [name, after[name]],
        [`former${name.charAt(0).toUpperCase()}${name.slice(1)}`, before[name]],
      ]),
  );
}
