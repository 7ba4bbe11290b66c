import type { Statements } from '#lib/db/statements.ts';
import type { Language } from '#lib/i18n/locales.ts';
import { type Actor, systemActor } from './actor.ts';

/**
 * Who asked for long work, with the roles they hold when it is done: whoever is no longer an administrator by then, has
 * asked in vain. Nobody is the system.
 */
export async function loadActorOfRun(tx: Statements, userId: string | null): Promise<Actor> {
  if (userId === null) return systemActor('runs');
  const [user] = await tx.$queryRaw<
    { email: string; name: string | null; language: Language; is_administrator: boolean }[]
  >`
    SELECT email, name, language::text AS language,
           EXISTS (SELECT FROM role_assignment WHERE user_id = u.id AND role = 'TASKFORCE_ADMIN') AS is_administrator
      FROM app_user u WHERE id = ${userId}::uuid`;
  if (!user) throw new Error(`No user ${userId}`);
  return {
    kind: 'user',
    userId,
    email: user.email,
    name: user.name,
    language: user.language,
    isAdministrator: user.is_administrator,
    provinces: [],
    organisations: [],
    providerId: null,
  };
}
