import type { Actor } from '#lib/auth/actor.ts';
import type { Statements } from '#lib/db/statements.ts';
import { followLists } from '#lib/entitlements/follow-lists.ts';
import { type Returned, removeEntitled } from '#lib/entitlements/remove-entitled.ts';
import type { RunContext } from '#lib/runs/run.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';
import { findGone } from './gone-from-lists.ts';
import { closeList, lockListsOfProgramme, mayPublish, type OpenList, openList } from './list-version.ts';
import { plannedForWholeLists } from './planned-for-whole-lists.ts';
import type { ListPublished, PublicationResult } from './publication-result.ts';
import { type DecidedRun, judgePublication, type PublicationRefusal } from './publishable.ts';
import { tellRemoved } from './tell-removed.ts';
import { tellReturned } from './tell-returned.ts';

export type PublishDecidedInput = {
  /** A finished run of decisions. */
  readonly decideRunId: string;
  /** One list of each. */
  readonly professions: readonly string[];
  readonly report?: RunContext['report'];
  /** Whether those who leave or come back are written to; a demonstration's past is told to nobody. True unless said. */
  readonly tell?: boolean;
};

/**
 * Publishes what a run decided: for each profession those who are eligible become the next numbered list, which ends the
 * earlier ones, amendments too, and gives each their entitlement once. Whoever stood on the programme's lists and stands
 * on none now loses what was given and not booked, keeps a booking until an administrator decides, and is told; so is
 * whoever comes back. What people hold already rests on the new lists from now on.
 * In the caller's transaction and by statements over whole lists; refused before anything is written.
 */
export async function publishDecided(
  tx: Statements,
  actor: Actor,
  { decideRunId, professions, report = () => {}, tell = true }: PublishDecidedInput,
): Promise<Result<PublicationResult, PublicationRefusal>> {
  if (!mayPublish(actor)) return refused('not-allowed');
  const programme = await programmeOf(tx, decideRunId);
  if (programme !== undefined) await lockListsOfProgramme(tx, programme);
  const judged = await judgePublication(tx, { decideRunId, professions });
  if (!judged.ok) return judged;
  const { lists, gone, returned, counts } = await plannedForWholeLists(tx, () =>
    publish(tx, actor, judged.value, report),
  );
  if (tell) {
    await tellRemoved(tx, gone, report);
    await tellReturned(tx, returned, report);
  }
  return done({ programme: judged.value.programmeCode, lists, removed: { people: gone.length, ...counts } });
}

async function programmeOf(tx: Statements, runId: string): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ programme_code: string }[]>`
    SELECT programme_code FROM decision WHERE run_id = ${runId}::uuid LIMIT 1`;
  return row?.programme_code;
}

async function publish(tx: Statements, actor: Actor, run: DecidedRun, report: RunContext['report']) {
  const { programmeCode, professions } = run;
  const opened: OpenList[] = [];
  const lists: ListPublished[] = [];
  const back: (readonly Returned[])[] = [];
  for (const [index, professionCode] of professions.entries()) {
    report('publish', index, professions.length);
    const list = await openList(tx, actor, { ...run, professionCode, kind: 'FULL', decidedInRunId: run.id });
    await fillList(tx, list);
    const { returned, ...closed } = await closeList(tx, actor, list);
    opened.push(list);
    back.push(returned);
    lists.push({ listId: list.id, profession: professionCode, number: list.number, ...closed });
  }
  report('remove', 0);
  const ended = await endEarlierLists(tx, opened);
  const gone = await findGone(tx, programmeCode, ended);
  const counts = await removeEntitled(tx, programmeCode, gone);
  await followLists(tx, programmeCode, [...opened.map(({ id }) => id), ...ended.map(({ endedId }) => endedId)]);
  return { lists, gone, returned: back.flat(), counts };
}

/** In the order of the key that the entries are found by, which an index takes in faster than any other. */
async function fillList(tx: Statements, { id, decidedInRunId, professionCode }: OpenList): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO list_entry (list_id, provider_id, decision_id)
    SELECT ${id}::uuid, provider_id, id FROM decision
     WHERE run_id = ${decidedInRunId}::uuid AND profession_code = ${professionCode} AND outcome = 'ELIGIBLE'
     ORDER BY provider_id`;
}

/** Gives which list each of those that end gives way to. */
async function endEarlierLists(
  tx: Statements,
  lists: readonly OpenList[],
): Promise<readonly { readonly endedId: string; readonly listId: string }[]> {
  const ended = await tx.$queryRaw<{ ended_id: string; list_id: string }[]>`
    UPDATE published_list l SET ended_at = business_now(), ended_reason = 'replaced-by-list'
      FROM published_list n
     WHERE n.id = ANY (${lists.map(({ id }) => id)}::uuid[])
       AND l.programme_code = n.programme_code AND l.profession_code = n.profession_code AND l.number < n.number
       AND l.published_at IS NOT NULL AND l.ended_at IS NULL
    RETURNING l.id AS ended_id, n.id AS list_id`;
  return ended.map(({ ended_id, list_id }) => ({ endedId: ended_id, listId: list_id }));
}
