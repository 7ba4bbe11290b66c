import type { ClientBase } from 'pg';
import { loadPostcodeAreas, mainAreas } from '#lib/geography/municipalities.ts';
import { provinceOfPostcode } from '#lib/geography/postcodes.ts';
import { provinceLanguages } from '#lib/geography/province-languages.ts';
import { registers } from '../descriptions/index.ts';
import { ambulatorySettings } from '../settings.ts';
import { layTable, rowsInQuery } from './temporary-table.ts';

/*
 * One pass over the records of each register, in which every value is taken out of its JSON once. What follows joins
 * typed tables of this session alone. A line's place among all is one number, `ord`: its file's, the latest highest,
 * and the line.
 */

const ord = 'f.no::bigint << 32 | s.line';

const inForce = (says: string) =>
  `link_file f JOIN source_record s ON s.file_id = f.id AND f.says = '${says}' AND s.quality <> 'REFUSED'`;

/** Reads what files in force say into temporary tables. Gives how many lines of each sort there are. */
export async function readRecords(
  client: ClientBase,
): Promise<{ files: number; registrations: number; activities: number; employments: number }> {
  const files = await readFiles(client);
  const registrations = await readRegistrations(client);
  await readAreas(client);
  await readPeriods(client);
  return { files, registrations, activities: await readActivity(client), employments: await readEmployment(client) };
}

function readFiles(client: ClientBase): Promise<number> {
  const known = registers.map(({ code, says }, priority) => ({ code, says, priority }));
  return layTable(
    client,
    'link_file',
    `SELECT f.id, f.register, given.says, given.priority, row_number() OVER (ORDER BY f.imported_at, f.id)::int AS no
       FROM source_file f JOIN ${rowsInQuery(client, known, 'code text, says text, priority int')} ON given.code = f.register
      WHERE f.state = 'IMPORTED'`,
  );
}

/** Numbers as people are found by them: the first eight digits of the NIHDI, the visa; they can't be taken for each other. */
function readRegistrations(client: ClientBase): Promise<number> {
  return layTable(
    client,
    'link_registration',
    `SELECT ${ord} AS ord, f.priority, s.national_number_hash AS hash, left(s."values" ->> 'number', 8) AS nihdi,
            s."values" ->> 'number' AS number, s."values" ->> 'visa' AS visa, s."values" ->> 'profession' AS profession,
            s."values" ->> 'givenName' AS given_name, s."values" ->> 'familyName' AS family_name,
            (s."values" ->> 'birthYear')::smallint AS birth_year, s."values" ->> 'street' AS street,
            s."values" ->> 'postcode' AS postcode, s."values" ->> 'municipality' AS municipality,
            (s."values" ->> 'language')::"Language" AS language, lower(s."values" ->> 'email') AS email,
            s."values" ->> 'phone' AS phone
       FROM ${inForce('registration')}`,
  );
}

/** The latest file's last line of a number and month holds. A share has three decimals: counted in thousandths, sums are exact. */
function readActivity(client: ClientBase): Promise<number> {
  return layTable(
    client,
    'link_activity',
    `SELECT DISTINCT ON (number, month, priority) number::text AS number, left(number::text, 8) AS nihdi, month, priority,
            services, thousandths, ord
       FROM (SELECT (s."values" ->> 'number')::bigint AS number, replace(s."values" ->> 'month', '-', '')::int AS month,
                    f.priority, (s."values" ->> 'services')::bigint AS services,
                    ((s."values" ->> 'ambulatoryShare')::numeric * 1000)::int AS thousandths, ${ord} AS ord
               FROM ${inForce('activity')}) AS said
      ORDER BY number, month, priority, ord DESC`,
  );
}

/** The latest file's last line of a person and employer holds. */
function readEmployment(client: ClientBase): Promise<number> {
  const ambulatory = ambulatorySettings.map((code) => client.escapeLiteral(code)).join(', ');
  return layTable(
    client,
    'link_employment',
    `SELECT DISTINCT ON (hash, employer, priority) hash, employer, priority, grouping_number, ord, thousandths,
            CASE WHEN setting IN (${ambulatory}) THEN thousandths WHEN setting IS NOT NULL THEN 0 END AS ambulatory
       FROM (SELECT s.national_number_hash AS hash, s."values" ->> 'employer' AS employer, f.priority,
                    s."values" ->> 'setting' AS setting, s."values" ->> 'groupingNumber' AS grouping_number,
                    ((s."values" ->> 'workingTime')::numeric * 1000)::int AS thousandths, ${ord} AS ord
               FROM ${inForce('employment')}
              WHERE s.national_number_hash IS NOT NULL) AS said
      ORDER BY hash, employer, priority, ord DESC`,
  );
}

/** What each postcode that is said means. */
async function readAreas(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ postcode: string }>(
    'SELECT DISTINCT postcode FROM link_registration WHERE postcode IS NOT NULL',
  );
  const municipalities = mainAreas(await loadPostcodeAreas());
  const areas = rows.flatMap(({ postcode }) => {
    const province = provinceOfPostcode(postcode);
    if (province === undefined) return [];
    const municipality = municipalities.get(postcode)?.municipality ?? postcode;
    return [{ postcode, province, municipality, language: provinceLanguages[province][0] ?? 'fr' }];
  });
  await layTable(
    client,
    'link_area',
    `SELECT postcode, province AS province_code, municipality, language
       FROM ${rowsInQuery(client, areas, 'postcode text, province text, municipality text, language "Language"')}`,
  );
}

/**
 * The periods over which any version of a rule set asks for a share, with the whole months within. Of two that begin on
 * the same day the longer one is kept, since a practice has one share from a day on.
 */
async function readPeriods(client: ClientBase): Promise<void> {
  await layTable(
    client,
    'link_period',
    `SELECT DISTINCT ON (valid_from) valid_from, valid_until,
            to_char(valid_from + interval '1 month - 1 day', 'YYYYMM')::int AS first_month,
            to_char(valid_until - interval '1 month', 'YYYYMM')::int AS last_month
       FROM (SELECT (v -> 'value' ->> 'from')::date AS valid_from, (v -> 'value' ->> 'until')::date AS valid_until
               FROM rule_set, jsonb_path_query(definition, '$.rules[*].parameters.period.values[*]') AS v) AS asked
      ORDER BY valid_from, valid_until DESC`,
  );
}
