import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import type { Statements } from '#lib/db/statements.ts';
import { storedChannel } from '#lib/programmes/channel.ts';
import { loadRuleSet } from '#lib/programmes/rule-sets.ts';
import { channelFor } from '#lib/rules/channels.ts';
import { isoWeekOf } from '#lib/rules/days.ts';
import { isProfessionCode } from '#lib/rules/professions.ts';
import { keepReturned } from './remove-entitled.ts';

type ListRow = {
  readonly programme_code: string;
  readonly profession_code: string;
  readonly as_of: string;
  readonly allocation: 'KIT' | 'WEEKLY_QUOTA';
  readonly rule_set_code: string;
  readonly rule_set_version: number;
  readonly kit_id: string | null;
};

/**
 * Gives everyone on a list what the programme allocates for the period, in the caller's transaction: the way and the
 * organisation by the rules, the province by the domicile. Whoever has it already, from an earlier list or another
 * profession, keeps that one and gets no second; one that was withdrawn is given anew. Whoever would be served by an
 * association and belongs to none gets nothing yet. Gives how many were new, and how many came back.
 */
export async function giveEntitlements(
  tx: Statements,
  actor: Actor,
  { listId }: { readonly listId: string },
): Promise<{ readonly given: number; readonly revived: number }> {
  const list = await loadList(tx, listId);
  const values = [listId, ...(await valuesOf(tx, list))];
  const revived = await count(tx, reviveSql, values);
  const given = await count(tx, giveSql, values);
  await keepReturned(tx, list.programme_code, listId);
  await recordAudit(tx, actor, {
    action: 'entitlement.give',
    subject: { type: 'list', id: listId },
    details: {
      programme: list.programme_code,
      profession: list.profession_code,
      given,
      ...(revived ? { revived } : {}),
    },
  });
  return { given, revived };
}

async function loadList(tx: Statements, listId: string): Promise<ListRow> {
  const [list] = await tx.$queryRaw<ListRow[]>`
    SELECT l.programme_code, l.profession_code, l.as_of::text, p.allocation::text, p.rule_set_code, p.rule_set_version,
           (SELECT id FROM kit WHERE programme_code = p.code ORDER BY version DESC LIMIT 1) AS kit_id
      FROM published_list l JOIN programme p ON p.code = l.programme_code
     WHERE l.id = ${listId}::uuid`;
  if (!list) throw new Error(`No list ${listId}`);
  if (list.allocation === 'KIT' && list.kit_id === null) throw new Error(`${list.programme_code} has no kit to give`);
  return list;
}

/**
 * The rules choose the way by the profession, which is one on a list, and by whether somebody works in a grouping: two
 * cases, which the rules are asked for here and the database applies to everyone.
 */
async function valuesOf(tx: Statements, list: ListRow): Promise<readonly (string | null)[]> {
  const ruleSet = await loadRuleSet(list.rule_set_code, list.rule_set_version, tx);
  const profession = isProfessionCode(list.profession_code) ? list.profession_code : null;
  const channel = (groupingMember: boolean) => storedChannel(channelFor({ profession, groupingMember }, ruleSet));
  const period = list.allocation === 'KIT' ? 'once' : isoWeekOf(list.as_of);
  return [
    ...[list.programme_code, list.profession_code, list.as_of, list.kit_id, period],
    ...[channel(true), channel(false)],
  ];
}

/** Of each member the organisation they joined first, as of the day of the list. */
const organisation = (kind: string) => `
  SELECT DISTINCT ON (m.provider_id) m.provider_id, m.organisation_id
    FROM membership m JOIN organisation o ON o.id = m.organisation_id AND o.kind = '${kind}'
   WHERE m.valid_from <= $4::date AND (m.valid_until IS NULL OR m.valid_until > $4::date)
     AND m.provider_id IN (SELECT provider_id FROM list_entry WHERE list_id = $1::uuid)
   ORDER BY m.provider_id, m.valid_from, m.id`;

/** Everyone on the list whom a way reaches, with what they are to have. */
const routed = `
  SELECT provider_id, province_code, channel, organisation_id FROM (
    SELECT e.provider_id, v.province_code, way.channel,
           CASE way.channel WHEN 'GROUPING' THEN grouping_of.organisation_id
                            WHEN 'ASSOCIATION' THEN association_of.organisation_id END AS organisation_id
      FROM list_entry e
      JOIN provider v ON v.id = e.provider_id
      LEFT JOIN (${organisation('GROUPING')}) grouping_of ON grouping_of.provider_id = e.provider_id
      LEFT JOIN (${organisation('ASSOCIATION')}) association_of ON association_of.provider_id = e.provider_id
     CROSS JOIN LATERAL (SELECT (CASE WHEN grouping_of.organisation_id IS NULL THEN $8 ELSE $7 END)::"Channel" AS channel) way
     WHERE e.list_id = $1::uuid) everyone
   WHERE channel <> 'ASSOCIATION' OR organisation_id IS NOT NULL`;

const reviveSql = `
  WITH revived AS (
    UPDATE entitlement g
       SET status = 'GIVEN', list_id = $1::uuid, given_at = c.now, kit_id = $5::uuid, profession_code = $3,
           province_code = r.province_code, channel = r.channel, organisation_id = r.organisation_id,
           updated_at = clock_timestamp()
      FROM (${routed}) r CROSS JOIN (SELECT business_now() AS now) c
     WHERE g.programme_code = $2 AND g.period = $6 AND g.provider_id = r.provider_id AND g.status = 'WITHDRAWN'
    RETURNING 1)
  SELECT count(*)::int AS count FROM revived`;

const giveSql = `
  WITH given AS (
    INSERT INTO entitlement (programme_code, provider_id, period, profession_code, province_code, channel,
                             organisation_id, kit_id, list_id, given_at)
    SELECT $2, r.provider_id, $6, $3, r.province_code, r.channel, r.organisation_id, $5::uuid, $1::uuid, c.now
      FROM (${routed}) r CROSS JOIN (SELECT business_now() AS now) c
        ON CONFLICT (programme_code, provider_id, period) DO NOTHING
    RETURNING 1)
  SELECT count(*)::int AS count FROM given`;

async function count(tx: Statements, sql: string, values: readonly unknown[]): Promise<number> {
  const [row] = await tx.$queryRawUnsafe<{ count: number }[]>(sql, ...values);
  return row?.count ?? 0;
}
