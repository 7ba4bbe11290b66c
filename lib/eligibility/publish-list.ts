import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, isAdministrator, userIdOf } from '#lib/auth/actor.ts';
import { inSqlTransaction } from '#lib/db/sql-transaction.ts';
import type { Statements } from '#lib/db/statements.ts';
import { giveEntitlements } from '#lib/entitlements/give-entitlement.ts';
import { loadRuleSet } from '#lib/programmes/rule-sets.ts';
import type { Day } from '#lib/rules/days.ts';
import { decide } from '#lib/rules/decide.ts';
import { valueOn } from '#lib/rules/parameters.ts';
import { isProfessionCode } from '#lib/rules/professions.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { listFactsOfProfession } from './facts-of-provider.ts';
import { recordDecisions } from './record-decision.ts';

export type PublishListInput = { readonly programmeCode: string; readonly professionCode: string };

export type PublishListRefusal =
  | 'not-allowed'
  | 'programme-unknown'
  | 'programme-not-open'
  | 'profession-not-in-programme'
  | 'nobody-eligible';

export type PublishedListSummary = {
  readonly listId: string;
  readonly number: number;
  readonly entries: number;
  /** Entitlements that nobody on the list had yet. */
  readonly given: number;
};

/**
 * Decides everyone of a profession anew by the programme's rule set on the present day, publishes those who are eligible
 * as the next numbered list, ends the lists it replaces, and gives each person on it their entitlement. All of it or
 * nothing. What an earlier list gave is not taken back: a list says who is found, an entitlement what one may have.
 */
export function publishList(
  actor: Actor,
  input: PublishListInput,
): Promise<Result<PublishedListSummary, PublishListRefusal>> {
  return inSqlTransaction<PublishedListSummary, PublishListRefusal>(async (tx) => {
    if (!mayPublish(actor)) return refused('not-allowed');
    const [programme] = await tx.$queryRaw<
      { status: string; rule_set_code: string; rule_set_version: number; today: Day }[]
    >`
      SELECT status::text, rule_set_code, rule_set_version, (business_now() AT TIME ZONE time_zone)::date::text AS today
        FROM programme WHERE code = ${input.programmeCode} FOR SHARE`;
    if (!programme) return refused('programme-unknown');
    if (programme.status !== 'OPEN') return refused('programme-not-open');
    const ruleSet = await loadRuleSet(programme.rule_set_code, programme.rule_set_version, tx);
    if (!concerns(ruleSet, input.professionCode, programme.today)) return refused('profession-not-in-programme');

    const list = await openList(tx, actor, { ...input, kind: 'FULL', asOf: programme.today, claimId: null });
    const entries = await fillList(tx, { ...input, listId: list.id, ruleSet, asOf: programme.today });
    if (entries === 0) return refused('nobody-eligible');
    await endEarlierLists(tx, input, list.number);
    const given = await closeList(tx, actor, { ...input, ...list });
    return done({ listId: list.id, number: list.number, entries, given });
  });
}

export type AmendmentInput = PublishListInput & {
  readonly claimId: string;
  readonly providerId: string;
  /** That this provider is eligible under this programme; the database refuses any other. */
  readonly decisionId: string;
  readonly asOf: Day;
};

/**
 * Publishes an amended list of the one person whose claim was accepted, in the transaction of the acceptance, and gives
 * them their entitlement unless they have one. The number is the next of the programme and profession: whoever publishes
 * at the same moment waits.
 * @throws NotAllowed unless the actor may publish lists.
 */
