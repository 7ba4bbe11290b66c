import { getDb } from '#lib/db/client.ts';
import { done, type Result, refused } from '#lib/shared/result.ts';

/**
 * Says for which of the providers with the user's address a session acts. Refused where the provider is not one of
 * them; the session then stays as it was.
 */
export async function chooseProvider(
  sessionToken: string,
  providerId: string,
): Promise<Result<undefined, 'not-your-provider'>> {
  const changed = await getDb().$executeRaw`
    UPDATE session s SET provider_id = p.id
      FROM app_user u, provider p
     WHERE s.session_token = ${sessionToken} AND s.expires > now() AND u.id = s.user_id
       AND p.id::text = ${providerId} AND p.email = u.email`;
  return changed === 1 ? done(undefined) : refused('not-your-provider');
}
