import { type Actor, isAdministrator } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { type Reason, reasonSchema } from '#lib/rules/reasons.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import type { Way } from './decision-schema.ts';
import { type EntryRow, type ListEntryView, toEntry } from './lists.ts';

/** Somebody whom publishing a run's decisions would bring onto a list, or take off it. */
export type DecidedPerson = ListEntryView & {
  /** What speaks against; none of who comes in. */
  readonly reasons: readonly Reason[];
};

/**
 * Who comes in or goes out of the list in force of a profession by what a run decided, some at a time in the order of
 * their ids, those after an id. As the lists stand at this moment. Administrators only.
 */
export async function listDecidedPeople(
  actor: Actor,
  where: {
    readonly runId: string;
    readonly professionCode: string;
    readonly way: Way;
    readonly after?: string | undefined;
    readonly size: number;
  },
): Promise<{ readonly people: readonly DecidedPerson[]; readonly next: string | undefined }> {
  if (!isAdministrator(actor)) throw new NotAllowed('decisions');
  const { rows } = await getPool().query<PersonRow>({
    name: `decided-people-${where.way}`,
    text: `
      WITH in_force AS (
        SELECT l.id FROM published_list l
         WHERE l.programme_code = (SELECT programme_code FROM decision WHERE run_id = $1 LIMIT 1)
           AND l.profession_code = $2 AND l.published_at IS NOT NULL AND l.ended_at IS NULL)
      SELECT p.id, p.family_name, p.given_name, p.postcode, p.municipality, p.province_code, d.reasons
        FROM decision d JOIN provider p ON p.id = d.provider_id
       WHERE d.run_id = $1 AND d.profession_code = $2 AND ($3::uuid IS NULL OR d.provider_id > $3)
         AND d.outcome ${where.way === 'in' ? '=' : '<>'} 'ELIGIBLE'
         AND ${where.way === 'in' ? 'NOT' : ''} EXISTS (
           SELECT FROM list_entry e WHERE e.list_id = ANY (ARRAY(SELECT id FROM in_force)) AND e.provider_id = d.provider_id)
       ORDER BY d.provider_id LIMIT $4`,
    values: [where.runId, where.professionCode, where.after ?? null, where.size + 1],
  });
  const people = rows.slice(0, where.size).map(toPerson);
  return { people, next: rows.length > where.size ? people.at(-1)?.providerId : undefined };
}

/** Whether a list of the run's programme was published or ended since it was decided: then its comparison is out of date. */
export async function wereListsChangedSince(actor: Actor, runId: string): Promise<boolean> {
  if (!isAdministrator(actor)) throw new NotAllowed('decisions');
  const { rows } = await getPool().query<{ changed: boolean }>({
    name: 'lists-changed-since-run',
    text: `
      SELECT EXISTS (
        SELECT FROM published_list l
         WHERE l.programme_code = r.input ->> 'programmeCode'
           AND (l.published_at > r.finished_at OR l.ended_at > r.finished_at)) AS changed
        FROM run r WHERE r.id = $1`,
    values: [runId],
  });
  return rows[0]?.changed === true;
}

type PersonRow = EntryRow & { reasons: unknown[] };

function toPerson(row: PersonRow): DecidedPerson {
  return {
    ...toEntry(row),
    reasons: row.reasons.map((reason) => reasonSchema.parse(reason)).filter(({ status }) => status !== 'met'),
  };
}