export async function publishAmendment(
  tx: Statements,
  actor: Actor,
  input: AmendmentInput,
): Promise<{ readonly listId: string; readonly number: number; readonly entitlementId: string }> {
  if (!mayPublish(actor)) throw new NotAllowed('list');
  const list = await openList(tx, actor, { ...input, kind: 'AMENDMENT' });
  await tx.$executeRaw`
    INSERT INTO list_entry (list_id, provider_id, decision_id)
    VALUES (${list.id}::uuid, ${input.providerId}::uuid, ${input.decisionId}::uuid)`;
  await closeList(tx, actor, { ...input, ...list });
  const [entitlement] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM entitlement
     WHERE programme_code = ${input.programmeCode} AND provider_id = ${input.providerId}::uuid
     ORDER BY given_at DESC, id LIMIT 1`;
  if (!entitlement) throw new Error(`List ${list.id} gave its only entry no entitlement`);
  return { listId: list.id, number: list.number, entitlementId: entitlement.id };
}

function mayPublish(actor: Actor): boolean {
  return isAdministrator(actor) || actor.kind === 'system';
}

function concerns({ rules }: RuleSet, professionCode: string, today: Day): boolean {
  return rules.every(
    ({ rule, parameters }) =>
      rule !== 'profession-in-target-group' ||
      (isProfessionCode(professionCode) && valueOn(parameters.professions, today).value.includes(professionCode)),
  );
}

type ListToOpen = PublishListInput & {
  readonly kind: 'FULL' | 'AMENDMENT';
  readonly asOf: Day;
  readonly claimId: string | null;
};

/** Takes the next number; whoever wants one of the same programme and profession waits until this transaction ends. */
async function openList(
  tx: Statements,
  actor: Actor,
  { programmeCode, professionCode, kind, asOf, claimId }: ListToOpen,
): Promise<{ readonly id: string; readonly number: number }> {
  await tx.$queryRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`published-list ${programmeCode} ${professionCode}`}, 0))::text`;
  const [list] = await tx.$queryRaw<{ id: string; number: number }[]>`
    INSERT INTO published_list (programme_code, profession_code, number, kind, as_of, published_by_id, claim_id)
    SELECT ${programmeCode}, ${professionCode}, coalesce(max(number), 0) + 1, ${kind}::"ListKind", ${asOf}::date,
           ${userIdOf(actor)}::uuid, ${claimId}::uuid
      FROM published_list WHERE programme_code = ${programmeCode} AND profession_code = ${professionCode}
    RETURNING id, number`;
  if (!list) throw new Error('A list was inserted without a number');
  return list;
}

const batch = 2_000;

async function fillList(
  tx: Statements,
  where: PublishListInput & { readonly listId: string; readonly ruleSet: RuleSet; readonly asOf: Day },
): Promise<number> {
  const { programmeCode, professionCode, listId, ruleSet, asOf } = where;
  let entries = 0;
  let after: string | null = null;
  for (;;) {
    const practices = await listFactsOfProfession(tx, { professionCode, asOf, after, size: batch });
    const last = practices.at(-1);
    if (!last) return entries;
    after = last.practiceId;
    const made = practices.map(({ providerId, facts }) => {
      return { providerId, professionCode, facts, decision: decide(facts, ruleSet, asOf) };
    });
    const ids = await recordDecisions(tx, programmeCode, made);
    const eligible = made.filter(({ decision }) => decision.outcome === 'eligible').map(({ providerId }) => providerId);
    entries += await tx.$executeRaw`
      INSERT INTO list_entry (list_id, provider_id, decision_id)
      SELECT ${listId}::uuid, * FROM unnest(${eligible}::uuid[], ${eligible.map((id) => ids.get(id))}::uuid[])`;
  }
}

/** From here on the list is frozen and the check reads it. */
async function closeList(
  tx: Statements,
  actor: Actor,
  list: PublishListInput & { readonly id: string; readonly number: number },
): Promise<number> {
  const [published] = await tx.$queryRaw<{ entry_count: number }[]>`
    UPDATE published_list
       SET published_at = business_now(), entry_count = (SELECT count(*) FROM list_entry WHERE list_id = ${list.id}::uuid)
     WHERE id = ${list.id}::uuid
    RETURNING entry_count`;
  await recordAudit(tx, actor, {
    action: 'list.publish',
    subject: { type: 'list', id: list.id },
    details: {
      programme: list.programmeCode,
      profession: list.professionCode,
      number: list.number,
      entries: published?.entry_count ?? 0,
    },
  });
  const { given } = await giveEntitlements(tx, actor, { listId: list.id });
  return given;
}

async function endEarlierLists(tx: Statements, list: PublishListInput, number: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE published_list SET ended_at = business_now(), ended_reason = 'replaced-by-list'
     WHERE programme_code = ${list.programmeCode} AND profession_code = ${list.professionCode}
       AND number < ${number} AND published_at IS NOT NULL AND ended_at IS NULL`;
}
