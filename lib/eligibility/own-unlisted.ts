import type { Actor } from '#lib/auth/actor.ts';
import { getDb, getPool } from '#lib/db/client.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { explainProvider, type PracticeDecision } from './why.ts';

/** An open programme under which the person has nothing, and why. */
export type Unlisted = {
  readonly programmeCode: string;
  /** Codes of the registers that know the person. */
  readonly registers: readonly string[];
  readonly practices: readonly PracticeDecision[];
  /** The latest report that one is missing, if there is one. */
  readonly claim: { readonly reference: string; readonly status: string } | null;
};

/** The open programmes under which the actor's own provider has nothing, with why, and what was reported since. */
export async function listOwnUnlisted(actor: Actor): Promise<readonly Unlisted[]> {
  if (actor.kind !== 'user' || actor.providerId === null) throw new NotAllowed('own entitlements');
  const { providerId } = actor;
  const { rows } = await getPool().query<{ programme_code: string; claim: Unlisted['claim'] }>({
    name: 'own-unlisted',
    text: `
      SELECT p.code AS programme_code,
             (SELECT json_build_object('reference', m.reference, 'status', m.status) FROM claim m
               WHERE m.provider_id = $1 AND m.programme_code = p.code AND m.status <> 'WITHDRAWN' ORDER BY m.received_at DESC LIMIT 1) AS claim
        FROM programme p
       WHERE p.status = 'OPEN' AND NOT EXISTS (
               SELECT FROM entitlement e WHERE e.provider_id = $1 AND e.programme_code = p.code AND e.status <> 'WITHDRAWN')
       ORDER BY p.position`,
    values: [providerId],
  });
  if (rows.length === 0) return [];
  const { registers, programmes } = await explainProvider(getDb(), providerId);
  return rows.flatMap(({ programme_code: programmeCode, claim }) => {
    const why = programmes.find((one) => one.programmeCode === programmeCode);
    return why ? [{ programmeCode, registers, practices: why.practices, claim }] : [];
  });
}
