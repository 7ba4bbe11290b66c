import type { ClientBase } from 'pg';
import { onePerson } from '../contradictions/schema.ts';
import { registers } from '../descriptions/index.ts';
import { fingerprintOf, isHash, numberOfKey, subjectOfNumber, tagOf } from './person-keys.ts';
import { layTable } from './temporary-table.ts';

/**
 * Lists what registers contradict each other in, both sides of each. Those seen before keep what was settled, those that
 * files in force no longer say are gone, and one that comes back with the same alternatives is as it was.
 * @returns how many are open, by kind.
 */
export async function writeContradictions(client: ClientBase): Promise<Readonly<Record<string, number>>> {
  await layTable(
    client,
    'link_contradiction',
    [
      twoDomiciles,
      numberOnTwoPeople,
      numberOfUnlikePeople,
      personOnTwoProviders,
      activityWithout(client),
      employmentWithout(client),
    ].join('\n UNION ALL \n'),
  );
  await client.query(
    `INSERT INTO contradiction (kind, subject, fingerprint, sides, provider_id, seen_at)
     SELECT kind::"ContradictionKind", subject, fingerprint, sides, provider_id, business_now() FROM link_contradiction
     ON CONFLICT (kind, subject, fingerprint) DO UPDATE
        SET sides = excluded.sides, provider_id = excluded.provider_id, gone_at = NULL
      WHERE (contradiction.sides, contradiction.provider_id) IS DISTINCT FROM (excluded.sides, excluded.provider_id)
         OR contradiction.gone_at IS NOT NULL`,
  );
  await client.query(
    `UPDATE contradiction c SET gone_at = business_now()
      WHERE c.gone_at IS NULL
        AND NOT EXISTS (SELECT FROM link_contradiction n
                         WHERE n.kind = c.kind::text AND n.subject = c.subject AND n.fingerprint = c.fingerprint)`,
  );
  const { rows } = await client.query<{ kind: string; open: number }>(
    `SELECT kind::text, count(*)::int AS open FROM contradiction WHERE settled_at IS NULL AND gone_at IS NULL GROUP BY kind`,
  );
  return Object.fromEntries(rows.map(({ kind, open }) => [kind, open]));
}

type Side = Readonly<Record<'key' | 'register' | 'fileId' | 'line' | 'providerId' | 'tag' | 'says', string>>;

/** A side as `contradictions/schema.ts` reads it, from SQL expressions. */
function side(given: Partial<Side> & Pick<Side, 'key' | 'says'>): string {
  const { key, register, fileId, line, providerId, tag, says } = given;
  return `jsonb_build_object('key', ${key}, 'register', ${register ?? 'NULL'}, 'fileId', ${fileId ?? 'NULL'},
    'line', ${line ?? 'NULL'}, 'providerId', ${providerId ?? 'NULL'}, 'tag', ${tag ?? 'NULL'},
    'says', jsonb_strip_nulls(${says}))`;
}

/** Of a line of a table with `ord`, beside `f`, its file. */
const ofLine = (ord: string) => ({ register: 'f.register', fileId: 'f.id', line: `(${ord} & 4294967295)` });
const fileOf = (ord: string) => `JOIN link_file f ON f.no = (${ord} >> 32)`;

const saysRegistration = `jsonb_build_object('givenName', r.given_name, 'familyName', r.family_name, 'birthYear', r.birth_year,
  'profession', r.profession, 'number', coalesce(r.nihdi, r.visa), 'numbers', to_jsonb(array_remove(ARRAY[r.nihdi, r.visa], NULL)),
  'postcode', r.postcode, 'municipality', r.municipality)`;

const saysProvider = `jsonb_build_object('givenName', p.given_name, 'familyName', p.family_name, 'birthYear', p.birth_year,
  'number', (SELECT min(value) FROM provider_identifier i WHERE i.provider_id = p.id), 'postcode', p.postcode, 'municipality', p.municipality)`;

