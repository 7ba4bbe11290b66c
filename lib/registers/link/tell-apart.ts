import type { ClientBase } from 'pg';
import { nameSide, onePerson } from '../contradictions/schema.ts';
import { asListed, fingerprintOf } from './person-keys.ts';
import { layTable } from './temporary-table.ts';

/*
 * Numbers link, names never do. But lines that lead to one person by their numbers and name both another family name and
 * another birth year are two people with one number, as far as anyone can see: a married name changes the one alone, a
 * slip the other. So is a line that has neither of the two of whom it would rename on file. Such lines are held aside
 * until it is settled, and what is on file stays.
 */

/** A family name as it is compared: without case, accents, spaces and punctuation. */
const folded = (name: string) =>
  `regexp_replace(replace(replace(lower(normalize(${name}, NFD)), 'œ', 'oe'), 'ß', 'ss'), '[^a-z0-9]', '', 'g')`;

/**
 * Lays `link_unlike` (people whose lines or whose file name two, and what was settled), `link_unlike_side` (which) and
 * `link_unlike_line` (their lines that are held aside), and takes those lines from `link_line`, `link_key`,
 * `link_key_number` and `link_candidate`. Lays `link_held`: who is on file with what is held aside.
 * @param candidatesOf the query that lays `link_candidate`, for the keys that a condition names.
 */
export async function tellApart(client: ClientBase, candidatesOf: (condition: string) => string): Promise<void> {
  const unlike = await findUnlike(client);
  await layTable(
    client,
    'link_unlike_line',
    `SELECT l.ord, u.key, l.nihdi, l.visa, u.choice IS NULL AS waits, u.provider_id
       FROM link_unlike u JOIN link_line l ON l.key = u.key JOIN link_registration r ON r.ord = l.ord
      WHERE u.choice IS DISTINCT FROM '${onePerson}'
        AND (${folded('r.family_name')} = u.name OR l.birth_year = u.birth_year) IS NOT TRUE`,
  );
  await client.query('UPDATE link_line l SET key = NULL, waits = u.waits FROM link_unlike_line u WHERE l.ord = u.ord');
  await layTable(
    client,
    'link_held',
    `SELECT i.provider_id
       FROM (SELECT nihdi AS value FROM link_line WHERE waits UNION SELECT visa FROM link_line WHERE waits) AS n
       JOIN provider_identifier i ON i.scheme IN ('nihdi', 'visa') AND i.value = n.value
      UNION
     SELECT c.provider_id FROM link_unlike u JOIN link_candidate c ON c.key = u.key WHERE u.choice IS NULL`,
  );
  if (unlike > 0) await forgetUnlike(client, candidatesOf);
}

/** The lines of a key whose years differ at all are looked at, which few do, with whom the key alone finds on file. */
async function findUnlike(client: ClientBase): Promise<number> {
  await layTable(
    client,
    'link_suspect',
    `SELECT key, NULL::uuid AS provider_id FROM link_key
      WHERE least_year <> greatest_year
      UNION ALL
     SELECT c.key, c.provider_id
       FROM link_candidate c JOIN link_key k ON k.key = c.key
      WHERE c.birth_year NOT IN (k.least_year, k.greatest_year)
        AND NOT EXISTS (SELECT FROM link_candidate o WHERE o.key = c.key AND o.provider_id <> c.provider_id)`,
  );
  await layTable(
    client,
    'link_likeness',
    `SELECT l.key, ${folded('r.family_name')} AS name, r.birth_year, max(l.ord) AS ord, NULL::uuid AS provider_id
       FROM link_line l JOIN link_registration r ON r.ord = l.ord
      WHERE l.key IN (SELECT key FROM link_suspect)
      GROUP BY 1, 2, 3
      UNION ALL
     SELECT s.key, ${folded('p.family_name')}, p.birth_year, NULL, p.id
       FROM link_suspect s JOIN provider p ON p.id = s.provider_id`,
  );
  // Where lines differ among themselves they are the sides, otherwise they and whom they have nothing of. Counted, since
  // comparing each with each would take hours of a file that has one number in all its lines.
  await layTable(
    client,
    'link_unlike_side',
    `WITH line AS (
       SELECT key, name, birth_year, ord,
              count(*) OVER (PARTITION BY key) >= count(*) OVER (PARTITION BY key, name)
                                                  + count(*) OVER (PARTITION BY key, birth_year) AS unlike
         FROM link_likeness WHERE ord IS NOT NULL AND birth_year IS NOT NULL),
     on_file AS (
       SELECT * FROM link_likeness p
        WHERE p.ord IS NULL
          AND NOT EXISTS (SELECT FROM link_likeness l
                           WHERE l.key = p.key AND l.ord IS NOT NULL AND (l.name = p.name OR l.birth_year = p.birth_year))
          AND NOT EXISTS (SELECT FROM line l WHERE l.key = p.key AND l.unlike))
     SELECT key, '${nameSide}' || name || ' ' || birth_year AS tag, name, birth_year, ord, provider_id
       FROM (SELECT key, name, birth_year, ord, NULL::uuid AS provider_id FROM line
              WHERE unlike OR key IN (SELECT key FROM on_file)
              UNION ALL
             SELECT key, name, birth_year, ord, provider_id FROM on_file) AS sides`,
  );
  await layTable(
    client,
    'link_unlike_people',
    `SELECT key, ${fingerprintOf('tag')} AS fingerprint, bool_or(provider_id IS NOT NULL) AS by_file
       FROM link_unlike_side GROUP BY key`,
  );
  return layTable(
    client,
    'link_unlike',
    `SELECT l.key, l.fingerprint, l.subject, l.choice, p.by_file, w.name, w.birth_year, w.provider_id
       FROM (${asListed('link_unlike_people')}) AS l
       JOIN link_unlike_people p ON p.key = l.key
       LEFT JOIN link_unlike_side w ON w.key = l.key AND w.tag = l.choice`,
  );
}

/** Whoever is on file and unlike the side that was settled is not that person. */
async function forgetUnlike(client: ClientBase, candidatesOf: (condition: string) => string): Promise<void> {
  const apart = `(SELECT key FROM link_unlike WHERE choice IS DISTINCT FROM '${onePerson}')`;
  await client.query(
    `DELETE FROM link_key k
      WHERE k.key IN ${apart} AND NOT EXISTS (SELECT FROM link_line l WHERE l.key = k.key)`,
  );
  await client.query(
    `DELETE FROM link_key_number n
      WHERE n.key IN ${apart}
        AND NOT EXISTS (SELECT FROM link_line l WHERE l.key = n.key AND n.value IN (l.nihdi, l.visa))`,
  );
  await client.query(`DELETE FROM link_candidate WHERE key IN ${apart}`);
  await client.query(`INSERT INTO link_candidate ${candidatesOf(`key IN ${apart}`)}`);
  await client.query(
    `DELETE FROM link_candidate c USING link_unlike u, provider p
      WHERE c.key = u.key AND p.id = c.provider_id AND p.birth_year <> u.birth_year AND ${folded('p.family_name')} <> u.name`,
  );
}
