import type { ClientBase } from 'pg';
import { layTable, rowsOf } from './temporary-table.ts';

/*
 * Who is who. A person is a key: the hash of a national number, or without one the number itself, as bytes. A line
 * without a national number is of the person whose line names its NIHDI number, then its visa; never of one of the same
 * name. Keys then find the providers there are, and those that are none's become new ones.
 */

/** A national number as it may be shown: the same for the same, and nothing more. */
export const tagOf = (hash: string) => `upper(left(encode(sha256(${hash}), 'hex'), 8))`;

/** A digest of alternatives, whatever their order. */
export const fingerprintOf = (key: string) =>
  `encode(sha256(convert_to(string_agg(${key}, ' ' ORDER BY ${key}), 'UTF8')), 'hex')`;

const bytes = (text: string) => `convert_to(${text}, 'UTF8')`;

/** Whose a line is by one of its numbers: whose national number claims it, or whom it leads to, or nobody known. */
const ledTo = (claim: string, led: string, value: string) =>
  `CASE WHEN ${claim}.hash IS NOT NULL THEN ${claim}.hash WHEN ${led}.value IS NOT NULL THEN ${led}.key ELSE ${bytes(value)} END`;

/** A number's subject among the contradictions. */
export const subjectOfNumber = (value: string) =>
  `CASE WHEN ${value} LIKE 'V%' THEN 'visa:' ELSE 'nihdi:' END || ${value}`;

/** Lays `link_person` (key → provider), `link_number` (number → provider) and `link_practice` (who is registered for what). */
export async function matchPeople(client: ClientBase): Promise<{ heldAside: number }> {
  await readCorrections(client);
  await findClaimants(client);
  await followNumbers(client);
  const heldAside = await keyLines(client);
  await findCandidates(client);
  await choosePeople(client);
  await layNumbers(client);
  await layPractices(client);
  return { heldAside };
}

async function readCorrections(client: ClientBase): Promise<void> {
  await layTable(client, 'link_correction', 'SELECT DISTINCT provider_id, profession_code, fact FROM fact_correction');
}

/**
 * Who claims a number: the national numbers that lines give it to and, where somebody else's are in force, that of the
 * provider who has it. A number that several claim is held aside, with its lines, until it is settled whose it is; what
 * is on file of the provider who has it stays as it is meanwhile.
 */
async function findClaimants(client: ClientBase): Promise<void> {
  await layTable(client, 'link_hash', 'SELECT hash FROM link_registration WHERE hash IS NOT NULL GROUP BY hash');
  await layTable(
    client,
    'link_claim',
    `SELECT value, min(hash) AS hash, coalesce(min(hash) <> max(hash), false) AS contested
       FROM (SELECT nihdi AS value, hash, true AS said FROM link_registration WHERE nihdi IS NOT NULL
              UNION ALL
             SELECT visa, hash, true FROM link_registration WHERE visa IS NOT NULL
              UNION ALL
             SELECT i.value, p.national_number_hash, false
               FROM provider p JOIN link_hash h ON h.hash = p.national_number_hash
               JOIN provider_identifier i ON i.provider_id = p.id AND i.scheme IN ('nihdi', 'visa')) AS claims
      GROUP BY value HAVING bool_or(said)`,
  );
  await layTable(
    client,
    'link_claimant',
    `SELECT value, hash, ${tagOf('hash')} AS tag
       FROM (SELECT c.value, r.hash FROM link_claim c JOIN link_registration r ON r.nihdi = c.value
              WHERE c.contested AND r.hash IS NOT NULL
              UNION
             SELECT c.value, r.hash FROM link_claim c JOIN link_registration r ON r.visa = c.value
              WHERE c.contested AND r.hash IS NOT NULL
              UNION
             SELECT c.value, p.national_number_hash
               FROM link_claim c JOIN provider_identifier i ON i.scheme IN ('nihdi', 'visa') AND i.value = c.value
               JOIN provider p ON p.id = i.provider_id JOIN link_hash h ON h.hash = p.national_number_hash
              WHERE c.contested) AS claimants`,
  );
  await layTable(
    client,
    'link_contested',
    `SELECT n.value, n.fingerprint, c.hash AS winner, s.id IS NOT NULL AS settled
       FROM (SELECT value, ${fingerprintOf('tag')} AS fingerprint FROM link_claimant GROUP BY value) AS n
       LEFT JOIN contradiction s ON s.kind = 'NUMBER_ON_TWO_PEOPLE' AND s.subject = ${subjectOfNumber('n.value')}
                                AND s.fingerprint = n.fingerprint AND s.settled_at IS NOT NULL
       LEFT JOIN link_claimant c ON c.value = n.value AND c.tag = s.settlement ->> 'choice'`,
  );
  await layTable(
    client,
    'link_held',
    `SELECT DISTINCT i.provider_id
       FROM link_contested c JOIN provider_identifier i ON i.scheme IN ('nihdi', 'visa') AND i.value = c.value
      WHERE NOT c.settled`,
  );
}

