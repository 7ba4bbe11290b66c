import { type Actor, userIdOf } from '#lib/auth/actor.ts';
import type { Statements } from '#lib/db/statements.ts';
import type { Language } from '#lib/i18n/locales.ts';

/** Somebody who stands on no list of a programme any longer, and the list that left them out or was withdrawn. */
export type GoneFromLists = { readonly providerId: string; readonly listId: string };

export type RemovalCounts = {
  /** Whose parcel was given and not yet booked: they no longer have it. */
  readonly withdrawn: number;
  /** Who keep what they booked until an administrator decides. */
  readonly pending: number;
  /** Whose parcel was handed over: it stays theirs. */
  readonly served: number;
};

/**
 * Takes back, in the caller's transaction, what people who left a programme's lists were given and have neither booked
 * nor received. A booking is kept until an administrator decides; what was handed over stays.
 */
export async function removeEntitled(
  tx: Statements,
  programmeCode: string,
  gone: readonly GoneFromLists[],
): Promise<RemovalCounts> {
  if (gone.length === 0) return { withdrawn: 0, pending: 0, served: 0 };
  const providers = gone.map(({ providerId }) => providerId);
  // Nobody books, declines or collects between the look at what they have and its end.
  await tx.$queryRaw`
    SELECT count(*) FROM (
      SELECT FROM entitlement WHERE programme_code = ${programmeCode} AND provider_id = ANY (${providers}::uuid[])
       ORDER BY id FOR UPDATE) locked`;
  const counts = await tx.$queryRaw<{ state: 'PENDING' | 'KEPT' | 'WITHDRAWN'; count: number }[]>`
    WITH removed AS (
      INSERT INTO list_removal (list_id, provider_id, entitlement_id, state, removed_at, decided_at)
      SELECT g.list_id, g.provider_id, held.id,
             (CASE held.status WHEN 'BOOKED' THEN 'PENDING' WHEN 'SERVED' THEN 'KEPT' ELSE 'WITHDRAWN' END)::"RemovalState",
             c.now, CASE WHEN held.status = 'BOOKED' THEN NULL ELSE c.now END
        FROM unnest(${gone.map(({ listId }) => listId)}::uuid[], ${providers}::uuid[]) AS g (list_id, provider_id)
        LEFT JOIN (
          SELECT DISTINCT ON (provider_id) provider_id, id, status
            FROM entitlement WHERE programme_code = ${programmeCode} AND provider_id = ANY (${providers}::uuid[])
           ORDER BY provider_id, status = 'BOOKED' DESC, status IN ('GIVEN', 'DECLINED') DESC, status = 'SERVED' DESC,
                    period DESC) held
          ON held.provider_id = g.provider_id
       CROSS JOIN (SELECT business_now() AS now) c
      RETURNING state)
    SELECT state::text AS state, count(*)::int AS count FROM removed GROUP BY 1`;
  await tx.$executeRaw`
    UPDATE entitlement SET status = 'WITHDRAWN', updated_at = clock_timestamp()
     WHERE programme_code = ${programmeCode} AND provider_id = ANY (${providers}::uuid[])
       AND status IN ('GIVEN', 'DECLINED')`;
  const of = (state: string) => counts.find((row) => row.state === state)?.count ?? 0;
  return { withdrawn: of('WITHDRAWN'), pending: of('PENDING'), served: of('KEPT') };
}

/** What somebody holds again who had left the lists, and the list that names them. */
export type Returned = { readonly entitlementId: string; readonly listId: string };

/**
 * Whoever stands on a list again keeps what they have booked: nobody has to decide on it any longer. Gives which
 * entitlements those are.
 */
export async function keepReturned(tx: Statements, programmeCode: string, listId: string): Promise<readonly string[]> {
  const kept = await tx.$queryRaw<{ id: string }[]>`
    UPDATE list_removal r SET state = 'KEPT', decided_at = business_now()
      FROM published_list l, list_entry e
     WHERE r.state = 'PENDING' AND l.id = r.list_id AND l.programme_code = ${programmeCode}
       AND e.list_id = ${listId}::uuid AND e.provider_id = r.provider_id
    RETURNING r.entitlement_id AS id`;
  return kept.map(({ id }) => id);
}

export type PendingRemoval = {
  readonly entitlementId: string;
  readonly providerId: string;
  readonly programmeCode: string;
  readonly provinceCode: string;
  readonly email: string | null;
  readonly language: Language;
};

type RemovalKey = { readonly listId: string; readonly providerId: string };

/** A removal that waits for a decision, locked until the transaction ends; undefined where there is none at all. */
export async function lockPendingRemoval(
  tx: Statements,
  { listId, providerId }: RemovalKey,
): Promise<PendingRemoval | 'settled' | undefined> {
  const [row] = await tx.$queryRaw<(PendingRemoval & { readonly state: string })[]>`
    SELECT r.state::text AS state, r.entitlement_id AS "entitlementId", r.provider_id AS "providerId",
           e.programme_code AS "programmeCode", e.province_code AS "provinceCode", v.email, v.language::text AS language
      FROM list_removal r JOIN entitlement e ON e.id = r.entitlement_id JOIN provider v ON v.id = r.provider_id
     WHERE r.list_id = ${listId}::uuid AND r.provider_id = ${providerId}::uuid
       FOR UPDATE OF r`;
  if (!row) return undefined;
  const { state, ...removal } = row;
  return state === 'PENDING' ? removal : 'settled';
}

/**
 * Writes what was decided on it; the caller has cancelled the booking of one that is withdrawn. False where the parcel was
 * handed over meanwhile: then it can't be taken back.
 */
export async function settlePendingRemoval(
  tx: Statements,
  actor: Actor,
  settled: RemovalKey & { readonly settlement: 'KEPT' | 'WITHDRAWN'; readonly reason: string },
  { entitlementId }: PendingRemoval,
): Promise<boolean> {
  if (settled.settlement === 'WITHDRAWN') {
    const withdrawn = await tx.$executeRaw`
      UPDATE entitlement SET status = 'WITHDRAWN', updated_at = clock_timestamp()
       WHERE id = ${entitlementId}::uuid AND status <> 'SERVED'`;
    if (withdrawn === 0) return false;
  }
  await tx.$executeRaw`
    UPDATE list_removal SET state = ${settled.settlement}::"RemovalState", decided_at = business_now(),
                            decided_by_id = ${userIdOf(actor)}::uuid, reason = ${settled.reason}
     WHERE list_id = ${settled.listId}::uuid AND provider_id = ${settled.providerId}::uuid`;
  return true;
}
