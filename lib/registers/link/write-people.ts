import type { ClientBase } from 'pg';
import { endInvitations } from '#lib/auth/end-invitations.ts';
import { statementsOf } from '#lib/db/sql-transaction.ts';
import { layTable, rowsOf } from './temporary-table.ts';

export type DomicileChange = { readonly providerId: string; readonly provinceCode: string };

/** Moves what providers may have to the province of a new domicile, and gives those for whom that can't be now. */
export type FollowDomiciles = (changes: readonly DomicileChange[]) => Promise<readonly string[]>;

export type WrittenPeople = {
  readonly added: number;
  readonly changed: number;
  /** Whose domicile stays as it was, since a time is booked in its province. */
  readonly domicilesKept: number;
  /** Rows that are other than before: theirs, of their numbers and of what they are registered for. */
  readonly written: number;
};

/**
 * Writes providers, their numbers and what they are registered for; only rows that change. New ones in the order of
 * their keys, which the indexes take in more quickly.
 */
export async function writePeople(client: ClientBase, followDomiciles: FollowDomiciles): Promise<WrittenPeople> {
  await layDomiciles(client);
  await layProviders(client);
  const domicilesKept = await keepDomiciles(client, followDomiciles);
  const changed = (await changeProviders(client)) + (await changeRegisters(client));
  const added = await addProviders(client);
  const beside = (await writeNumbers(client)) + (await writePractices(client));
  return { added, changed, domicilesKept, written: added + changed + beside };
}

/**
 * People of whom lines in force name several domiciles: which, with the last line that says so, and what was settled.
 * Of several files for a person and profession the latest counts, with all its lines.
 */
async function layDomiciles(client: ClientBase): Promise<void> {
  await layTable(
    client,
    'link_current_line',
    `SELECT pr.provider_id, l.postcode, l.ord
       FROM (SELECT provider_id FROM link_practice GROUP BY provider_id
             HAVING least(min(one_postcode), min(other_postcode)) <> greatest(max(one_postcode), max(other_postcode))) AS suspect
       JOIN link_practice pr ON pr.provider_id = suspect.provider_id
       JOIN link_person pe ON pe.provider_id = pr.provider_id
       JOIN link_line l ON l.key = pe.key AND l.profession = pr.profession AND l.ord >> 32 = pr.ord >> 32`,
  );
  await layTable(
    client,
    'link_two_domiciles',
    `SELECT s.provider_id, s.fingerprint, c.settlement ->> 'choice' AS choice
       FROM (SELECT provider_id, encode(sha256(convert_to(string_agg(postcode, ' ' ORDER BY postcode), 'UTF8')), 'hex') AS fingerprint
               FROM (SELECT DISTINCT provider_id, postcode FROM link_current_line) AS said
              GROUP BY provider_id HAVING count(*) > 1) AS s
       LEFT JOIN contradiction c ON c.kind = 'TWO_DOMICILES' AND c.subject = s.provider_id::text
                                AND c.fingerprint = s.fingerprint AND c.settled_at IS NOT NULL
      WHERE NOT EXISTS (SELECT FROM link_correction k WHERE k.provider_id = s.provider_id AND k.fact = 'domicileProvince')`,
  );
  await layTable(
    client,
    'link_domicile_side',
    `SELECT DISTINCT ON (l.provider_id, l.postcode) l.provider_id, l.postcode, l.ord
       FROM link_two_domiciles t JOIN link_current_line l ON l.provider_id = t.provider_id
      ORDER BY l.provider_id, l.postcode, l.ord DESC`,
  );
}

