import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, isStaffOf, type SystemActor } from '#lib/auth/actor.ts';
import { writeInvitations } from '#lib/auth/write-invitations.ts';
import { getPool } from '#lib/db/client.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import type { Language } from '#lib/i18n/locales.ts';
import { writeMessages } from '#lib/notifications/write-messages.ts';
import { listProfessionsAtHome } from '#lib/programmes/delivery-schedule.ts';
import { enqueue } from '#lib/shared/jobs.ts';
import { portalUrl } from '#lib/shared/portal-url.ts';
import { queues } from '#lib/shared/queues.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { newToken } from '#lib/shared/secrets.ts';

export type InviteRefusal = 'not-allowed' | 'no-free-slots' | 'nobody-to-invite';

export type InviteInput = { readonly provinceCode: string; readonly programmeCode: string };

/**
 * Has everyone invited who may collect a parcel in the actor's province, has no time yet and holds no invitation that
 * still opens, by machine time: one that ran out, or ended with a new address, is followed by another. Whose parcel the
 * province delivers at home is left out.
 * The invitations are written by a job; see `inviteEntitled`. Refused while there is no place to choose.
 */
export async function requestInvitations(actor: Actor, input: InviteInput): Promise<Result<undefined, InviteRefusal>> {
  const atHome = await listProfessionsAtHome(input.programmeCode, input.provinceCode);
  return inTransaction<undefined, InviteRefusal>(async (tx) => {
    if (!isStaffOf(actor, input.provinceCode)) return refused('not-allowed');
    const [free] = await tx.$queryRaw<unknown[]>`
      SELECT FROM pickup_point p JOIN slot s ON s.pickup_point_id = p.id
       WHERE p.province_code = ${input.provinceCode} AND p.closed_at IS NULL AND s.closed_at IS NULL
         AND s.booked < s.capacity AND s.starts_at > business_now() LIMIT 1`;
    if (free === undefined) return refused('no-free-slots');
    const [someone] = await tx.$queryRaw<unknown[]>`
      SELECT FROM entitlement e JOIN provider v ON v.id = e.provider_id
       WHERE e.programme_code = ${input.programmeCode} AND e.province_code = ${input.provinceCode}
         AND e.channel = 'PROVINCE_PICKUP' AND e.status = 'GIVEN' AND v.email IS NOT NULL
         AND e.profession_code <> ALL (${atHome}::text[])
         AND NOT EXISTS (SELECT FROM invitation i WHERE i.entitlement_id = e.id AND i.expires_at > now()) LIMIT 1`;
    if (someone === undefined) return refused('nobody-to-invite');
    await recordAudit(tx, actor, {
      action: 'entitlement.invite',
      subject: { type: 'programme', id: input.programmeCode },
      provinceCode: input.provinceCode,
    });
    await enqueue(tx, queues.inviteEntitled, { ...input });
    return done(undefined);
  });
}

/** Small enough that a batch commits within a second and progress is seen; large enough that batches are few. */
const batchSize = 500;
const validDays = 60;

type Invitee = {
  readonly entitlement_id: string;
  readonly provider_id: string;
  /** Invitations that no longer open. */
  readonly former: number;
  readonly email: string;
  readonly language: Language;
};

/**
 * The job: writes a personal link and its message for each, in batches, and answers how many. Each person has one
 * live invitation for an entitlement, however often the job runs, is interrupted, or runs twice at once: the message's
 * key counts the former ones, so that of two that saw the same number only one is written.
 */
export async function inviteEntitled(
  _actor: SystemActor,
  input: InviteInput,
  signal?: AbortSignal,
): Promise<{ readonly invited: number }> {
  const atHome = await listProfessionsAtHome(input.programmeCode, input.provinceCode);
  let invited = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  while (!signal?.aborted) {
    const { rows } = await getPool().query<Invitee>({
      name: 'invitees',
      text: `
        SELECT e.id AS entitlement_id, e.provider_id, v.email, v.language::text AS language,
               (SELECT count(*)::int FROM invitation i WHERE i.entitlement_id = e.id) AS former
          FROM entitlement e JOIN provider v ON v.id = e.provider_id
         WHERE e.programme_code = $1 AND e.province_code = $2 AND e.channel = 'PROVINCE_PICKUP' AND e.status = 'GIVEN'
           AND v.email IS NOT NULL AND e.id > $3::uuid AND e.profession_code <> ALL ($5::text[])
           AND NOT EXISTS (SELECT FROM invitation i WHERE i.entitlement_id = e.id AND i.expires_at > now())
         ORDER BY e.id LIMIT $4`,
      values: [input.programmeCode, input.provinceCode, after, batchSize, atHome],
    });
    const last = rows.at(-1);
    if (!last) break;
    after = last.entitlement_id;
    invited += await inviteBatch(rows);
  }
  return { invited };
}

async function inviteBatch(invitees: readonly Invitee[]): Promise<number> {
  const letters = invitees.map((invitee) => {
    const token = newToken();
    return {
      ...invitee,
      key: `invitation:${invitee.entitlement_id}:${invitee.former + 1}`,
      token,
    };
  });
  const result = await inTransaction<number, never>(async (tx) => {
    const written = await writeMessages(
      tx,
      letters.map(({ email, language, key, token }) => ({
        template: 'invitation',
        language,
        toEmail: email,
        params: { days: validDays },
        secrets: { link: portalUrl(`/${language}/invitation/${token}`) },
        dedupKey: key,
      })),
    );
    const fresh = letters.filter(({ key }) => written.has(key));
    await writeInvitations(
      tx,
      fresh.map((one) => ({ entitlementId: one.entitlement_id, providerId: one.provider_id, token: one.token })),
      validDays,
    );
    return done(fresh.length);
  });
  return result.ok ? result.value : 0;
}
