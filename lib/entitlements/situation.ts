import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { NotAllowed } from '#lib/shared/errors.ts';

export type SituationCell = {
  readonly provinceCode: string;
  readonly professionCode: string;
  /** All that were given, less those withdrawn. */
  readonly entitled: number;
  readonly booked: number;
  readonly served: number;
  readonly declined: number;
  /** Of the entitled, those who receive through a grouping or an association. */
  readonly throughOrganisations: number;
};

/**
 * Entitled, booked and served by province and profession under one programme, from kept counts: a few hundred rows
 * whatever the size of the country. Administrators see all provinces, staff their own.
 */
export async function getSituation(actor: Actor, programmeCode: string): Promise<readonly SituationCell[]> {
  const provinces = isAdministrator(actor) ? null : actor.kind === 'user' ? actor.provinces : [];
  if (provinces !== null && provinces.length === 0) throw new NotAllowed('situation');
  const { rows } = await getPool().query<{
    province_code: string;
    profession_code: string;
    entitled: string;
    booked: string;
    served: string;
    declined: string;
    through_organisations: string;
  }>({
    name: 'situation',
    text: `
      SELECT province_code, profession_code,
             coalesce(sum(quantity) FILTER (WHERE status <> 'WITHDRAWN'), 0) AS entitled,
             coalesce(sum(quantity) FILTER (WHERE status = 'BOOKED'), 0) AS booked,
             coalesce(sum(quantity) FILTER (WHERE status = 'SERVED'), 0) AS served,
             coalesce(sum(quantity) FILTER (WHERE status = 'DECLINED'), 0) AS declined,
             coalesce(sum(quantity) FILTER (WHERE status <> 'WITHDRAWN' AND channel IN ('GROUPING', 'ASSOCIATION')), 0) AS through_organisations
        FROM entitlement_count
       WHERE programme_code = $1 AND ($2::text[] IS NULL OR province_code = ANY ($2))
       GROUP BY 1, 2`,
    values: [programmeCode, provinces],
  });
  return rows.map((row) => ({
    provinceCode: row.province_code,
    professionCode: row.profession_code,
    entitled: Number(row.entitled),
    booked: Number(row.booked),
    served: Number(row.served),
    declined: Number(row.declined),
    throughOrganisations: Number(row.through_organisations),
  }));
}
