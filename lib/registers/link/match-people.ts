import type { ClientBase } from 'pg';
import { asListed, fingerprintOf, isHash, keyOfNumber, numberOfKey, subjectOfNumber, tagOf } from './person-keys.ts';
import { tellApart } from './tell-apart.ts';
import { layTable } from './temporary-table.ts';

/*
 * Who is who. A person is a key: the hash of a national number, or without one the number itself, as bytes. A line
 * without a national number is of the person whose line names its NIHDI number, then its visa; never of one of the same
 * name, and never by way of one after another. Keys then find the providers there are, and those that are none's become
 * new ones.
 */

/** What a person is chosen by among those who claim a number. */
const tagOfKey = (key: string) => `CASE WHEN ${isHash(key)} THEN ${tagOf(key)} ELSE ${numberOfKey(key)} END`;

/** Whose a line is by one of its numbers: whom it leads to, whose national number claims it, or nobody known. */
const personOf = (claim: string, led: string, value: string) =>
  `CASE WHEN ${led}.value IS NOT NULL THEN ${led}.key ELSE coalesce(${claim}.hash, ${keyOfNumber(value)}) END`;

/** Lays `link_person` (key → provider), `link_number` (number → provider) and `link_practice` (who is registered for what). */
export async function matchPeople(client: ClientBase): Promise<{ heldAside: number }> {
  await readCorrections(client);
  await findClaimants(client);
  await followNumbers(client);
  await keyLines(client);
  await findCandidates(client);
  const heldAside = await countHeldAside(client);
  await choosePeople(client);
  await layNumbers(client);
  await layPractices(client);
  return { heldAside };
}

