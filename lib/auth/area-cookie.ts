import { areaCookieName, areaFor } from './area.ts';
import { loadUserActor } from './load-user-actor.ts';
import { sessionCookieName, sessionCookieOptions, sessionSeconds } from './options.ts';

/** The cookie that goes along with a session's: none where the answer signs nobody in. */
export async function findAreaCookie(setCookies: readonly string[]): Promise<string | undefined> {
  const beginning = `${sessionCookieName()}=`;
  const token = setCookies
    .find((cookie) => cookie.startsWith(beginning))
    ?.slice(beginning.length)
    .split(';')[0];
  const actor = token ? await loadUserActor(decodeURIComponent(token)) : undefined;
  if (!actor) return undefined;
  const { path, secure } = sessionCookieOptions();
  return `${areaCookieName}=${areaFor(actor)}; Path=${path}; Max-Age=${sessionSeconds}; SameSite=Lax${secure ? '; Secure' : ''}`;
}