/**
 * Whom a number leads to that no national number claims, lays `link_led` (number → key): NIHDI numbers and visas that
 * lines without a national number name together are one person's, however many of them in turn; of one of them a
 * national number may be known, which is the person's then. Where that one is held aside, so are they: the key is null.
 */
async function followNumbers(client: ClientBase): Promise<void> {
  await layTable(
    client,
    'link_pair',
    `SELECT DISTINCT r.nihdi COLLATE "C" AS nihdi, r.visa COLLATE "C" AS visa, n.hash IS NOT NULL AS nihdi_claimed,
            v.hash IS NOT NULL AS visa_claimed
       FROM link_registration r JOIN link_claim n ON n.value = r.nihdi JOIN link_claim v ON v.value = r.visa
      WHERE r.hash IS NULL AND (n.hash IS NULL OR v.hash IS NULL)`,
  );
  await layTable(
    client,
    'link_group',
    `SELECT nihdi AS value, nihdi AS least FROM link_pair WHERE NOT nihdi_claimed GROUP BY nihdi
      UNION ALL
     SELECT visa, coalesce(min(nihdi) FILTER (WHERE NOT nihdi_claimed), visa) FROM link_pair WHERE NOT visa_claimed GROUP BY visa`,
  );
  // Each takes the least that one beside it has, and then what that one has by now: few rounds for any chain.
  for (let changed = 1; changed > 0; ) {
    const beside = await client.query(
      `UPDATE link_group g SET least = n.least
         FROM (SELECT value, min(least) AS least
                 FROM (SELECT p.nihdi AS value, o.least FROM link_pair p JOIN link_group o ON o.value = p.visa
                        UNION ALL
                       SELECT p.visa, o.least FROM link_pair p JOIN link_group o ON o.value = p.nihdi) AS neighbours
                GROUP BY value) AS n
        WHERE g.value = n.value AND n.least < g.least`,
    );
    await client.query(
      'UPDATE link_group g SET least = o.least FROM link_group o WHERE o.value = g.least AND o.least < g.least',
    );
    changed = rowsOf(beside);
  }
  await layTable(
    client,
    'link_led',
    `SELECT g.value, CASE WHEN c.least IS NULL THEN ${bytes('g.least')} WHEN NOT c.held THEN c.hash END AS key,
            coalesce(c.waits, false) AS waits
       FROM link_group g
       LEFT JOIN (SELECT g.least, min(CASE WHEN k.contested THEN s.winner ELSE k.hash END) AS hash,
                         bool_or(k.contested AND s.winner IS NULL) AS held, bool_or(k.contested AND NOT s.settled) AS waits
                    FROM link_pair p
                    JOIN link_group g ON g.value = CASE WHEN p.nihdi_claimed THEN p.visa ELSE p.nihdi END
                    JOIN link_claim k ON k.value = CASE WHEN p.nihdi_claimed THEN p.nihdi ELSE p.visa END
                    LEFT JOIN link_contested s ON s.value = k.value
                   WHERE p.nihdi_claimed OR p.visa_claimed
                   GROUP BY g.least) AS c ON c.least = g.least`,
  );
  await client.query(
    `INSERT INTO link_held
     SELECT i.provider_id FROM link_led l JOIN provider_identifier i ON i.scheme IN ('nihdi', 'visa') AND i.value = l.value
      WHERE l.waits`,
  );
}

