import type { ClientBase } from 'pg';
import { loadPostcodeAreas, mainAreas } from '#lib/geography/municipalities.ts';
import { provinceOfPostcode } from '#lib/geography/postcodes.ts';
import { provinceLanguages } from '#lib/geography/province-languages.ts';
import { registers } from '../descriptions/index.ts';
import { ambulatorySettings } from '../settings.ts';
import type { LinkedFile } from './link-result.ts';
import { layTable, rowsInQuery } from './temporary-table.ts';

/*
 * One pass over the records of each register, in which every record is cut into its cells once. What follows joins
 * typed tables of this session alone. A line's place among all is one number, `ord`: its file's, the latest highest,
 * and the line.
 */

/** What linking reads of any register. A file that has no such column has no place for it, and its cell is null. */
const columnsRead = [
  ...['number', 'visa', 'profession', 'givenName', 'familyName', 'birthYear', 'street', 'postcode', 'municipality'],
  ...['language', 'email', 'phone', 'month', 'services', 'ambulatoryShare'],
  ...['employer', 'setting', 'workingTime', 'groupingNumber'],
] as const;

const placeOf = (column: (typeof columnsRead)[number]) => `"place of ${column}"`;

const cell = (column: (typeof columnsRead)[number]) => `cells[${placeOf(column)}]`;

/** Not flattened into what selects from it, which would cut a record anew for each of its cells. */
const inForce = (says: string) =>
  `(SELECT f.*, f.no::bigint << 32 | s.line AS ord, s.national_number_hash AS hash,
           string_to_array(s.cells, E'\\t', '') AS cells
      FROM link_file f JOIN source_record s ON s.file_id = f.id AND f.says = '${says}' AND s.quality <> 'REFUSED'
    OFFSET 0) AS record`;

/** Reads what files in force say into temporary tables. Gives how many lines of each sort there are. */
export async function readRecords(client: ClientBase): Promise<{
  sources: readonly LinkedFile[];
  registrations: number;
  activities: number;
  employments: number;
}> {
  await readFiles(client);
  const sources = await nameFiles(client);
  const registrations = await readRegistrations(client);
  await readAreas(client);
  await readPeriods(client);
  return {
    sources,
    registrations,
    activities: await readActivity(client),
    employments: await readEmployment(client),
  };
}

async function readFiles(client: ClientBase): Promise<void> {
  const known = registers.map(({ code, says }, priority) => ({ code, says, priority }));
  await layTable(
    client,
    'link_file',
    `SELECT f.id, f.register, given.says, given.priority, row_number() OVER (ORDER BY f.import_recorded_at, f.id)::int AS no,
            ${columnsRead.map((code) => `array_position(f.cell_columns, '${code}') AS ${placeOf(code)}`).join(', ')}
       FROM source_file f JOIN ${rowsInQuery(client, known, 'code text, says text, priority int')} ON given.code = f.register
      WHERE f.state = 'IMPORTED'`,
  );
}

async function nameFiles(client: ClientBase): Promise<readonly LinkedFile[]> {
  const { rows } = await client.query<LinkedFile>(
    `SELECT f.register, s.file_name AS "fileName", encode(s.content_hash, 'hex') AS "contentHash"
       FROM link_file f JOIN source_file s USING (id) ORDER BY f.register, f.no`,
  );
  return rows;
}

/** Numbers as people are found by them: the first eight digits of the NIHDI, the visa; they can't be taken for each other. */
function readRegistrations(client: ClientBase): Promise<number> {
  return layTable(
    client,
    'link_registration',
    `SELECT ord, priority, hash, left(${cell('number')}, 8) AS nihdi, ${cell('number')} AS number, ${cell('visa')} AS visa,
            ${cell('profession')} AS profession, ${cell('givenName')} AS given_name,
            ${cell('familyName')} AS family_name, ${cell('birthYear')}::smallint AS birth_year,
            ${cell('street')} AS street, ${cell('postcode')} AS postcode, ${cell('municipality')} AS municipality,
            ${cell('language')}::"Language" AS language, lower(${cell('email')}) AS email, ${cell('phone')} AS phone
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
       FROM (SELECT ${cell('number')}::bigint AS number, replace(${cell('month')}, '-', '')::int AS month, priority,
                    ${cell('services')}::bigint AS services,
                    (${cell('ambulatoryShare')}::numeric * 1000)::int AS thousandths, ord
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
       FROM (SELECT hash, ${cell('employer')} AS employer, priority, ${cell('setting')} AS setting,
                    ${cell('groupingNumber')} AS grouping_number,
                    (${cell('workingTime')}::numeric * 1000)::int AS thousandths, ord
               FROM ${inForce('employment')}
              WHERE hash IS NOT NULL) AS said
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
