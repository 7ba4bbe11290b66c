import 'server-only';
import { cookies } from 'next/headers';
import { cache } from 'react';
import { type Actor, person } from './actor.ts';
import { areaCookieName } from './area.ts';
import { loadUserActor } from './load-user-actor.ts';
import { sessionCookieName, sessionCookieOptions } from './options.ts';

/** Who makes this request: a user with roles and scope, or a person without a login. Read once a request. */
export const getActor = cache(async (): Promise<Actor> => {
  const token = await findSessionToken();
  if (token === undefined) return person;
  return (await loadUserActor(token)) ?? person;
});

/** The token in the request's cookie, whether or not a session belongs to it. */
export async function findSessionToken(): Promise<string | undefined> {
  return (await cookies()).get(sessionCookieName())?.value;
}

/** Takes the cookies off the browser; the session itself is ended by `endSession`. Only in actions and route handlers. */
export async function dropSessionCookies(): Promise<void> {
  const { path, secure } = sessionCookieOptions();
  const kept = await cookies();
  for (const name of [sessionCookieName(), areaCookieName]) kept.delete({ name, path, secure });
}
