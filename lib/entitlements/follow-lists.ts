import type { Statements } from '#lib/db/statements.ts';
import { loadRuleSet } from '#lib/programmes/rule-sets.ts';
import { routed, waysOf } from './ways.ts';

/**
 * Lets what people hold and have not received rest on a list in force that names them, in the caller's transaction,
 * after these lists were published or ended: one of the same profession if there is one, and the latest. The way follows
 * too, unless a time is booked or a delivery by the former way has begun: the parcel waits there, or is on its way.
 */
export async function followLists(tx: Statements, programmeCode: string, listIds: readonly string[]): Promise<void> {
  // Where no list has ever ended, everything rests on one in force.
  const inForce = await tx.$queryRaw<{ profession_code: string; rule_set_code: string; rule_set_version: number }[]>`
    SELECT DISTINCT l.profession_code, p.rule_set_code, p.rule_set_version
      FROM published_list l JOIN programme p ON p.code = l.programme_code
     WHERE l.programme_code = ${programmeCode} AND l.published_at IS NOT NULL AND l.ended_at IS NULL
       AND EXISTS (SELECT FROM published_list WHERE programme_code = ${programmeCode} AND ended_at IS NOT NULL)`;
  const [programme] = inForce;
  if (!programme) return;
  const ruleSet = await loadRuleSet(programme.rule_set_code, programme.rule_set_version, tx);
  const professions = inForce.map(({ profession_code }) => profession_code);
  const ways = professions.map((profession) => waysOf(profession, ruleSet));
  await tx.$queryRawUnsafe(
    followSql,
    ...[programmeCode, listIds, professions],
    ...[ways.map(({ ofMembers }) => ofMembers), ways.map(({ ofOthers }) => ofOthers)],
  );
}

/** What is brought to people and has begun, by whom it concerns; nobody records when it arrives. */
const begun = `
  SELECT DISTINCT s.province_code, f.code AS profession_code,
         (CASE s.way WHEN 'HOME_DELIVERY' THEN 'PROVINCE_PICKUP' ELSE s.way::text END)::"Channel" AS channel
    FROM delivery_schedule s
    JOIN programme p ON p.code = s.programme_code
    JOIN profession f ON s.profession_code IS NULL OR f.code = s.profession_code
   WHERE s.programme_code = $1 AND s.way <> 'PICKUP' AND s.withdrawn_at IS NULL AND s.published_at <= business_now()
     AND s.from_on <= (business_now() AT TIME ZONE p.time_zone)::date`;

const followSql = `
  WITH held AS MATERIALIZED (
    SELECT g.id, g.provider_id, g.period, g.profession_code, g.province_code, g.channel
      FROM entitlement g JOIN published_list own ON own.id = g.list_id AND own.ended_at IS NOT NULL
     WHERE g.programme_code = $1 AND g.status IN ('GIVEN', 'BOOKED', 'DECLINED')
       AND g.provider_id IN (SELECT provider_id FROM list_entry WHERE list_id = ANY ($2::uuid[]))
     ORDER BY g.id FOR UPDATE OF g),
  named AS MATERIALIZED (
    SELECT DISTINCT ON (h.id) h.id, h.provider_id, l.id AS list_id, l.profession_code, l.as_of,
           w.of_members, w.of_others, b.channel IS NULL AS movable
      FROM held h
      JOIN list_entry e ON e.provider_id = h.provider_id
      JOIN published_list l ON l.id = e.list_id AND l.programme_code = $1
                           AND l.published_at IS NOT NULL AND l.ended_at IS NULL
                           AND h.period IN ('once', to_char(l.as_of, 'IYYY"-W"IW'))
      JOIN unnest($3::text[], $4::text[], $5::text[]) AS w (profession_code, of_members, of_others)
        ON w.profession_code = l.profession_code
      LEFT JOIN (${begun}) b ON b.province_code = h.province_code AND b.profession_code = h.profession_code
                            AND b.channel = h.channel
     ORDER BY h.id, l.profession_code <> h.profession_code, l.number DESC, l.id),
  followed AS (
    UPDATE entitlement g
       SET list_id = r.list_id, profession_code = r.profession_code, updated_at = clock_timestamp(),
           channel = CASE WHEN r.movable AND g.status <> 'BOOKED' THEN r.channel ELSE g.channel END,
           organisation_id = CASE WHEN r.movable AND g.status <> 'BOOKED' THEN r.organisation_id ELSE g.organisation_id END
      FROM (SELECT id, list_id, profession_code, channel, organisation_id, movable AND reached AS movable
              FROM (${routed('SELECT * FROM named')}) everyone) r
     WHERE g.id = r.id AND g.status IN ('GIVEN', 'BOOKED', 'DECLINED')
    RETURNING 1)
  SELECT count(*)::int FROM followed`;
