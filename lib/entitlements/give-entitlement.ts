import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import type { Statements } from '#lib/db/statements.ts';
import { storedChannel } from '#lib/programmes/channel.ts';
import { loadRuleSet } from '#lib/programmes/rule-sets.ts';
import { type ChannelCode, channelFor } from '#lib/rules/channels.ts';
import { isoWeekOf } from '#lib/rules/days.ts';
import { isProfessionCode } from '#lib/rules/professions.ts';

type ListRow = {
  readonly programme_code: string;
  readonly profession_code: string;
  readonly as_of: string;
  readonly allocation: 'KIT' | 'WEEKLY_QUOTA';
  readonly rule_set_code: string;
  readonly rule_set_version: number;
  readonly kit_id: string | null;
};

type EntryRow = {
  readonly provider_id: string;
  readonly province_code: string;
  readonly grouping_id: string | null;
  readonly association_id: string | null;
};

/**
 * Gives everyone on a list what the programme allocates for the period, in the caller's transaction: the way and the
 * organisation by the rules, the province by the domicile. Whoever has it already, from an earlier list or another
 * profession, keeps that one and gets no second. Whoever would be served by an association and belongs to none gets
 * nothing yet. Gives how many were new.
 */
export async function giveEntitlements(
  tx: Statements,
  actor: Actor,
  { listId }: { readonly listId: string },
): Promise<{ readonly given: number }> {
  const list = await loadList(tx, listId);
  const given = await insertEntitlements(tx, listId, list, await loadEntries(tx, listId, list.as_of));
  await recordAudit(tx, actor, {
    action: 'entitlement.give',
    subject: { type: 'list', id: listId },
    details: { programme: list.programme_code, profession: list.profession_code, given },
  });
  return { given };
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

function loadEntries(tx: Statements, listId: string, asOf: string): PromiseLike<EntryRow[]> {
  return tx.$queryRaw<EntryRow[]>`
    SELECT e.provider_id, v.province_code,
           (array_agg(m.organisation_id ORDER BY m.valid_from, m.id) FILTER (WHERE o.kind = 'GROUPING'))[1] AS grouping_id,
           (array_agg(m.organisation_id ORDER BY m.valid_from, m.id) FILTER (WHERE o.kind = 'ASSOCIATION'))[1] AS association_id
      FROM list_entry e
      JOIN provider v ON v.id = e.provider_id
      LEFT JOIN membership m ON m.provider_id = v.id AND m.valid_from <= ${asOf}::date
                            AND (m.valid_until IS NULL OR m.valid_until > ${asOf}::date)
      LEFT JOIN organisation o ON o.id = m.organisation_id
     WHERE e.list_id = ${listId}::uuid
     GROUP BY e.provider_id, v.province_code
     ORDER BY e.provider_id`;
}

async function insertEntitlements(
  tx: Statements,
  listId: string,
  list: ListRow,
  entries: readonly EntryRow[],
): Promise<number> {
  const ruleSet = await loadRuleSet(list.rule_set_code, list.rule_set_version, tx);
  const profession = isProfessionCode(list.profession_code) ? list.profession_code : null;
  const routed = entries
    .map((entry) => {
      const channel = channelFor({ profession, groupingMember: entry.grouping_id !== null }, ruleSet);
      return { ...entry, channel, organisationId: organisationFor(channel, entry) };
    })
    .filter(({ channel, organisationId }) => channel !== 'association' || organisationId !== null);
  return tx.$executeRaw`
    INSERT INTO entitlement (programme_code, provider_id, period, profession_code, province_code, channel,
                             organisation_id, kit_id, list_id, given_at)
    SELECT ${list.programme_code}, e.provider_id, ${list.allocation === 'KIT' ? 'once' : isoWeekOf(list.as_of)},
           ${list.profession_code}, e.province_code, e.channel, e.organisation_id, ${list.kit_id}::uuid, ${listId}::uuid,
           c.now
      FROM unnest(${routed.map((one) => one.provider_id)}::uuid[], ${routed.map((one) => one.province_code)}::text[],
                  ${routed.map((one) => storedChannel(one.channel))}::"Channel"[],
                  ${routed.map((one) => one.organisationId)}::uuid[])
        AS e (provider_id, province_code, channel, organisation_id)
     CROSS JOIN (SELECT business_now() AS now) c
        ON CONFLICT (programme_code, provider_id, period) DO NOTHING`;
}

function organisationFor(channel: ChannelCode, entry: EntryRow): string | null {
  if (channel === 'grouping') return entry.grouping_id;
  return channel === 'association' ? entry.association_id : null;
}