/** What lines say of each person: the last one, but for a domicile that was settled. */
async function layProviders(client: ClientBase): Promise<void> {
  await layTable(
    client,
    'link_provider',
    `SELECT s.provider_id, p.new, p.hash, r.given_name, r.family_name, r.birth_year, r.email, r.phone, r.language,
            d.street, d.postcode, coalesce(d.municipality, a.municipality) AS municipality, a.province_code,
            a.language AS province_language
       FROM (SELECT provider_id, max(ord) AS ord FROM link_practice GROUP BY provider_id) AS s
       JOIN (SELECT provider_id, bool_and(new) AS new, max(key) FILTER (WHERE octet_length(key) = 32 AND takes_hash) AS hash
               FROM link_person GROUP BY provider_id) AS p ON p.provider_id = s.provider_id
       JOIN link_registration r ON r.ord = s.ord
       LEFT JOIN link_two_domiciles t ON t.provider_id = s.provider_id AND t.choice IS NOT NULL
       LEFT JOIN link_domicile_side chosen ON chosen.provider_id = t.provider_id AND chosen.postcode = t.choice
       JOIN link_registration d ON d.ord = coalesce(chosen.ord, s.ord)
       JOIN link_area a ON a.postcode = d.postcode`,
  );
}

/** Domiciles that change by nobody's file: corrected ones, and those of a province where a time is booked. */
async function keepDomiciles(client: ClientBase, followDomiciles: FollowDomiciles): Promise<number> {
  await layTable(
    client,
    'link_domicile_kept',
    `SELECT DISTINCT provider_id FROM link_correction WHERE fact = 'domicileProvince'`,
  );
  const { rows } = await client.query<{ provider_id: string; province_code: string }>(
    `SELECT n.provider_id, n.province_code FROM link_provider n JOIN provider p ON p.id = n.provider_id
      WHERE p.province_code <> n.province_code
        AND NOT EXISTS (SELECT FROM link_domicile_kept k WHERE k.provider_id = n.provider_id)
      ORDER BY n.provider_id`,
  );
  if (rows.length === 0) return 0;
  const changes = rows.map((row) => ({ providerId: row.provider_id, provinceCode: row.province_code }));
  const kept = await followDomiciles(changes);
  await client.query('INSERT INTO link_domicile_kept SELECT unnest($1::uuid[])', [kept]);
  return kept.length;
}

async function changeProviders(client: ClientBase): Promise<number> {
  // Another may have the national number that was settled to be this one's.
  await client.query(
    `UPDATE provider p SET national_number_hash = NULL
       FROM link_provider n WHERE p.national_number_hash = n.hash AND p.id <> n.provider_id`,
  );
  await layTable(
    client,
    'link_change',
    `SELECT p.id, n.given_name, n.family_name, coalesce(n.birth_year, p.birth_year) AS birth_year,
            CASE WHEN c.provider_id IS NULL THEN coalesce(n.email, p.email) ELSE p.email END AS email,
            CASE WHEN c.provider_id IS NULL THEN coalesce(n.phone, p.phone) ELSE p.phone END AS phone,
            CASE WHEN c.provider_id IS NULL THEN coalesce(n.language, p.language) ELSE p.language END AS language,
            CASE WHEN k.provider_id IS NULL THEN coalesce(n.street, CASE WHEN p.postcode = n.postcode THEN p.street END) ELSE p.street END AS street,
            CASE WHEN k.provider_id IS NULL THEN n.postcode ELSE p.postcode END AS postcode,
            CASE WHEN k.provider_id IS NULL THEN n.municipality ELSE p.municipality END AS municipality,
            CASE WHEN k.provider_id IS NULL THEN n.province_code ELSE p.province_code END AS province_code,
            coalesce(n.hash, p.national_number_hash) AS hash,
            c.provider_id IS NULL AND coalesce(n.email, p.email) IS DISTINCT FROM p.email AS readdressed
       FROM link_provider n
       JOIN provider p ON p.id = n.provider_id
       LEFT JOIN link_domicile_kept k ON k.provider_id = p.id
       LEFT JOIN (SELECT DISTINCT provider_id FROM link_correction WHERE fact = 'contact') AS c ON c.provider_id = p.id`,
  );
  const { rows } = await client.query<{ id: string }>('SELECT id FROM link_change WHERE readdressed');
  await endInvitations(
    statementsOf(client),
    rows.map(({ id }) => id),
  );
  const { rowCount } = await client.query(
    `UPDATE provider p
        SET given_name = n.given_name, family_name = n.family_name, birth_year = n.birth_year, email = n.email,
            phone = n.phone, language = n.language, street = n.street, postcode = n.postcode,
            municipality = n.municipality, province_code = n.province_code, national_number_hash = n.hash,
            updated_at = clock_timestamp()
       FROM link_change n
      WHERE p.id = n.id
        AND (p.given_name, p.family_name, p.birth_year, p.email, p.phone, p.language, p.street, p.postcode,
             p.municipality, p.province_code, p.national_number_hash)
            IS DISTINCT FROM
            (n.given_name, n.family_name, n.birth_year, n.email, n.phone, n.language, n.street, n.postcode,
             n.municipality, n.province_code, n.hash)`,
  );
  return rowCount ?? 0;
}

