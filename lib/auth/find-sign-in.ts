import { getDb } from '#lib/db/client.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import type { Language } from '#lib/i18n/locales.ts';
import { landingFor } from './landing.ts';

/** Someone whom the portal lets in by an address. */
export type SignIn = {
  readonly email: string;
  /** Theirs as a member of staff, otherwise the one their provider is written to in. */
  readonly language: Language;
  /** The provider's, where the address belongs to one alone. */
  readonly name: string | null;
  readonly landing: string;
};

type Row = {
  readonly user_language: Language | null;
  readonly provider_language: Language | null;
  readonly provider_name: string | null;
  readonly providers: number;
  readonly roles: number;
  readonly administrator: boolean;
  readonly provinces: readonly string[];
};

/** Whom an address lets in: someone with a role, or a provider whose address on file it is. Undefined for all others. */
export async function findSignIn(typedEmail: string, db?: Transaction): Promise<SignIn | undefined> {
  const email = typedEmail.trim().toLowerCase();
  const [row] = await (db ?? getDb()).$queryRaw<Row[]>`
    SELECT u.language::text AS user_language, p.language AS provider_language, p.name AS provider_name,
           coalesce(p.providers, 0)::int AS providers,
           r.roles::int AS roles, coalesce(r.administrator, false) AS administrator, coalesce(r.provinces, '{}') AS provinces
      FROM (SELECT ${email}::text AS email) asked
      LEFT JOIN app_user u ON u.email = asked.email
      LEFT JOIN LATERAL (
        SELECT count(*) AS providers,
               (array_agg(language::text ORDER BY created_at, id))[1] AS language,
               (array_agg(given_name || ' ' || family_name ORDER BY created_at, id))[1] AS name
          FROM provider WHERE email = asked.email) p ON true
      LEFT JOIN LATERAL (
        SELECT count(*) AS roles, bool_or(role = 'TASKFORCE_ADMIN') AS administrator,
               array_agg(province_code) FILTER (WHERE province_code IS NOT NULL) AS provinces
          FROM role_assignment WHERE user_id = u.id) r ON true`;
  if (!row) return undefined;
  const { roles, providers } = row;
  if (roles === 0 && providers === 0) return undefined;
  const staffLanguage = roles > 0 ? row.user_language : null;
  return {
    email,
    language: staffLanguage ?? row.provider_language ?? row.user_language ?? 'fr',
    name: providers === 1 ? row.provider_name : null,
    landing: landingFor({ isAdministrator: row.administrator, provinces: row.provinces }),
  };
}
