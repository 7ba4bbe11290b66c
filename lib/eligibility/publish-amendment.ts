import type { Actor } from '#lib/auth/actor.ts';
import type { Statements } from '#lib/db/statements.ts';
import { followLists } from '#lib/entitlements/follow-lists.ts';
import type { Day } from '#lib/rules/days.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { closeList, lockToAmend, mayPublish, openList } from './list-version.ts';

export type AmendmentInput = {
  readonly programmeCode: string;
  readonly professionCode: string;
  readonly claimId: string;
  readonly providerId: string;
  /** That this provider is eligible under this programme; the database refuses any other. */
  readonly decisionId: string;
  readonly asOf: Day;
};

/**
 * Publishes an amended list of the one person whose claim was accepted, in the transaction of the acceptance, and gives
 * them their entitlement unless they have one; one that was withdrawn is theirs again. The number is the next of the
 * programme and profession: whoever publishes at the same moment waits.
 * @throws NotAllowed unless the actor may publish lists.
 */
export async function publishAmendment(
  tx: Statements,
  actor: Actor,
  input: AmendmentInput,
): Promise<{ readonly listId: string; readonly number: number; readonly entitlementId: string }> {
  if (!mayPublish(actor)) throw new NotAllowed('list');
  await lockToAmend(tx, input.programmeCode, input.professionCode);
  const [decided] = await tx.$queryRaw<{ code: string; version: number }[]>`
    SELECT rule_set_code AS code, rule_set_version AS version FROM decision WHERE id = ${input.decisionId}::uuid`;
  if (!decided) throw new Error(`No decision ${input.decisionId}`);
  const list = await openList(tx, actor, { ...input, kind: 'AMENDMENT', ruleSet: decided });
  await tx.$executeRaw`
    INSERT INTO list_entry (list_id, provider_id, decision_id)
    VALUES (${list.id}::uuid, ${input.providerId}::uuid, ${input.decisionId}::uuid)`;
  // Whoever had left the lists is told by the answer to their claim.
  await closeList(tx, actor, list);
  await followLists(tx, input.programmeCode, [list.id]);
  const [entitlement] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM entitlement
     WHERE programme_code = ${input.programmeCode} AND provider_id = ${input.providerId}::uuid
     ORDER BY given_at DESC, id LIMIT 1`;
  if (!entitlement) throw new Error(`List ${list.id} gave its only entry no entitlement`);
  return { listId: list.id, number: list.number, entitlementId: entitlement.id };
}
