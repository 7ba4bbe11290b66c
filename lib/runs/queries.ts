import { type Actor, mustBeAdministrator } from '#lib/auth/actor.ts';
import { getDb } from '#lib/db/client.ts';
import { type RunFailure, type RunKind, type RunState, runFailureSchema } from './run.ts';

/** A run as a page shows it. */
export type RunView = {
  readonly id: string;
  readonly kind: RunKind;
  readonly state: RunState;
  readonly input: unknown;
  readonly result: unknown;
  readonly failure: RunFailure | null;
  /** ISO instants: machine time of the request, business time of the end. */
  readonly requestedAt: string;
  readonly finishedAt: string | null;
  /** Where it is under way or has been begun; `total` null where it is not known. */
  readonly progress: { readonly step: string; readonly done: number; readonly total: number | null } | null;
};

/** Administrators see runs. Undefined where there is none of this id. */
export async function findRun(actor: Actor, id: string): Promise<RunView | undefined> {
  mustBeAdministrator(actor, 'runs');
  const run = await getDb().run.findUnique({ where: { id }, include: { progress: true } });
  return run ? viewOf(run) : undefined;
}

/** The newest runs of a kind, newest first. */
export async function listRuns(actor: Actor, kind: RunKind, count: number): Promise<readonly RunView[]> {
  mustBeAdministrator(actor, 'runs');
  const runs = await getDb().run.findMany({
    where: { kind },
    orderBy: { requestedAt: 'desc' },
    take: count,
    include: { progress: true },
  });
  return runs.map(viewOf);
}

type RunRow = {
  readonly id: string;
  readonly kind: RunKind;
  readonly state: RunState;
  readonly input: unknown;
  readonly result: unknown;
  readonly failure: unknown;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  readonly progress: { readonly step: string; readonly done: bigint; readonly total: bigint | null } | null;
};

function viewOf(run: RunRow): RunView {
  const { id, kind, state, input, result, failure, requestedAt, finishedAt, progress } = run;
  return {
    id,
    kind,
    state,
    input,
    result,
    failure: failure === null ? null : runFailureSchema.parse(failure),
    requestedAt: requestedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    progress: progress && {
      step: progress.step,
      done: Number(progress.done),
      total: progress.total === null ? null : Number(progress.total),
    },
  };
}
