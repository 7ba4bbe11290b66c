import { type Actor, userIdOf } from '#lib/auth/actor.ts';
import type { Statements } from '#lib/db/statements.ts';
import { enqueue } from '#lib/shared/jobs.ts';
import { queues } from '#lib/shared/queues.ts';
import type { RunKind } from './run.ts';

/** Asks for a run in the caller's transaction: it begins once that is committed, after the runs asked for before. */
export async function requestRun(
  tx: Statements,
  actor: Actor,
  { kind, input }: { readonly kind: RunKind; readonly input: Readonly<Record<string, unknown>> },
): Promise<string> {
  const [run] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO run (kind, input, requested_by_id)
    VALUES (${kind}::"RunKind", ${JSON.stringify(input)}::jsonb, ${userIdOf(actor)}::uuid)
    RETURNING id`;
  if (!run) throw new Error('A run was inserted without an id');
  await enqueue(tx, queues.work);
  return run.id;
}
