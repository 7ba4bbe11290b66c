import { z } from 'zod';
import type { Actor } from '#lib/auth/actor.ts';
import { findRun, type RunView } from '#lib/runs/queries.ts';
import { NotAllowed } from '#lib/shared/errors.ts';

/** A run of decisions. Administrators only; an id that no such run has is refused alike. */
export async function getDecideRun(actor: Actor, id: string): Promise<RunView> {
  const run = z.uuid().safeParse(id).success ? await findRun(actor, id) : undefined;
  if (run?.kind !== 'DECIDE') throw new NotAllowed('decisions');
  return run;
}
