import type { ClientBase } from 'pg';
import { layTable } from './temporary-table.ts';

/**
 * Whose activity and employment is, whether a line registers them or a claim established them: lays `link_holder`
 * (number → provider), `link_employee` (national number → provider) and `link_known` (provider → registers).
 */
export async function matchActivity(client: ClientBase): Promise<void> {
  await layTable(
    client,
    'link_holder',
    `SELECT a.nihdi, a.registers, coalesce(n.provider_id, i.provider_id) AS provider_id, c.value IS NOT NULL AS held
       FROM (SELECT nihdi, bit_or(1 << priority) AS registers FROM link_activity GROUP BY nihdi) AS a
       LEFT JOIN (SELECT value FROM link_contested WHERE winner IS NULL
                   UNION
                  SELECT value FROM link_led WHERE key IS NULL
                   UNION
                  SELECT l.nihdi FROM link_unlike_line l
                   WHERE l.provider_id IS NULL AND NOT EXISTS (SELECT FROM link_key_number n WHERE n.value = l.nihdi)) AS c ON c.value = a.nihdi
       LEFT JOIN link_number n ON n.value = a.nihdi AND c.value IS NULL
       LEFT JOIN provider_identifier i ON i.scheme = 'nihdi' AND i.value = a.nihdi AND c.value IS NULL`,
  );
  await layTable(
    client,
    'link_employee',
    `SELECT e.hash, e.registers, coalesce(n.provider_id, p.id) AS provider_id
       FROM (SELECT hash, bit_or(1 << priority) AS registers FROM link_employment GROUP BY hash) AS e
       LEFT JOIN link_person n ON n.key = e.hash
       LEFT JOIN provider p ON p.national_number_hash = e.hash`,
  );
  await layTable(
    client,
    'link_known',
    `WITH known AS MATERIALIZED (
       SELECT provider_id, bit_or(registers) AS bits
         FROM (SELECT provider_id, registers FROM link_person
                UNION ALL
               SELECT provider_id, registers FROM link_holder WHERE provider_id IS NOT NULL
                UNION ALL
               SELECT provider_id, registers FROM link_employee WHERE provider_id IS NOT NULL) AS each
        GROUP BY provider_id)
     SELECT known.provider_id, named.registers
       FROM known
       JOIN (SELECT bits, ARRAY(SELECT f.register FROM link_file f WHERE bits & (1 << f.priority) <> 0
                                 GROUP BY f.register, f.priority ORDER BY f.priority) AS registers
               FROM (SELECT DISTINCT bits FROM known) AS each) AS named ON named.bits = known.bits`,
  );
}