/** Gives each line its person. Those held aside have none. */
async function keyLines(client: ClientBase): Promise<number> {
  await layTable(
    client,
    'link_line',
    `SELECT r.ord, r.priority, r.profession, r.postcode, r.nihdi, r.visa,
            CASE WHEN coalesce(n.contested, false) OR coalesce(v.contested, false)
                 THEN CASE WHEN n.contested AND (nc.winner IS NULL OR nc.winner <> r.hash) THEN NULL
                           WHEN v.contested AND (vc.winner IS NULL OR vc.winner <> r.hash) THEN NULL
                           ELSE coalesce(r.hash, nc.winner, vc.winner) END
                 WHEN r.hash IS NOT NULL THEN r.hash
                 WHEN r.nihdi IS NULL THEN ${ledTo('v', 'vl', 'r.visa')}
                 ELSE ${ledTo('n', 'nl', 'r.nihdi')}
             END AS key
       FROM link_registration r
       LEFT JOIN link_claim n ON n.value = r.nihdi AND (r.hash IS NULL OR n.contested)
       LEFT JOIN link_claim v ON v.value = r.visa AND (r.hash IS NULL OR v.contested)
       LEFT JOIN link_led nl ON nl.value = r.nihdi AND r.hash IS NULL
       LEFT JOIN link_led vl ON vl.value = r.visa AND r.hash IS NULL
       LEFT JOIN link_contested nc ON nc.value = r.nihdi
       LEFT JOIN link_contested vc ON vc.value = r.visa`,
  );
  await layTable(
    client,
    'link_key',
    'SELECT key, bit_or(1 << priority) AS registers FROM link_line WHERE key IS NOT NULL GROUP BY key',
  );
  await layTable(
    client,
    'link_key_number',
    // A line without a national number may name one of somebody else's, beside the number that it goes by.
    `SELECT n.value, min(n.key) AS key
       FROM (SELECT nihdi AS value, key FROM link_line WHERE nihdi IS NOT NULL AND key IS NOT NULL
              UNION ALL
             SELECT visa, key FROM link_line WHERE visa IS NOT NULL AND key IS NOT NULL) AS n
       JOIN link_claim c ON c.value = n.value
       LEFT JOIN link_contested s ON s.value = n.value
      WHERE c.hash IS NULL OR n.key = CASE WHEN c.contested THEN s.winner ELSE c.hash END
      GROUP BY n.value`,
  );
  const { rows } = await client.query<{ held: number }>(
    'SELECT count(*)::int AS held FROM link_line WHERE key IS NULL',
  );
  return rows[0]?.held ?? 0;
}

/**
 * The providers that a person may be: who has the national number, and who has one of the numbers, unless another
 * national number in force is theirs.
 */
