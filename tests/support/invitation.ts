import pg from 'pg';
import { hashToken, newToken } from '#lib/shared/secrets.ts';

/**
 * Invites one person alone, and answers the token of the link. Inviting by the page of the province writes to everyone
 * in it, which would push other tests' messages out of the inbox.
 */
export async function inviteOne(ownerUrl: string, email: string): Promise<string> {
  const token = newToken();
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `INSERT INTO invitation (entitlement_id, provider_id, token_hash, expires_at)
       SELECT e.id, e.provider_id, $2, now() + interval '60 days'
         FROM entitlement e JOIN provider v ON v.id = e.provider_id
        WHERE v.email = $1 AND e.channel = 'PROVINCE_PICKUP' AND e.status = 'GIVEN' LIMIT 1`,
      [email, Buffer.from(hashToken(token))],
    );
    if (rowCount !== 1) throw new Error(`${email} has nothing to be invited for.`);
  } finally {
    await client.end();
  }
  return token;
}