async function readCorrections(client: ClientBase): Promise<void> {
  await layTable(
    client,
    'link_correction',
    'SELECT DISTINCT provider_id, profession_code, fact FROM fact_correction WHERE taken_back_at IS NULL',
  );
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
    `SELECT value, min(hash) AS hash, coalesce(min(hash) <> max(hash), false) AS contested,
            bool_or(said AND hash IS NOT NULL) AS given
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
    claimants(
      `SELECT c.value, r.hash AS key, r.ord FROM link_claim c JOIN link_registration r ON r.nihdi = c.value
        WHERE c.contested AND r.hash IS NOT NULL
        UNION ALL
       SELECT c.value, r.hash, r.ord FROM link_claim c JOIN link_registration r ON r.visa = c.value
        WHERE c.contested AND r.hash IS NOT NULL
        UNION ALL
       SELECT c.value, p.national_number_hash, NULL
         FROM link_claim c JOIN provider_identifier i ON i.scheme IN ('nihdi', 'visa') AND i.value = c.value
         JOIN provider p ON p.id = i.provider_id JOIN link_hash h ON h.hash = p.national_number_hash
        WHERE c.contested`,
    ),
  );
  await layContested(client);
}

/** Who claims numbers, each by the last line that says so; none where it is on file. */
const claimants = (claims: string) =>
  `SELECT value, key, ${tagOfKey('key')} AS tag, max(ord) AS ord FROM (${claims}) AS claims GROUP BY value, key`;

/** Numbers that several claim, and whose they were settled to be. */
async function layContested(client: ClientBase): Promise<void> {
  await layTable(
    client,
    'link_contested',
    `SELECT n.value, n.fingerprint, c.key AS winner, s.id IS NOT NULL AS settled
       FROM (SELECT value, ${fingerprintOf('tag')} AS fingerprint FROM link_claimant GROUP BY value) AS n
       LEFT JOIN contradiction s ON s.kind = 'NUMBER_ON_TWO_PEOPLE' AND s.subject = ${subjectOfNumber('n.value')}
                                AND s.fingerprint = n.fingerprint AND s.settled_at IS NOT NULL
       LEFT JOIN link_claimant c ON c.value = n.value AND c.tag = s.settlement ->> 'choice'`,
  );
}

async function addClaimants(client: ClientBase, claims: string): Promise<void> {
  await client.query(`INSERT INTO link_claimant ${claimants(claims)}`);
  await client.query('ANALYZE link_claimant');
  await layContested(client);
}

/**
 * Whom a number leads to that no line gives to a national number, but lines without one name beside another: lays
 * `link_led` (number → key). A NIHDI number is of the person who has its visas; a visa of the person who has its NIHDI
 * numbers, and joins two of them to one person. Each is looked at once: what would lead further is held aside, and listed
 * where it leads to several. Where a number leads to one that is held aside, so is it: its key is null.
 */
async function followNumbers(client: ClientBase): Promise<void> {
  await layTable(
    client,
    'link_pair',
    `SELECT r.nihdi, r.visa, n.given AS nihdi_given, v.given AS visa_given, max(r.ord) AS ord
       FROM link_registration r JOIN link_claim n ON n.value = r.nihdi JOIN link_claim v ON v.value = r.visa
      WHERE r.hash IS NULL AND NOT (n.given AND v.given)
      GROUP BY r.nihdi, r.visa, n.given, v.given`,
  );
  await followVisas(client);
  await followNihdi(client);
  await layTable(
    client,
    'link_led',
    `SELECT n.value, CASE WHEN NOT n.own THEN n.key WHEN NOT j.unknown THEN j.key WHEN j.unknown THEN NULL ELSE n.key END AS key,
            n.waits OR coalesce(j.waits, false) AS waits
       FROM link_nihdi n
       LEFT JOIN (SELECT l.key AS own, min(coalesce(v.known, v.least)) AS key, bool_or(v.unknown) AS unknown, bool_or(v.waits) AS waits
                    FROM link_visa_lead l JOIN link_visa v ON v.value = l.value
                    LEFT JOIN link_contested s ON s.value = v.value
                   WHERE l.own AND v.people > 1 AND s.value IS NULL
                   GROUP BY l.key) AS j ON j.own = n.key AND n.own
      WHERE NOT n.given
      UNION ALL
     SELECT v.value,
            CASE WHEN s.value IS NOT NULL THEN s.winner WHEN c.hash IS NOT NULL THEN c.hash
                 WHEN NOT v.unknown THEN coalesce(v.known, v.least) END,
            v.waits
       FROM link_visa v JOIN link_claim c ON c.value = v.value
       LEFT JOIN link_contested s ON s.value = v.value`,
  );
}

/** Lays `link_nihdi` (NIHDI number of a pair → key): whose national number has it or one of its visas, or its own. */
async function followVisas(client: ClientBase): Promise<void> {
  await layTable(
    client,
    'link_nihdi_lead',
    `SELECT value, key, max(ord) AS ord, bool_or(waits) AS waits
       FROM (SELECT p.nihdi AS value, CASE WHEN s.value IS NULL THEN v.hash ELSE s.winner END AS key, p.ord,
                    s.settled IS FALSE AS waits
               FROM link_pair p JOIN link_claim v ON v.value = p.visa
               LEFT JOIN link_contested s ON s.value = p.visa
              WHERE p.visa_given
              UNION ALL
             SELECT p.nihdi, n.hash, NULL, false
               FROM link_pair p JOIN link_claim n ON n.value = p.nihdi
              WHERE NOT p.nihdi_given AND n.hash IS NOT NULL) AS leads
      GROUP BY value, key`,
  );
  await addClaimants(
    client,
    `SELECT l.value, l.key, l.ord FROM link_nihdi_lead l
      WHERE l.key IS NOT NULL
        AND l.value IN (SELECT value FROM link_nihdi_lead GROUP BY value HAVING count(key) > 1)`,
  );
  await layTable(
    client,
    'link_nihdi',
    `SELECT n.value, n.given, s.value IS NULL AND NOT n.given AND l.value IS NULL AS own,
            CASE WHEN s.value IS NOT NULL THEN s.winner WHEN n.given THEN n.hash
                 WHEN l.value IS NULL THEN ${keyOfNumber('n.value')} WHEN NOT l.unknown THEN l.key END AS key,
            CASE WHEN s.value IS NOT NULL THEN NOT s.settled ELSE NOT n.given AND coalesce(l.waits, false) END AS waits
       FROM (SELECT DISTINCT nihdi FROM link_pair) AS p
       JOIN link_claim n ON n.value = p.nihdi
       LEFT JOIN link_contested s ON s.value = n.value
       LEFT JOIN (SELECT value, max(key) AS key, bool_or(key IS NULL) AS unknown, bool_or(waits) AS waits
                    FROM link_nihdi_lead GROUP BY value) AS l ON l.value = n.value`,
  );
}

/**
 * Lays `link_visa`: the people that a visa's NIHDI numbers have. More than one with a national number, more than two in
 * all, or one who is joined to a third by another visa: it is held aside, and listed.
 */
async function followNihdi(client: ClientBase): Promise<void> {
  await layTable(
    client,
    'link_visa_lead',
    `WITH lead AS (
       SELECT p.visa AS value, n.key, n.own, max(p.ord) AS ord, bool_or(n.waits) AS waits
         FROM link_pair p JOIN link_nihdi n ON n.value = p.nihdi
        WHERE NOT p.visa_given
        GROUP BY p.visa, n.key, n.own)
     SELECT * FROM lead
      UNION ALL
     SELECT c.value, c.hash, false, NULL, false
       FROM (SELECT value FROM lead GROUP BY value HAVING NOT bool_or(key IS NOT NULL AND NOT own)) AS l
       JOIN link_claim c ON c.value = l.value AND c.hash IS NOT NULL`,
  );
  await layTable(
    client,
    'link_visa',
    `SELECT value, count(key) AS keys, count(*) AS people, count(key) FILTER (WHERE NOT own) AS hashes,
            max(key) FILTER (WHERE NOT own) AS known, min(key) AS least, max(key) AS greatest,
            bool_or(key IS NULL) AS unknown, bool_or(waits) AS waits
       FROM link_visa_lead GROUP BY value`,
  );
  await layTable(
    client,
    'link_chained',
    `SELECT l.key
       FROM link_visa_lead l JOIN link_visa v ON v.value = l.value
      WHERE l.own AND v.people > 1
      GROUP BY l.key
     HAVING count(DISTINCT CASE WHEN v.unknown THEN '' WHEN v.hashes > 0 THEN v.known
                                WHEN v.least = l.key THEN v.greatest ELSE v.least END) > 1`,
  );
  await addClaimants(
    client,
    `SELECT l.value, l.key, l.ord FROM link_visa_lead l
      WHERE l.key IS NOT NULL
        AND l.value IN (SELECT value FROM link_visa WHERE keys > 1 AND (hashes > 1 OR people > 2)
                         UNION
                        SELECT v.value FROM link_chained c JOIN link_visa_lead a ON a.key = c.key
                          JOIN link_visa v ON v.value = a.value
                         WHERE v.keys > 1)`,
  );
}

/** Gives each line its person. Those held aside have none; without a number a line makes no practice, and is left out. */
async function keyLines(client: ClientBase): Promise<void> {
  await layTable(
    client,
    'link_line',
    `SELECT r.ord, r.priority, r.profession, r.postcode, r.nihdi, r.visa, r.birth_year,
            CASE WHEN nc.value IS NOT NULL AND (nc.winner IS NULL OR nc.winner <> r.hash) THEN NULL
                 WHEN vc.value IS NOT NULL AND (vc.winner IS NULL OR vc.winner <> r.hash) THEN NULL
                 WHEN r.hash IS NOT NULL THEN r.hash
                 WHEN r.nihdi IS NULL THEN coalesce(vc.winner, ${personOf('v', 'vl', 'r.visa')})
                 ELSE coalesce(nc.winner, ${personOf('n', 'nl', 'r.nihdi')})
             END AS key,
            nc.settled IS FALSE OR vc.settled IS FALSE
              OR CASE WHEN r.nihdi IS NULL THEN vl.key IS NULL AND vl.waits ELSE nl.key IS NULL AND nl.waits END AS waits
       FROM link_registration r
       LEFT JOIN link_claim n ON n.value = r.nihdi AND r.hash IS NULL
       LEFT JOIN link_claim v ON v.value = r.visa AND r.hash IS NULL
       LEFT JOIN link_led nl ON nl.value = r.nihdi AND r.hash IS NULL
       LEFT JOIN link_led vl ON vl.value = r.visa AND r.hash IS NULL
       LEFT JOIN link_contested nc ON nc.value = r.nihdi
       LEFT JOIN link_contested vc ON vc.value = r.visa
      WHERE r.nihdi IS NOT NULL OR r.visa IS NOT NULL`,
  );
  await layTable(
    client,
    'link_key',
    `SELECT key, bit_or(1 << priority) AS registers, min(birth_year) AS least_year, max(birth_year) AS greatest_year
       FROM link_line WHERE key IS NOT NULL GROUP BY key`,
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
       LEFT JOIN link_led l ON l.value = n.value
      WHERE n.key = CASE WHEN s.value IS NOT NULL THEN s.winner WHEN l.value IS NOT NULL THEN l.key ELSE coalesce(c.hash, n.key) END
      GROUP BY n.value`,
  );
}

