import { leaveTrace } from '#lib/audit/leave-trace.ts';
import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { type Outcome, type Reason, reasonSchema } from '#lib/rules/reasons.ts';
import type { Way } from './decision-schema.ts';
import { type EntryRow, type ListEntryView, toEntry } from './list-entries.ts';
import { outcomeOfStored, type StoredOutcome } from './record-decision.ts';

/** Somebody whom publishing a run's decisions would bring onto a list, or take off it. */
export type DecidedPerson = ListEntryView & {
  /** What speaks against; none of who comes in. */
  readonly reasons: readonly Reason[];
  /** What was last decided of the person's practice before the run; null where nothing was. */
  readonly before: EarlierDecision | null;
  /** Whether the profession has no list in force yet, so that there is nothing to compare with. */
  readonly firstList: boolean;
};

export type EarlierDecision = {
  readonly outcome: Outcome;
  /** What decided against: the conditions that were not met, or where there were none, the facts that were wanting. */
  readonly reasons: readonly Reason[];
};

/** Whose changes: of one run and profession, one way, and perhaps of one province or name. */
export type DecidedPeople = {
  readonly runId: string;
  readonly professionCode: string;
  readonly way: Way;
  readonly province?: string | undefined;
  /** A part of a name, the family name first or the given one. */
  readonly q?: string | undefined;
};

/**
 * Who comes in or goes out of the list in force of a profession by what a run decided, some at a time in the order of
 * their ids, those after an id. As the lists stand at this moment. Administrators only.
 */
export async function listDecidedPeople(
  actor: Actor,
  where: DecidedPeople & { readonly after?: string | undefined; readonly size: number },
): Promise<{ readonly people: readonly DecidedPerson[]; readonly next: string | undefined }> {
  mustBeAdministrator(actor, 'decisions');
  const rows = await findPeople(where, where.after, where.size + 1);
  const people = rows.slice(0, where.size).map(toPerson);
  return { people, next: rows.length > where.size ? people.at(-1)?.providerId : undefined };
}

const batch = 2_000;

/** All of them for a file, so many at a time, and leaves a trace of who took it. Administrators only. */
export async function downloadDecidedPeople(
  actor: Actor,
  where: DecidedPeople,
): Promise<AsyncGenerator<readonly DecidedPerson[]>> {
  mustBeAdministrator(actor, 'decisions');
  await leaveTrace(actor, {
    action: 'decision.download',
    subject: { type: 'run', id: where.runId },
    details: {
      ...{ profession: where.professionCode, direction: where.way, province: where.province ?? null },
      ...(where.q !== undefined && { searched: true }),
    },
  });
  return batchesOf(where);
}

async function* batchesOf(where: DecidedPeople): AsyncGenerator<readonly DecidedPerson[]> {
  for (let after: string | undefined; ; ) {
    const rows: readonly PersonRow[] = await findPeople(where, after, batch);
    if (rows.length > 0) yield rows.map(toPerson);
    if (rows.length < batch) return;
    after = rows.at(-1)?.id;
  }
}

/** A name or a province is looked at row by row: those of one run and profession are found by their index. */
async function findPeople(
  where: DecidedPeople,
  after: string | undefined,
  limit: number,
): Promise<readonly PersonRow[]> {
  const { rows } = await getPool().query<PersonRow>({
    name: `decided-people-${where.way}`,
    text: `
      WITH in_force AS (
        SELECT l.id, l.kind FROM published_list l
         WHERE l.programme_code = (SELECT input ->> 'programmeCode' FROM run WHERE id = $1)
           AND l.profession_code = $2 AND l.published_at IS NOT NULL AND l.ended_at IS NULL),
      shown AS (
        SELECT d.provider_id, d.programme_code, d.profession_code, d.decided_at, d.reasons
          FROM decision d
         WHERE d.run_id = $1 AND d.profession_code = $2 AND ($3::uuid IS NULL OR d.provider_id > $3)
           AND ($5::text IS NULL AND $6::text IS NULL OR EXISTS (
             SELECT FROM provider v
              WHERE v.id = d.provider_id AND ($5::text IS NULL OR v.province_code = $5)
                AND ($6::text IS NULL
                     OR strpos(lower(concat_ws(' ', v.given_name, v.family_name, v.given_name)), lower($6)) > 0)))
           AND d.outcome ${where.way === 'in' ? '=' : '<>'} 'ELIGIBLE'
           AND ${where.way === 'in' ? 'NOT' : ''} EXISTS (
             SELECT FROM list_entry e
              WHERE e.list_id = ANY (ARRAY(SELECT id FROM in_force)) AND e.provider_id = d.provider_id)
         ORDER BY d.provider_id LIMIT $4)
      SELECT p.id, p.family_name, p.given_name, p.postcode, p.municipality, p.province_code, s.reasons,
             b.outcome AS outcome_before, b.reasons AS reasons_before,
             NOT EXISTS (SELECT FROM in_force WHERE kind = 'FULL') AS first_list
        FROM shown s JOIN provider p ON p.id = s.provider_id
        LEFT JOIN LATERAL (
          SELECT e.outcome::text, e.reasons FROM decision e
           WHERE e.provider_id = s.provider_id AND e.programme_code = s.programme_code
             AND e.profession_code = s.profession_code AND e.decided_at <= s.decided_at
             AND e.run_id IS DISTINCT FROM $1
           ORDER BY e.decided_at DESC, e.id LIMIT 1) b ON true
       ORDER BY s.provider_id`,
    values: [where.runId, where.professionCode, after ?? null, limit, where.province ?? null, where.q ?? null],
  });
  return rows;
}

/** Whether a list of the run's programme was published or ended since it was decided: then its comparison is out of date. */
export async function wereListsChangedSince(actor: Actor, runId: string): Promise<boolean> {
  mustBeAdministrator(actor, 'decisions');
  const { rows } = await getPool().query<{ changed: boolean }>({
    name: 'lists-changed-since-run',
    text: `
      SELECT EXISTS (
        SELECT FROM published_list l
         WHERE l.programme_code = r.input ->> 'programmeCode'
           AND (l.publication_recorded_at > r.finish_recorded_at OR l.end_recorded_at > r.finish_recorded_at)) AS changed
        FROM run r WHERE r.id = $1`,
    values: [runId],
  });
  return rows[0]?.changed === true;
}

type PersonRow = EntryRow & { readonly reasons: readonly unknown[]; readonly first_list: boolean } & (
    | { readonly outcome_before: null }
    | { readonly outcome_before: StoredOutcome; readonly reasons_before: readonly unknown[] }
  );

function toPerson(row: PersonRow): DecidedPerson {
  return {
    ...toEntry(row),
    reasons: reasonsAgainst(row.reasons),
    before:
      row.outcome_before === null
        ? null
        : toEarlierDecision(outcomeOfStored[row.outcome_before], reasonsAgainst(row.reasons_before)),
    firstList: row.first_list,
  };
}

function reasonsAgainst(stored: readonly unknown[]): readonly Reason[] {
  return stored.map((reason) => reasonSchema.parse(reason)).filter(({ status }) => status !== 'met');
}

function toEarlierDecision(outcome: Outcome, against: readonly Reason[]): EarlierDecision {
  const decisive = outcome === 'undetermined' ? 'unknown' : 'failed';
  return { outcome, reasons: against.filter(({ status }) => status === decisive) };
}
