import pg from 'pg';
import { provinceCodes } from '#lib/geography/provinces.ts';
import { deployReferenceData } from '#lib/programmes/reference-data.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import type { TestDatabase } from './database.ts';
import { publishFilled } from './filled-list.ts';

/**
 * A country of synthetic providers, in a demonstration at 16 June 2020, 09:00: all professions and provinces, some with
 * two professions, facts that are wanting or against them here and there, and nobody on a list. The same each time but
 * for the ids.
 */
export async function seedDecideWorld(database: Pick<TestDatabase, 'ownerUrl'>, providers: number): Promise<void> {
  await deployReferenceData(database.ownerUrl);
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(`
      UPDATE business_clock SET demonstration = true,
        offset_ms = (extract(epoch FROM timestamptz '2020-06-16T09:00:00+02:00' - clock_timestamp()) * 1000)::bigint`);
    await client.query(
      `INSERT INTO provider (given_name, family_name, language, postcode, municipality, province_code)
       SELECT 'Sample', 'Person ' || i, 'fr', '4000', 'Exampletown', ($2::text[])[1 + i % 11]
         FROM generate_series(0, $1::int - 1) i`,
      [providers, [...provinceCodes]],
    );
    await client.query(`
      INSERT INTO provider_identifier (scheme, value, provider_id)
      SELECT 'nihdi', lpad((10000000 + replace(family_name, 'Person ', '')::int)::text, 8, '0'), id FROM provider`);
    await client.query(
      `INSERT INTO practice (provider_id, profession_code, registered_number, registered)
       SELECT id, profession, lpad(i::text, 11, '0'),
              CASE WHEN i % 17 = 0 THEN NULL WHEN i % 31 = 0 THEN false ELSE true END
         FROM (SELECT id, replace(family_name, 'Person ', '')::int AS i FROM provider) p
        CROSS JOIN LATERAL (
          SELECT ($1::text[])[1 + (i / 11) % 11] AS profession
          UNION SELECT 'midwife' WHERE i % 7 = 0) q`,
      [[...professionCodes]],
    );
    await client.query(`
      INSERT INTO practice_activity (practice_id, valid_from, valid_until, ambulatory_share, source)
      SELECT id, '2020-03-01', '2020-06-01', (i * 37 % 101) / 100.0, 'inami-activity'
        FROM (SELECT id, registered_number::int AS i FROM practice) p WHERE i % 13 <> 0`);
    await client.query(`
      WITH grouping_ AS (
        INSERT INTO organisation (kind, name, province_code) VALUES ('GROUPING', 'Example Grouping', 'BE-VAN') RETURNING id)
      INSERT INTO membership (provider_id, organisation_id, valid_from)
      SELECT provider_id, grouping_.id, '2019-01-01' FROM practice CROSS JOIN grouping_
       WHERE profession_code = 'home-nurse' AND registered_number::int % 3 = 0`);
    await client.query('COMMIT');
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}

/**
 * Publishes those of a profession whom a run found eligible, and gives each their entitlement, by plain SQL; for tests of
 * what comes before or after publishing.
 */
export async function listEligible(
  database: Pick<TestDatabase, 'asOwner'>,
  { runId, professionCode, except = [] }: { runId: string; professionCode: string; except?: readonly string[] },
): Promise<string> {
  const [list] = await database.asOwner<{ id: string; programme_code: string }>(
    `INSERT INTO published_list (programme_code, profession_code, number, kind, as_of, decided_in_run_id)
     SELECT d.programme_code, $2, (SELECT count(*) + 1 FROM published_list WHERE profession_code = $2), 'FULL', d.as_of, $1
       FROM decision d WHERE run_id = $1 LIMIT 1
     RETURNING id, programme_code`,
    [runId, professionCode],
  );
  if (!list) throw new Error('The run decided nothing');
  await database.asOwner(
    `INSERT INTO list_entry (list_id, provider_id, decision_id)
     SELECT $1, provider_id, id FROM decision
      WHERE run_id = $2 AND profession_code = $3 AND outcome = 'ELIGIBLE' AND provider_id <> ALL ($4::uuid[])`,
    [list.id, runId, professionCode, except],
  );
  await publishFilled(database.asOwner, list.id, 'now()');
  return list.id;
}
