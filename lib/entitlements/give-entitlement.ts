import { recordAudit } from '#lib/audit/record.ts';
import type { Actor } from '#lib/auth/actor.ts';
import type { Statements } from '#lib/db/statements.ts';
import { loadRuleSet } from '#lib/programmes/rule-sets.ts';
import { isoWeekOf } from '#lib/rules/days.ts';
import { keepReturned, type Returned } from './remove-entitled.ts';
import { routed, waysOf } from './ways.ts';

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
 * association and belongs to none gets nothing yet. Gives how many were new and how many were given anew, and who had
 * left the lists and holds it again.
 */
export async function giveEntitlements(
  tx: Statements,
  actor: Actor,
  { listId }: { readonly listId: string },
): Promise<{ readonly given: number; readonly revived: number; readonly returned: readonly Returned[] }> {
  const list = await loadList(tx, listId);
  const values = [listId, ...(await valuesOf(tx, list))];
  // First: it waits for who decides on a booking meanwhile, and what they withdrew is given anew by the next.
  const kept = await keepReturned(tx, list.programme_code, listId);
  const revived = await tx.$queryRawUnsafe<{ id: string }[]>(reviveSql, ...values);
  const [{ given } = { given: 0 }] = await tx.$queryRawUnsafe<{ given: number }[]>(giveSql, ...values);
  await recordAudit(tx, actor, {
    action: 'entitlement.give',
    subject: { type: 'list', id: listId },
    details: {
      programme: list.programme_code,
      profession: list.profession_code,
      given,
      ...(revived.length > 0 && { revived: revived.length }),
    },
  });
  const returned = [...revived.map(({ id }) => id), ...kept].map((entitlementId) => ({ entitlementId, listId }));
  return { given, revived: revived.length, returned };
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

async function valuesOf(tx: Statements, list: ListRow): Promise<readonly (string | null)[]> {
  const ruleSet = await loadRuleSet(list.rule_set_code, list.rule_set_version, tx);
  const { ofMembers, ofOthers } = waysOf(list.profession_code, ruleSet);
  const period = list.allocation === 'KIT' ? 'once' : isoWeekOf(list.as_of);
  return [...[list.programme_code, list.profession_code, list.as_of, list.kit_id, period], ...[ofMembers, ofOthers]];
}

/** Everyone on the list whom a way reaches, with what they are to have. */
const entitled = `
  SELECT r.provider_id, v.province_code, r.channel, r.organisation_id
    FROM (${routed(
      `SELECT provider_id, $4::date AS as_of, $7::text AS of_members, $8::text AS of_others
         FROM list_entry WHERE list_id = $1::uuid`,
    )}) r
    JOIN provider v ON v.id = r.provider_id
   WHERE r.reached`;

const reviveSql = `
  UPDATE entitlement g
     SET status = 'GIVEN', list_id = $1::uuid, given_at = c.now, kit_id = $5::uuid, profession_code = $3,
         province_code = r.province_code, channel = r.channel, organisation_id = r.organisation_id,
         updated_at = clock_timestamp()
    FROM (${entitled}) r CROSS JOIN (SELECT business_now() AS now) c
   WHERE g.programme_code = $2 AND g.period = $6 AND g.provider_id = r.provider_id AND g.status = 'WITHDRAWN'
  RETURNING g.id`;

const giveSql = `
  WITH given AS (
    INSERT INTO entitlement (programme_code, provider_id, period, profession_code, province_code, channel,
                             organisation_id, kit_id, list_id, given_at)
    SELECT $2, r.provider_id, $6, $3, r.province_code, r.channel, r.organisation_id, $5::uuid, $1::uuid, c.now
      FROM (${entitled}) r CROSS JOIN (SELECT business_now() AS now) c
        ON CONFLICT (programme_code, provider_id, period) DO NOTHING
    RETURNING 1)
  SELECT count(*)::int AS given FROM given`;
