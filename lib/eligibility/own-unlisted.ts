import type { Actor } from '#lib/auth/actor.ts';
import { getDb, getPool } from '#lib/db/client.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { explainProvider, type ProgrammeWhy, type Why } from './why.ts';

/** A programme on whose lists the person is not, and why. */
export type Unlisted = Pick<Why, 'registers'> & ProgrammeWhy;

/**
 * The open programmes under which the actor's own provider has nothing, and those whose lists they left while a booking
 * is kept until it is decided on: with why, and what was reported since.
 */
export async function listOwnUnlisted(actor: Actor): Promise<readonly Unlisted[]> {
  if (actor.kind !== 'user' || actor.providerId === null) throw new NotAllowed('own entitlements');
  const { providerId } = actor;
  const { rows } = await getPool().query<{ programme_code: string }>({
    name: 'own-unlisted',
    text: `
      SELECT p.code AS programme_code
        FROM programme p
       WHERE p.status = 'OPEN' AND NOT EXISTS (
               SELECT FROM entitlement e WHERE e.provider_id = $1 AND e.programme_code = p.code AND e.status <> 'WITHDRAWN')
          OR EXISTS (
               SELECT FROM list_removal r JOIN entitlement e ON e.id = r.entitlement_id
                WHERE r.provider_id = $1 AND r.state = 'PENDING' AND e.programme_code = p.code)`,
    values: [providerId],
  });
  if (rows.length === 0) return [];
  const { registers, programmes } = await explainProvider(getDb(), providerId);
  const unlisted = new Set(rows.map(({ programme_code }) => programme_code));
  return programmes
    .filter(({ programmeCode }) => unlisted.has(programmeCode))
    .map((programme) => ({ registers, ...programme }));
}
