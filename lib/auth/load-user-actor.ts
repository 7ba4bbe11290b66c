import { getDb } from '#lib/db/client.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import type { Language } from '#lib/i18n/locales.ts';
import type { UserActor } from './actor.ts';

type Row = {
  readonly user_id: string;
  readonly email: string;
  readonly name: string | null;
  readonly language: Language;
  readonly is_administrator: boolean;
  readonly provinces: readonly string[];
  readonly organisations: readonly string[];
  readonly provider_id: string | null;
};

/**
 * The actor behind a session's token, or undefined where the session is gone or over. In one round trip, since every
 * signed-in page begins with it. The provider acted for is never taken from the session alone: the address on file must
 * still be the user's, so a corrected address ends what the former one could do.
 */
export async function loadUserActor(sessionToken: string, db?: Transaction): Promise<UserActor | undefined> {
  const [row] = await (db ?? getDb()).$queryRaw<Row[]>`
    SELECT u.id::text AS user_id, u.email, u.name, u.language::text AS language,
           coalesce(r.is_administrator, false) AS is_administrator,
           coalesce(r.provinces, '{}') AS provinces, coalesce(r.organisations, '{}') AS organisations,
           (SELECT CASE WHEN count(*) = 1 THEN min(own.id::text) END
              FROM (SELECT p.id FROM provider p
                     WHERE p.email = u.email AND (s.provider_id IS NULL OR p.id = s.provider_id)
                     LIMIT 2) own) AS provider_id
      FROM session s
      JOIN app_user u ON u.id = s.user_id
      LEFT JOIN LATERAL (
        SELECT bool_or(role = 'TASKFORCE_ADMIN') AS is_administrator,
               array_agg(province_code ORDER BY province_code) FILTER (WHERE province_code IS NOT NULL) AS provinces,
               array_agg(organisation_id::text) FILTER (WHERE organisation_id IS NOT NULL) AS organisations
          FROM role_assignment WHERE user_id = u.id) r ON true
     WHERE s.session_token = ${sessionToken} AND s.expires > now()`;
  if (!row) return undefined;
  return {
    kind: 'user',
    userId: row.user_id,
    email: row.email,
    name: row.name,
    language: row.language,
    isAdministrator: row.is_administrator,
    provinces: row.provinces,
    organisations: row.organisations,
    providerId: row.provider_id,
  };
}
