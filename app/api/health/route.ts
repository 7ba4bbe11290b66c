import { connection } from 'next/server';
import { readHealth } from '#lib/shared/health.ts';

/** For load balancers and the start: 200 while the database answers, 503 while it does not. */
export async function GET(): Promise<Response> {
  await connection();
  const health = await readHealth();
  return Response.json(health, {
    status: health.status === 'ok' ? 200 : 503,
    headers: { 'Cache-Control': 'no-store' },
  });
}
