import type { ClientBase } from 'pg';
import type { Statements } from '#lib/db/statements.ts';

/*
 * Linking reads what was corrected and then writes what was not. A correction that is committed in between would be
 * overwritten by the very file it corrects, so linking waits for corrections under way, and none begins meanwhile.
 */

/** Held until the transaction ends: no correction is written meanwhile. */
export async function lockRegisters(client: ClientBase): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('registers', 0))`);
}

/**
 * Held until the transaction ends: no linking begins meanwhile. Taken before anything that linking writes is locked.
 * Answers false while one is under way, which takes longer than a person waits for a page.
 */
export async function holdOffLinking(tx: Statements): Promise<boolean> {
  const [lock] = await tx.$queryRaw<{ held: boolean }[]>`
    SELECT pg_try_advisory_xact_lock_shared(hashtextextended('registers', 0)) AS held`;
  return lock?.held === true;
}
