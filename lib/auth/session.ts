import 'server-only';
import { cookies } from 'next/headers';
import { cache } from 'react';
import { type Actor, person } from './actor.ts';
import { loadUserActor } from './load-user-actor.ts';
import { sessionCookieName } from './options.ts';

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

/** Takes the cookie off the browser; the session itself is ended by `endSession`. Only in actions and route handlers. */
export async function dropSessionCookie(): Promise<void> {
  (await cookies()).delete({
    name: sessionCookieName(),
    path: '/',
    secure: sessionCookieName().startsWith('__Secure-'),
  });
}
