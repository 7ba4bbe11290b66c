import { getDb } from '#lib/db/client.ts';

/** Ends a session: its token opens nothing any more. Ending it twice changes nothing. */
export async function endSession(sessionToken: string): Promise<void> {
  await getDb().session.deleteMany({ where: { sessionToken } });
}
