import type { Statements } from '#lib/db/statements.ts';
import type { Day } from '#lib/rules/days.ts';
import { type Facts, factsSchema } from '#lib/rules/facts.ts';

/**
 * The one place where registers become facts: `practice_id`, `provider_id`, `profession_code` and `facts` (jsonb) of the
 * practices named by `only`, a query of their ids, or of all. `$1` is the day on which memberships count. Nearly everybody
 * has one measured share at most, so that one is not put together by a sort.
 */
export function factsSql(only: string | null): string {
  const ofPractices = only === null ? '' : `WHERE practice_id IN (${only})`;
  const ofProviders =
    only === null ? '' : `AND provider_id IN (SELECT provider_id FROM practice WHERE id IN (${only}))`;
  return `
    SELECT practice.id AS practice_id, practice.provider_id, practice.profession_code,
           jsonb_build_object(
             'profession', practice.profession_code,
             'registered', practice.registered,
             'ambulatoryShares', CASE cardinality(activity.shares)
               WHEN 1 THEN jsonb_build_array(jsonb_build_object(
                 'from', activity.froms[1], 'until', activity.untils[1], 'share', activity.shares[1]))
               ELSE coalesce(
                 (SELECT jsonb_agg(jsonb_build_object('from', "from", 'until', until, 'share', share) ORDER BY "from")
                    FROM unnest(activity.froms, activity.untils, activity.shares) AS measured ("from", until, share)),
                 '[]') END,
             'domicileProvince', provider.province_code,
             'groupingMember', grouped.provider_id IS NOT NULL,
             'servedUnder', coalesce(served.programmes, '[]')) AS facts
      FROM practice
      JOIN provider ON provider.id = practice.provider_id
      LEFT JOIN (
        SELECT practice_id, array_agg(valid_from) AS froms, array_agg(valid_until) AS untils,
               array_agg(ambulatory_share) AS shares
          FROM practice_activity ${ofPractices} GROUP BY practice_id) activity ON activity.practice_id = practice.id
      LEFT JOIN (
        SELECT DISTINCT m.provider_id
          FROM membership m JOIN organisation o ON o.id = m.organisation_id AND o.kind = 'GROUPING'
         WHERE m.valid_from <= $1::date AND (m.valid_until IS NULL OR m.valid_until > $1::date)
           ${ofProviders}) grouped ON grouped.provider_id = practice.provider_id
      LEFT JOIN (
        SELECT provider_id, jsonb_agg(DISTINCT programme_code ORDER BY programme_code) AS programmes
          FROM entitlement WHERE status = 'SERVED' ${ofProviders} GROUP BY provider_id) served
        ON served.provider_id = practice.provider_id
     ${only === null ? '' : `WHERE practice.id IN (${only})`}`;
}

/** The facts of a provider in one profession; undefined where nobody registers or established that practice. */
export async function findFactsOfProvider(
  tx: Statements,
  wanted: { readonly providerId: string; readonly professionCode: string; readonly asOf: Day },
): Promise<Facts | undefined> {
  const rows = await tx.$queryRawUnsafe<Row[]>(
    factsSql('SELECT id FROM practice WHERE provider_id = $2::uuid AND profession_code = $3'),
    wanted.asOf,
    wanted.providerId,
    wanted.professionCode,
  );
  const [row] = rows;
  return row && factsSchema.parse(row.facts);
}

type Row = { readonly facts: unknown };
