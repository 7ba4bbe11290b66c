import { getDb } from '#lib/db/client.ts';

/** Removes sessions and links that are over, by machine time. */
export async function purgeSignIns(): Promise<{ sessions: number; links: number }> {
  const over = { expires: { lt: new Date() } };
  const sessions = await getDb().session.deleteMany({ where: over });
  const links = await getDb().verificationToken.deleteMany({ where: over });
  return { sessions: sessions.count, links: links.count };
}