async function countHeldAside(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ held: number }>(
    'SELECT count(*)::int AS held FROM link_line WHERE key IS NULL',
  );
  return rows[0]?.held ?? 0;
}

/**
 * The providers that a person may be: who has the national number, and who has one of the numbers, unless another
 * national number in force is theirs.
 */
const candidates = (condition: string) =>
  `SELECT key, provider_id, bool_or(by_hash) AS by_hash, min(birth_year) AS birth_year
     FROM (SELECT k.key, p.id AS provider_id, true AS by_hash, p.birth_year
             FROM (SELECT key FROM link_key WHERE ${condition}) AS k JOIN provider p ON p.national_number_hash = k.key
            UNION ALL
           SELECT n.key, p.id, false, p.birth_year
             FROM (SELECT key, value FROM link_key_number WHERE ${condition}) AS n
             JOIN provider_identifier i ON i.scheme IN ('nihdi', 'visa') AND i.value = n.value
             JOIN provider p ON p.id = i.provider_id
             LEFT JOIN link_hash h ON h.hash = p.national_number_hash
            WHERE h.hash IS NULL) AS found
    GROUP BY key, provider_id`;

async function findCandidates(client: ClientBase): Promise<void> {
  await layTable(client, 'link_candidate', candidates('true'));
  await tellApart(client, candidates);
  await layTable(
    client,
    'link_several',
    `SELECT key, bool_or(by_hash) AS by_hash, ${fingerprintOf('provider_id::text')} AS fingerprint
       FROM link_candidate GROUP BY key HAVING count(*) > 1`,
  );
  await layTable(
    client,
    'link_one_of_several',
    `SELECT l.*, s.by_hash FROM (${asListed('link_several')}) AS l JOIN link_several s ON s.key = l.key`,
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
                        FROM link_choice WHERE ${isHash('key')}) AS ranked
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
