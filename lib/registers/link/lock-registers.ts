import type { ClientBase } from 'pg';
import type { Statements } from '#lib/db/statements.ts';

/*
 * Linking reads what was corrected and then writes what was not. A correction that is committed in between would be
 * overwritten by the very file it corrects, so the two wait for each other; corrections do not wait among themselves.
 */

/** Held until the transaction ends: no correction is written meanwhile. */
export async function lockRegisters(client: ClientBase): Promise<void> {
  await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('registers', 0))`);
}

/** Held until the transaction ends: no linking begins meanwhile. Taken before anything that linking writes is locked. */
export async function holdOffLinking(tx: Statements): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended('registers', 0))::text`;
}
