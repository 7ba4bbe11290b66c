import type { Statements } from '#lib/db/statements.ts';
import type { Day } from '#lib/rules/days.ts';
import { type Facts, factsSchema } from '#lib/rules/facts.ts';

/** What is known of one practice of a provider, as the rules take it. */
export type PracticeFacts = {
  readonly practiceId: string;
  readonly providerId: string;
  readonly facts: Facts;
};

/** `$1` is the day on which memberships count. */
const selectFacts = `
  SELECT practice.id AS practice_id, practice.provider_id,
         json_build_object(
           'profession', practice.profession_code,
           'registered', practice.registered,
           'ambulatoryShares', coalesce(
             (SELECT json_agg(json_build_object('from', valid_from, 'until', valid_until, 'share', ambulatory_share)
                              ORDER BY valid_from)
                FROM practice_activity WHERE practice_id = practice.id), '[]'),
           'domicileProvince', provider.province_code,
           'groupingMember', EXISTS (
             SELECT FROM membership m JOIN organisation o ON o.id = m.organisation_id AND o.kind = 'GROUPING'
              WHERE m.provider_id = provider.id AND m.valid_from <= $1::date
                AND (m.valid_until IS NULL OR m.valid_until > $1::date)),
           'servedUnder', coalesce(
             (SELECT json_agg(DISTINCT programme_code ORDER BY programme_code) FROM entitlement
               WHERE provider_id = provider.id AND status = 'SERVED'), '[]')) AS facts
    FROM practice JOIN provider ON provider.id = practice.provider_id`;

/** The facts of a provider in one profession; undefined where nobody registers or established that practice. */
export async function findFactsOfProvider(
  tx: Statements,
  wanted: { readonly providerId: string; readonly professionCode: string; readonly asOf: Day },
): Promise<Facts | undefined> {
  const rows = await tx.$queryRawUnsafe<Row[]>(
    `${selectFacts} WHERE practice.provider_id = $2::uuid AND practice.profession_code = $3`,
    wanted.asOf,
    wanted.providerId,
    wanted.professionCode,
  );
  return rows.map(fromRow)[0]?.facts;
}

/** The facts of everyone of a profession, so many at a time in the order of the practices' ids, those after an id. */
export async function listFactsOfProfession(
  tx: Statements,
  wanted: { readonly professionCode: string; readonly asOf: Day; readonly after: string | null; readonly size: number },
): Promise<readonly PracticeFacts[]> {
  const rows = await tx.$queryRawUnsafe<Row[]>(
    `${selectFacts} WHERE practice.profession_code = $2 AND ($3::uuid IS NULL OR practice.id > $3::uuid)
      ORDER BY practice.id LIMIT $4`,
    wanted.asOf,
    wanted.professionCode,
    wanted.after,
    wanted.size,
  );
  return rows.map(fromRow);
}

type Row = { readonly practice_id: string; readonly provider_id: string; readonly facts: unknown };

function fromRow(row: Row): PracticeFacts {
  return { practiceId: row.practice_id, providerId: row.provider_id, facts: factsSchema.parse(row.facts) };
}