const twoDomiciles = `
  SELECT 'TWO_DOMICILES' AS kind, t.provider_id::text AS subject, t.fingerprint, t.provider_id,
         jsonb_agg(${side({
           key: 's.postcode',
           ...ofLine('s.ord'),
           says: `jsonb_build_object('street', r.street, 'postcode', r.postcode, 'profession', r.profession,
             'municipality', coalesce(r.municipality, a.municipality), 'provinceCode', a.province_code)`,
         })} ORDER BY s.ord) AS sides
    FROM link_two_domiciles t
    JOIN link_domicile_side s ON s.provider_id = t.provider_id
    JOIN link_registration r ON r.ord = s.ord
    JOIN link_area a ON a.postcode = r.postcode
    ${fileOf('s.ord')}
   GROUP BY t.provider_id, t.fingerprint`;

/** Of somebody without a national number, there is none. */
const tagOfClaimant = `CASE WHEN ${isHash('q.key')} THEN q.tag END`;

const numberOnTwoPeople = `
  SELECT 'NUMBER_ON_TWO_PEOPLE', ${subjectOfNumber('c.value')}, c.fingerprint,
         (SELECT i.provider_id FROM provider_identifier i WHERE i.scheme IN ('nihdi', 'visa') AND i.value = c.value),
         jsonb_agg(s.side ORDER BY s.tag)
    FROM link_contested c
    JOIN (SELECT q.value, q.tag, ${side({ key: 'q.tag', tag: tagOfClaimant, ...ofLine('r.ord'), says: saysRegistration })} AS side
            FROM link_claimant q JOIN link_registration r ON r.ord = q.ord ${fileOf('r.ord')}
           UNION ALL
          SELECT q.value, q.tag, ${side({ key: 'q.tag', tag: tagOfClaimant, providerId: 'p.id', says: saysProvider })}
            FROM link_claimant q JOIN provider p ON p.national_number_hash = q.key
           WHERE q.ord IS NULL) AS s ON s.value = c.value
   GROUP BY c.value, c.fingerprint`;

/**
 * Once a line was settled to hold against whom is on file, the two stand against each other no longer. Each side names all
 * numbers that are held aside with it: of those who are unlike, lines that name no year may belong to any.
 */
const numberOfUnlikePeople = `
  SELECT 'NUMBER_ON_TWO_PEOPLE', u.subject, u.fingerprint,
         CASE WHEN ${isHash('u.key')} THEN (SELECT id FROM provider WHERE national_number_hash = u.key)
              ELSE (SELECT i.provider_id FROM provider_identifier i
                     WHERE i.scheme IN ('nihdi', 'visa') AND i.value = ${numberOfKey('u.key')}) END,
         jsonb_agg(s.side ORDER BY s.tag)
    FROM link_unlike u
    JOIN (SELECT q.key, q.tag, ${side({ key: 'q.tag', tag: `CASE WHEN r.hash IS NOT NULL THEN ${tagOf('r.hash')} END`, ...ofLine('r.ord'), says: `${saysRegistration} || jsonb_strip_nulls(jsonb_build_object('numbers', h.numbers))` })} AS side
            FROM link_unlike_side q JOIN link_registration r ON r.ord = q.ord ${fileOf('r.ord')}
            LEFT JOIN (SELECT key, jsonb_agg(DISTINCT value) AS numbers
                         FROM link_unlike_line l CROSS JOIN LATERAL (VALUES (l.nihdi), (l.visa)) AS n (value)
                        WHERE value IS NOT NULL GROUP BY key) h ON h.key = q.key
           UNION ALL
          SELECT q.key, q.tag, ${side({
            key: 'q.tag',
            tag: `CASE WHEN p.national_number_hash IS NOT NULL THEN ${tagOf('p.national_number_hash')} END`,
            providerId: 'p.id',
            says: saysProvider,
          })}
            FROM link_unlike_side q JOIN provider p ON p.id = q.provider_id) AS s ON s.key = u.key
   WHERE NOT (u.by_file AND (u.choice = '${onePerson}' OR u.name IS NOT NULL AND u.provider_id IS NULL) IS TRUE)
   GROUP BY u.key, u.subject, u.fingerprint`;