async function findCandidates(client: ClientBase): Promise<void> {
  await layTable(
    client,
    'link_candidate',
    `SELECT key, provider_id, bool_or(by_hash) AS by_hash
       FROM (SELECT k.key, p.id AS provider_id, true AS by_hash
               FROM link_key k JOIN provider p ON p.national_number_hash = k.key
              UNION ALL
             SELECT n.key, p.id, false
               FROM link_key_number n
               JOIN provider_identifier i ON i.scheme IN ('nihdi', 'visa') AND i.value = n.value
               JOIN provider p ON p.id = i.provider_id
               LEFT JOIN link_hash h ON h.hash = p.national_number_hash
              WHERE h.hash IS NULL) AS found
      GROUP BY key, provider_id`,
  );
  await layTable(
    client,
    'link_one_of_several',
    `SELECT several.key, several.subject, several.fingerprint, several.by_hash,
            s.settlement ->> 'choice' AS choice
       FROM (SELECT key, bool_or(by_hash) AS by_hash, ${fingerprintOf('provider_id::text')} AS fingerprint,
                    CASE WHEN octet_length(key) = 32 THEN encode(key, 'hex')
                         ELSE ${subjectOfNumber(`convert_from(key, 'UTF8')`)} END AS subject
               FROM link_candidate GROUP BY key HAVING count(*) > 1) AS several
       LEFT JOIN contradiction s ON s.kind = 'NUMBER_ON_TWO_PEOPLE' AND s.subject = several.subject
                                AND s.fingerprint = several.fingerprint AND s.settled_at IS NOT NULL`,
  );
}

/**
 * Of several providers the one that was settled, otherwise the oldest; until it is settled the others keep their
 * numbers. A provider whose former national number nobody has any longer goes to one person at most.
 */
async function choosePeople(client: ClientBase): Promise<void> {
  await layTable(
    client,
    'link_choice',
    `SELECT c.key, c.provider_id, c.by_hash, true AS settled, true AS takes_hash
       FROM link_candidate c WHERE NOT EXISTS (SELECT FROM link_one_of_several o WHERE o.key = c.key)
      UNION ALL
     (SELECT DISTINCT ON (o.key) o.key, c.provider_id, c.by_hash, o.choice IS NOT NULL,
             o.choice IS NOT NULL OR c.by_hash OR NOT o.by_hash
        FROM link_one_of_several o JOIN link_candidate c ON c.key = o.key JOIN provider p ON p.id = c.provider_id
       ORDER BY o.key, c.provider_id::text IS DISTINCT FROM o.choice, p.created_at, p.id)`,
  );
  await layTable(
    client,
    'link_too_many',
    `SELECT key FROM (SELECT key, row_number() OVER (PARTITION BY provider_id ORDER BY by_hash DESC, key) AS place
                        FROM link_choice WHERE octet_length(key) = 32) AS ranked
      WHERE place > 1`,
  );
  await layTable(
    client,
    'link_person',
    `SELECT k.key, k.registers, coalesce(c.provider_id, gen_random_uuid()) AS provider_id, c.provider_id IS NULL AS new,
            coalesce(c.settled, true) AS settled, coalesce(c.takes_hash, true) AS takes_hash
       FROM link_key k
       LEFT JOIN link_too_many t ON t.key = k.key
       LEFT JOIN link_choice c ON c.key = k.key AND t.key IS NULL
       LEFT JOIN link_one_of_several o ON o.key = k.key
      WHERE o.choice IS DISTINCT FROM 'neither'`,
  );
}

/** Whose each number is, of those that lines say and of those that activity is counted under. */
async function layNumbers(client: ClientBase): Promise<void> {
  await layTable(
    client,
    'link_number',
    `SELECT n.value, p.provider_id, p.settled FROM link_key_number n JOIN link_person p ON p.key = n.key`,
  );
}

/** Who is registered for what, with the line that holds, and what lines of its file say of the domicile. */
async function layPractices(client: ClientBase): Promise<void> {
  await layTable(
    client,
    'link_practice',
    `SELECT coalesce(practice.id, gen_random_uuid()) AS id, practice.id IS NULL AS new, s.provider_id, s.profession, s.ord,
            coalesce(r.number, r.visa) AS number, s.one_postcode, s.other_postcode
       FROM (SELECT p.provider_id, l.profession, max(l.ord) AS ord, min(l.postcode) AS one_postcode,
                    max(l.postcode) AS other_postcode
               FROM link_line l JOIN link_person p ON p.key = l.key
              GROUP BY p.provider_id, l.profession) AS s
       JOIN link_registration r ON r.ord = s.ord
       LEFT JOIN practice ON practice.provider_id = s.provider_id AND practice.profession_code = s.profession`,
  );
}
