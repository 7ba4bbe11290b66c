import 'server-only';
import { notFound } from 'next/navigation';
import { NotAllowed } from '#lib/shared/errors.ts';

/** What an actor may not see does not exist for it: a refused or nonsensical look-up becomes the page "not found". */
export async function orNotFound<Value>(looking: Promise<Value> | false): Promise<Value> {
  if (looking === false) return notFound();
  try {
    return await looking;
  } catch (error) {
    if (error instanceof NotAllowed) return notFound();
    throw error;
  }
}