const personOnTwoProviders = `
  SELECT 'NUMBER_ON_TWO_PEOPLE', o.subject, o.fingerprint, chosen.provider_id,
         jsonb_agg(${side({
           key: 'p.id::text',
           providerId: 'p.id',
           tag: `CASE WHEN ${isHash('o.key')} THEN ${tagOf('o.key')} END`,
           says: saysProvider,
         })} ORDER BY p.created_at, p.id)
    FROM link_one_of_several o
    JOIN link_candidate c ON c.key = o.key
    JOIN provider p ON p.id = c.provider_id
    LEFT JOIN link_person chosen ON chosen.key = o.key
   GROUP BY o.subject, o.fingerprint, chosen.provider_id`;

/** Somebody on file whom no line registers by now, nor a claim or an administrator ever did, and of whom nothing waits. */
const registeredNowhere = (providerId: string) => `
  NOT EXISTS (SELECT FROM link_practice p WHERE p.provider_id = ${providerId})
  AND NOT EXISTS (SELECT FROM link_correction c WHERE c.provider_id = ${providerId} AND c.fact IN ('profession', 'registered'))
  AND NOT EXISTS (SELECT FROM link_held h WHERE h.provider_id = ${providerId})`;

/** What the registers that would register people say of them: nothing. */
function unregistered(client: ClientBase): string {
  const codes = registers.flatMap(({ code, says }) => (says === 'registration' ? [code] : []));
  return codes
    .map((code) => side({ key: client.escapeLiteral(code), register: client.escapeLiteral(code), says: `'{}'::jsonb` }))
    .join(', ');
}

function activityWithout(client: ClientBase): string {
  return `
  SELECT 'ACTIVITY_WITHOUT_REGISTRATION', 'nihdi:' || s.nihdi, ${fingerprintOf('s.register')}, NULL::uuid,
         jsonb_build_array(${side({
           key: 'min(s.register)',
           register: 'min(s.register)',
           fileId: `(SELECT f.id FROM link_file f WHERE f.no = (max(s.ord) >> 32))`,
           line: '(max(s.ord) & 4294967295)',
           says: `jsonb_build_object('number', s.nihdi, 'months', sum(s.months), 'firstMonth', min(s.first_month), 'lastMonth', max(s.last_month))`,
         })}, ${unregistered(client)})
    FROM (SELECT a.nihdi, f.register, max(a.ord) AS ord, count(DISTINCT a.month) AS months,
                 to_char(min(a.month), 'FM0000"-"00') AS first_month, to_char(max(a.month), 'FM0000"-"00') AS last_month
            FROM link_holder h JOIN link_activity a ON a.nihdi = h.nihdi ${fileOf('a.ord')}
           WHERE NOT h.held AND ${registeredNowhere('h.provider_id')}
             AND NOT EXISTS (SELECT FROM link_claim c WHERE c.value = h.nihdi)
           GROUP BY a.nihdi, f.register) AS s
   GROUP BY s.nihdi`;
}

function employmentWithout(client: ClientBase): string {
  return `
  SELECT 'ACTIVITY_WITHOUT_REGISTRATION', encode(s.hash, 'hex'), ${fingerprintOf('s.register')}, NULL::uuid,
         jsonb_build_array(${side({
           key: 'min(s.register)',
           register: 'min(s.register)',
           fileId: `(SELECT f.id FROM link_file f WHERE f.no = (max(s.ord) >> 32))`,
           line: '(max(s.ord) & 4294967295)',
           tag: tagOf('s.hash'),
           says: `jsonb_build_object('employers', sum(s.employers))`,
         })}, ${unregistered(client)})
    FROM (SELECT e.hash, f.register, max(e.ord) AS ord, count(*) AS employers
            FROM link_employee h JOIN link_employment e ON e.hash = h.hash ${fileOf('e.ord')}
           WHERE ${registeredNowhere('h.provider_id')}
             AND NOT EXISTS (SELECT FROM link_hash k WHERE k.hash = h.hash)
           GROUP BY e.hash, f.register) AS s
   GROUP BY s.hash`;
}
