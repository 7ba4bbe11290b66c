import { z } from 'zod';
import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getPool } from '#lib/db/client.ts';
import { findRun, type RunView } from '#lib/runs/queries.ts';
import type { RunState } from '#lib/runs/run.ts';
import { NotAllowed } from '#lib/shared/errors.ts';
import { everyRow, type Page, type PageAsked, pageOf, type RowRange } from '#lib/shared/paging.ts';
import type { Figures } from './preview.ts';

/** A run of decisions. Administrators only; an id that no such run has is refused alike. */
export async function getDecideRun(actor: Actor, id: string): Promise<RunView> {
  const run = z.uuid().safeParse(id).success ? await findRun(actor, id) : undefined;
  if (run?.kind !== 'DECIDE') throw new NotAllowed('decisions');
  return run;
}

/** A run of decisions in a list of them. */
export type DecideRunRow = {
  readonly id: string;
  readonly state: RunState;
  readonly programmeCode: string;
  readonly asOf: string;
  /** Business time, an ISO instant; null while it is under way. */
  readonly finishedAt: string | null;
  /** Null unless it is done. */
  readonly result: DecideRunCounts | null;
};

/** What the decisions of a run came to. */
export type DecideRunCounts = Figures & {
  readonly ruleSetVersion: number;
  readonly persons: number;
  readonly parcels: number;
};

export type DecideRunFilter = {
  readonly programmeCode?: string | undefined;
  readonly state?: RunState | undefined;
  /** The day that the decisions look at. */
  readonly asOf?: string | undefined;
};

/** Runs of decisions, the newest first, a page at a time. Administrators only. */
export async function listDecideRuns(
  actor: Actor,
  filter: DecideRunFilter & PageAsked,
): Promise<{ readonly runs: readonly DecideRunRow[] } & Omit<Page<DecideRunRow>, 'rows'>> {
  mustBeAdministrator(actor, 'decisions');
  const { rows: runs, ...pages } = await pageOf(filter, (range) => readRuns(filter, range));
  return { runs, ...pages };
}

/** All of a filter, for a file. Administrators only. */
export async function listDecideRunsForExport(actor: Actor, filter: DecideRunFilter): Promise<readonly DecideRunRow[]> {
  mustBeAdministrator(actor, 'decisions');
  return (await readRuns(filter, everyRow)).rows;
}

// A result holds a cell for whatever was decided alike; the database adds them up, so that fifty results need not be read.
async function readRuns(
  { programmeCode, state, asOf }: DecideRunFilter,
  { limit, offset }: RowRange,
): Promise<Pick<Page<DecideRunRow>, 'rows' | 'total'>> {
  const { rows } = await getPool().query<RunRow>({
    name: 'decide-runs',
    text: `
      WITH shown AS (
        SELECT id, state::text, input, result, requested_at, finished_at, (count(*) OVER ())::int AS total
          FROM run
         WHERE kind = 'DECIDE' AND ($1::text IS NULL OR input ->> 'programmeCode' = $1)
           AND ($2::text IS NULL OR state::text = $2) AND ($3::text IS NULL OR input ->> 'asOf' = $3)
         ORDER BY requested_at DESC, id LIMIT $4 OFFSET $5)
      SELECT r.id, r.state, r.input ->> 'programmeCode' AS programme_code, r.input ->> 'asOf' AS as_of, r.finished_at, r.total,
             (r.result #>> '{ruleSet,version}')::int AS rule_set_version, (r.result ->> 'persons')::int AS persons,
             c.*, n.parcels
        FROM shown r
       CROSS JOIN LATERAL (
         SELECT coalesce(sum(practices) FILTER (WHERE outcome = 'eligible'), 0)::int AS eligible,
                coalesce(sum(practices) FILTER (WHERE outcome = 'not-eligible'), 0)::int AS not_eligible,
                coalesce(sum(practices) FILTER (WHERE outcome = 'undetermined'), 0)::int AS undetermined,
                coalesce(sum(practices) FILTER (WHERE outcome = 'eligible' AND NOT listed), 0)::int AS coming_in,
                coalesce(sum(practices) FILTER (WHERE outcome <> 'eligible' AND listed), 0)::int AS going_out
           FROM jsonb_to_recordset(r.result -> 'cells') AS cell (outcome text, listed boolean, practices int)) c
       CROSS JOIN LATERAL (
         SELECT coalesce(sum(parcels), 0)::int AS parcels
           FROM jsonb_to_recordset(r.result -> 'needs') AS need (parcels int)) n
       ORDER BY r.requested_at DESC, r.id`,
    values: [programmeCode ?? null, state ?? null, asOf ?? null, limit, offset],
  });
  return { rows: rows.map(toRow), total: rows[0]?.total ?? 0 };
}

function toRow(row: RunRow): DecideRunRow {
  return {
    id: row.id,
    state: row.state,
    programmeCode: row.programme_code,
    asOf: row.as_of,
    finishedAt: row.finished_at?.toISOString() ?? null,
    result:
      row.rule_set_version === null || row.persons === null
        ? null
        : {
            ruleSetVersion: row.rule_set_version,
            persons: row.persons,
            eligible: row.eligible,
            notEligible: row.not_eligible,
            undetermined: row.undetermined,
            comingIn: row.coming_in,
            goingOut: row.going_out,
            parcels: row.parcels,
          },
  };
}

type RunRow = {
  id: string;
  state: RunState;
  programme_code: string;
  as_of: string;
  finished_at: Date | null;
  rule_set_version: number | null;
  persons: number | null;
  eligible: number;
  not_eligible: number;
  undetermined: number;
  coming_in: number;
  going_out: number;
  parcels: number;
  total: number;
};