/** Which registers know whom, of all providers: those that no file knows any longer, too. */
async function changeRegisters(client: ClientBase): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE provider p SET registers = n.registers, updated_at = clock_timestamp()
       FROM (SELECT provider.id, coalesce(k.registers, '{}') AS registers
               FROM provider LEFT JOIN link_known k ON k.provider_id = provider.id) AS n
      WHERE p.id = n.id AND p.registers <> n.registers`,
  );
  return rowCount ?? 0;
}

async function addProviders(client: ClientBase): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO provider (id, given_name, family_name, language, email, phone, street, postcode, municipality,
                           province_code, national_number_hash, birth_year, registers)
     SELECT n.provider_id, n.given_name, n.family_name, coalesce(n.language, n.province_language), n.email, n.phone,
            n.street, n.postcode, n.municipality, n.province_code, n.hash, n.birth_year, k.registers
       FROM link_provider n JOIN link_known k ON k.provider_id = n.provider_id
      WHERE n.new
      ORDER BY n.provider_id`,
  );
  return rowCount ?? 0;
}

async function writeNumbers(client: ClientBase): Promise<number> {
  const moved = await client.query(
    `UPDATE provider_identifier i SET provider_id = n.provider_id
       FROM link_number n
      WHERE n.settled AND i.scheme IN ('nihdi', 'visa') AND i.value = n.value AND i.provider_id <> n.provider_id`,
  );
  const added = await client.query(
    `INSERT INTO provider_identifier (scheme, value, provider_id)
     SELECT CASE WHEN n.value LIKE 'V%' THEN 'visa' ELSE 'nihdi' END, n.value, n.provider_id
       FROM link_number n
       LEFT JOIN provider_identifier i ON i.scheme IN ('nihdi', 'visa') AND i.value = n.value
      WHERE i.value IS NULL
      ORDER BY n.value`,
  );
  return rowsOf(moved, added);
}

/** A practice that no file registers any longer stays, as one of which nothing is known. */
async function writePractices(client: ClientBase): Promise<number> {
  const corrected = (practice: string) =>
    `EXISTS (SELECT FROM link_correction c WHERE c.fact = 'registered' AND c.provider_id = ${practice}.provider_id
                AND c.profession_code = ${practice}.profession_code)`;
  const changed = await client.query(
    `UPDATE practice p SET registered_number = n.number, registered = CASE WHEN ${corrected('p')} THEN p.registered ELSE true END
       FROM link_practice n
      WHERE p.id = n.id AND NOT n.new
        AND (p.registered_number <> n.number OR p.registered IS DISTINCT FROM true AND NOT ${corrected('p')})`,
  );
  const forgotten = await client.query(
    `UPDATE practice p SET registered = NULL
      WHERE p.registered IS NOT NULL
        AND NOT EXISTS (SELECT FROM link_practice n WHERE n.id = p.id)
        AND NOT EXISTS (SELECT FROM link_held h WHERE h.provider_id = p.provider_id)
        AND NOT ${corrected('p')}`,
  );
  const added = await client.query(
    `INSERT INTO practice (id, provider_id, profession_code, registered_number, registered)
     SELECT id, provider_id, profession, number, true FROM link_practice WHERE new
      ORDER BY id`,
  );
  return rowsOf(changed, forgotten, added);
}
