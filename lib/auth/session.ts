import 'server-only';
import { cookies } from 'next/headers';
import { getServerSession } from 'next-auth';
import { cache } from 'react';
import { getDb } from '#lib/db/client.ts';
import { type Actor, person, type UserActor } from './actor.ts';
import { authOptions, sessionCookieName } from './options.ts';

/** Who makes this request: a user with roles and scope, or a person without a login. Read once a request. */
export const getActor = cache(async (): Promise<Actor> => {
  const session = await getServerSession(authOptions());
  if (!session) return person;
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (token === undefined) return person;
  return (await loadUserActor(token)) ?? person;
});

/** The actor behind a session's token, from its rows alone. */
export async function loadUserActor(sessionToken: string): Promise<UserActor | undefined> {
  const found = await getDb().session.findUnique({
    where: { sessionToken },
    select: {
      expires: true,
      providerId: true,
      user: { select: { id: true, email: true, name: true, language: true, roles: true } },
    },
  });
  if (!found || found.expires.getTime() <= Date.now()) return undefined;
  const { user } = found;
  // Two is enough to know that a choice is needed; the choice is checked again on each request.
  const own = await getDb().provider.findMany({
    where: { email: user.email, ...(found.providerId === null ? {} : { id: found.providerId }) },
    select: { id: true },
    take: 2,
  });
  return {
    kind: 'user',
    userId: user.id,
    email: user.email,
    name: user.name,
    language: user.language,
    isAdministrator: user.roles.some(({ role }) => role === 'TASKFORCE_ADMIN'),
    provinces: user.roles.flatMap(({ provinceCode }) => (provinceCode === null ? [] : [provinceCode])),
    organisations: user.roles.flatMap(({ organisationId }) => (organisationId === null ? [] : [organisationId])),
    providerId: own.length === 1 ? (own[0]?.id ?? null) : null,
  };
}
