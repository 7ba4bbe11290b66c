import type { ClientBase } from 'pg';
import { layTable, rowsOf } from './temporary-table.ts';

export type WrittenActivity = {
  /** Practices with a share by now, over any period that is asked for. */
  readonly shares: number;
  readonly memberships: number;
  /** Grouping numbers that no organisation has. */
  readonly groupingsUnknown: number;
  /** Rows of shares and of who works where that are other than before. */
  readonly written: number;
};

/** Writes the shares of ambulatory activity and who works in which grouping; only rows that change. */
export async function writeActivity(client: ClientBase): Promise<WrittenActivity> {
  const shares = await layShares(client);
  const written = await writeShares(client);
  const { memberships, groupingsUnknown } = await layMemberships(client);
  return { shares, memberships, groupingsUnknown, written: written + (await writeMemberships(client)) };
}

/**
 * The share of each practice over each period. By the health insurance: the mean of its months, weighed by services, of
 * the practice that has the very number, else of those with the same first eight digits, else of all of the person's.
 * Where that has none, by the social security: the ambulatory part of the person's working time.
 */
async function layShares(client: ClientBase): Promise<number> {
  await layTable(
    client,
    'link_number_share',
    `SELECT a.number, a.nihdi, a.priority, p.valid_from, p.valid_until, sum(a.services) AS services,
            sum(a.services * a.thousandths) AS weighed
       FROM link_activity a JOIN link_period p ON a.month BETWEEN p.first_month AND p.last_month
      GROUP BY a.number, a.nihdi, a.priority, p.valid_from, p.valid_until
     HAVING sum(a.services) > 0`,
  );
  await layTable(
    client,
    'link_practice_share',
    `SELECT practice_id, priority, valid_from, valid_until, round(sum(weighed) / sum(services) / 1000, 3) AS share
       FROM (SELECT p.id AS practice_id, s.priority, s.valid_from, s.valid_until, s.weighed, s.services, f.fit,
                    max(f.fit) OVER (PARTITION BY s.number, s.priority, s.valid_from) AS best
               FROM link_number_share s
               JOIN link_holder h ON h.nihdi = s.nihdi
               JOIN practice p ON p.provider_id = h.provider_id
              CROSS JOIN LATERAL (SELECT CASE WHEN p.registered_number = s.number THEN 2
                                              WHEN left(p.registered_number, 8) = s.nihdi THEN 1 ELSE 0 END AS fit) AS f) AS fitting
      WHERE fit = best
      GROUP BY practice_id, priority, valid_from, valid_until`,
  );
  await layTable(
    client,
    'link_worker_share',
    `SELECT h.provider_id, e.priority, round(sum(e.ambulatory)::numeric / sum(e.thousandths), 3) AS share
       FROM link_employment e JOIN link_employee h ON h.hash = e.hash
      WHERE h.provider_id IS NOT NULL AND e.ambulatory IS NOT NULL
      GROUP BY h.provider_id, e.priority
     HAVING sum(e.thousandths) > 0`,
  );
  return layTable(
    client,
    'link_share',
    `SELECT DISTINCT ON (practice_id, valid_from) practice_id, valid_from, valid_until, share, r.register AS source
       FROM (SELECT practice_id, priority, valid_from, valid_until, share FROM link_practice_share
              UNION ALL
             SELECT p.id, w.priority, t.valid_from, t.valid_until, w.share
               FROM link_worker_share w JOIN practice p ON p.provider_id = w.provider_id CROSS JOIN link_period t) AS said
       JOIN (SELECT DISTINCT register, priority FROM link_file) AS r ON r.priority = said.priority
      ORDER BY practice_id, valid_from, said.priority`,
  );
}

/** What a claim established stays: no correction of a share stands without it. */
const keptShare = `a.source LIKE 'claim:%'`;

async function writeShares(client: ClientBase): Promise<number> {
  const forgotten = await client.query(
    `DELETE FROM practice_activity a
      WHERE NOT EXISTS (SELECT FROM link_share s WHERE s.practice_id = a.practice_id AND s.valid_from = a.valid_from)
        AND NOT (${keptShare})
        AND NOT EXISTS (SELECT FROM practice p JOIN link_held h ON h.provider_id = p.provider_id WHERE p.id = a.practice_id)`,
  );
  const changed = await client.query(
    `UPDATE practice_activity a SET valid_until = s.valid_until, ambulatory_share = s.share, source = s.source
       FROM link_share s
      WHERE a.practice_id = s.practice_id AND a.valid_from = s.valid_from
        AND (a.valid_until, a.ambulatory_share, a.source) IS DISTINCT FROM (s.valid_until, s.share, s.source)
        AND NOT (${keptShare})`,
  );
  const added = await client.query(
    `INSERT INTO practice_activity (practice_id, valid_from, valid_until, ambulatory_share, source)
     SELECT s.practice_id, s.valid_from, s.valid_until, s.share, s.source
       FROM link_share s
       LEFT JOIN practice_activity a ON a.practice_id = s.practice_id AND a.valid_from = s.valid_from
      WHERE a.practice_id IS NULL
      ORDER BY s.practice_id`,
  );
  return rowsOf(forgotten, changed, added);
}

/** Who works in which grouping, from the first day that rules ask about: the register gives no day. */
async function layMemberships(client: ClientBase): Promise<{ memberships: number; groupingsUnknown: number }> {
  const memberships = await layTable(
    client,
    'link_membership',
    `SELECT DISTINCT h.provider_id, o.id AS organisation_id,
            coalesce((SELECT min(valid_from) FROM link_period), business_now()::date) AS valid_from
       FROM link_employment e
       JOIN link_employee h ON h.hash = e.hash AND h.provider_id IS NOT NULL
       JOIN organisation o ON o.enterprise_number = e.grouping_number AND o.kind = 'GROUPING'`,
  );
  const { rows } = await client.query<{ unknown: number }>(
    `SELECT count(DISTINCT grouping_number)::int AS unknown FROM link_employment e
      WHERE NOT EXISTS (SELECT FROM organisation o WHERE o.enterprise_number = e.grouping_number AND o.kind = 'GROUPING')`,
  );
  return { memberships, groupingsUnknown: rows[0]?.unknown ?? 0 };
}

async function writeMemberships(client: ClientBase): Promise<number> {
  const corrected = (provider: string) =>
    `EXISTS (SELECT FROM link_correction c WHERE c.provider_id = ${provider} AND c.fact = 'groupingMember')`;
  const forgotten = await client.query(
    `DELETE FROM membership m USING organisation o
      WHERE o.id = m.organisation_id AND o.kind = 'GROUPING' AND NOT ${corrected('m.provider_id')}
        AND NOT EXISTS (SELECT FROM link_membership n WHERE n.provider_id = m.provider_id AND n.organisation_id = m.organisation_id)`,
  );
  const added = await client.query(
    `INSERT INTO membership (organisation_id, provider_id, valid_from)
     SELECT n.organisation_id, n.provider_id, n.valid_from
       FROM link_membership n
       LEFT JOIN membership m ON m.provider_id = n.provider_id AND m.organisation_id = n.organisation_id
      WHERE m.id IS NULL AND NOT ${corrected('n.provider_id')}`,
  );
  return rowsOf(forgotten, added);
}
