import type { ClientBase } from 'pg';
import * as z from 'zod';
import type { Statements } from '#lib/db/statements.ts';

export const runKinds = ['IMPORT', 'LINK', 'DECIDE', 'PUBLISH'] as const;
export type RunKind = (typeof runKinds)[number];

export type RunState = 'QUEUED' | 'DONE' | 'FAILED';

/** Why a run failed: a code that every language has a message for, and what that message needs. */
export const runFailureSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type RunFailure = Readonly<z.infer<typeof runFailureSchema>>;

/** What a run is given to work with. */
export type RunContext = {
  readonly runId: string;
  /** What was asked; the handler parses it with a schema of its own. */
  readonly input: unknown;
  /** Who asked; null for the system. */
  readonly requestedById: string | null;
  /** The connection whose transaction is the run: what is written through it is committed whole, or not at all. */
  readonly client: ClientBase;
  /** The same connection, as the steps that commands share take it. */
  readonly tx: Statements;
  /** Tells others how far the run is; cheap to call often. */
  readonly report: (step: string, done: number, total?: number | null) => void;
  /** Aborted when the process is asked to end: the run rolls back and begins again elsewhere. */
  readonly signal: AbortSignal;
};

export type RunHandler = {
  /** Does the work and gives what is to be told of it: counts by code. Throws `RunRefused` for what can be told. */
  readonly work: (context: RunContext) => Promise<Readonly<Record<string, unknown>>>;
  /** What else becomes of a run that failed for good, in the transaction that says so. */
  readonly failed?: (
    context: Pick<RunContext, 'runId' | 'input' | 'client' | 'tx'>,
    failure: RunFailure,
  ) => Promise<void>;
};

export type RunHandlers = Readonly<Record<RunKind, RunHandler>>;

/** Ends a run for a reason that whoever asked can be told; nothing of it is kept. */
export class RunRefused extends Error {
  override readonly name = 'RunRefused';
  readonly failure: RunFailure;

  constructor(code: string, params?: Readonly<Record<string, string | number>>) {
    super(code);
    this.failure = params === undefined ? { code } : { code, params: { ...params } };
  }
}
