/*
 * How a person and what contradicts itself about them are named, as SQL expressions. A person is a key: the hash of a
 * national number, or without one the number itself, as bytes.
 */

/** A national number as it may be shown: the same for the same, and nothing more. */
export const tagOf = (hash: string) => `upper(left(encode(sha256(${hash}), 'hex'), 8))`;

/** A digest of alternatives, whatever their order. */
export const fingerprintOf = (key: string) =>
  `encode(sha256(convert_to(string_agg(${key}, ' ' ORDER BY ${key}), 'UTF8')), 'hex')`;

/** A number as a key. */
export const keyOfNumber = (value: string) => `convert_to(${value}, 'UTF8')`;

/** The number that a key is. */
export const numberOfKey = (key: string) => `convert_from(${key}, 'UTF8')`;

/** Whether a key is the hash of a national number. */
export const isHash = (key: string) => `octet_length(${key}) = 32`;

/** A number's subject among the contradictions. */
export const subjectOfNumber = (value: string) =>
  `CASE WHEN ${value} LIKE 'V%' THEN 'visa:' ELSE 'nihdi:' END || ${value}`;

/** A person's subject among the contradictions. */
const subjectOfKey = (key: string) =>
  `CASE WHEN ${isHash(key)} THEN encode(${key}, 'hex') ELSE ${subjectOfNumber(numberOfKey(key))} END`;

/**
 * Keys of a table with what each was listed and settled as: with `key` and `fingerprint`, its `subject` and its `choice`,
 * if there is one. Another number may be the person's key by now, or a national number; what was listed before stays the
 * same.
 */
export const asListed = (table: string) => `
  SELECT DISTINCT ON (o.key) o.key, o.fingerprint, coalesce(s.subject, each.own) AS subject,
         CASE WHEN s.settled_at IS NOT NULL THEN s.settlement ->> 'choice' END AS choice
    FROM ${table} o
    JOIN (SELECT key, ${subjectOfKey('key')} AS subject, ${subjectOfKey('key')} AS own FROM ${table}
           UNION
          SELECT o.key, ${subjectOfNumber('n.value')}, ${subjectOfKey('o.key')}
            FROM ${table} o JOIN link_key_number n ON n.key = o.key) AS each ON each.key = o.key
    LEFT JOIN contradiction s ON s.kind = 'NUMBER_ON_TWO_PEOPLE' AND s.subject = each.subject AND s.fingerprint = o.fingerprint
   ORDER BY o.key, s.settled_at IS NULL, s.seen_at, s.id`;
