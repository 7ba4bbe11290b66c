import { recordAudit } from '#lib/audit/record.ts';
import { type Actor, isAdministrator, userIdOf } from '#lib/auth/actor.ts';
import type { Statements } from '#lib/db/statements.ts';
import { giveEntitlements } from '#lib/entitlements/give-entitlement.ts';
import type { LinkedFile } from '#lib/registers/link/link-result.ts';
import type { Day } from '#lib/rules/days.ts';

/*
 * What every version of a list goes through, whoever publishes it: it takes the next number, is filled, and is closed,
 * from when on it is frozen and gives entitlements.
 */

/** Administrators publish lists, and so does the portal itself. */
export function mayPublish(actor: Actor): boolean {
  return isAdministrator(actor) || actor.kind === 'system';
}

/**
 * Waits for whoever changes which of a programme's lists are in force, until this transaction ends: those who stood on a
 * list and stand on none after are found by looking at all of them.
 */
export async function lockListsOfProgramme(tx: Statements, programmeCode: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`published-lists ${programmeCode}`}, 0))::text`;
}

/** Like `lockListsOfProgramme`, for one who only adds a person: several of other professions may do so at once. */
export async function lockToAmend(tx: Statements, programmeCode: string, professionCode: string): Promise<void> {
  await tx.$queryRaw`
    SELECT pg_advisory_xact_lock_shared(hashtextextended(${`published-lists ${programmeCode}`}, 0))::text`;
  await tx.$queryRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`published-list ${programmeCode} ${professionCode}`}, 0))::text`;
}

export type ListToOpen = {
  readonly programmeCode: string;
  readonly professionCode: string;
  readonly kind: 'FULL' | 'AMENDMENT';
  readonly asOf: Day;
  readonly claimId?: string;
  readonly ruleSet: { readonly code: string; readonly version: number };
  readonly sources?: readonly LinkedFile[];
  readonly decidedInRunId?: string;
};

export type OpenList = ListToOpen & { readonly id: string; readonly number: number };

/** Takes the next number of the programme and profession; the caller holds their lock. */
export async function openList(tx: Statements, actor: Actor, list: ListToOpen): Promise<OpenList> {
  const { programmeCode, professionCode, kind, asOf, ruleSet } = list;
  const [opened] = await tx.$queryRaw<{ id: string; number: number }[]>`
    INSERT INTO published_list (programme_code, profession_code, number, kind, as_of, published_by_id, claim_id,
                                rule_set_code, rule_set_version, sources, decided_in_run_id)
    SELECT ${programmeCode}, ${professionCode}, coalesce(max(number), 0) + 1, ${kind}::"ListKind", ${asOf}::date,
           ${userIdOf(actor)}::uuid, ${list.claimId ?? null}::uuid, ${ruleSet.code}, ${ruleSet.version}::int,
           ${JSON.stringify(list.sources ?? [])}::jsonb, ${list.decidedInRunId ?? null}::uuid
      FROM published_list WHERE programme_code = ${programmeCode} AND profession_code = ${professionCode}
    RETURNING id, number`;
  if (!opened) throw new Error('A list was inserted without a number');
  return { ...list, ...opened };
}

/**
 * From here on the list is frozen and the check reads it. Gives how many stand on it, what they were given, and who had
 * left the lists and is back.
 */
export async function closeList(
  tx: Statements,
  actor: Actor,
  { id, number, programmeCode, professionCode }: OpenList,
): Promise<{ readonly entries: number } & Awaited<ReturnType<typeof giveEntitlements>>> {
  const [counted] = await tx.$queryRaw<{ entries: number }[]>`
    WITH by_province AS (
      INSERT INTO published_list_count (list_id, province_code, entries)
      SELECT ${id}::uuid, v.province_code, count(*)
        FROM list_entry e JOIN provider v ON v.id = e.provider_id WHERE e.list_id = ${id}::uuid
       GROUP BY v.province_code
      RETURNING entries)
    SELECT coalesce(sum(entries), 0)::int AS entries FROM by_province`;
  const entries = counted?.entries ?? 0;
  await tx.$executeRaw`
    UPDATE published_list SET published_at = business_now(), entry_count = ${entries}::int WHERE id = ${id}::uuid`;
  await recordAudit(tx, actor, {
    action: 'list.publish',
    subject: { type: 'list', id },
    details: { programme: programmeCode, profession: professionCode, number, entries },
  });
  return { entries, ...(await giveEntitlements(tx, actor, { listId: id })) };
}
