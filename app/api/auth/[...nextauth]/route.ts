import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { findAreaCookie } from '#lib/auth/area-cookie.ts';
import { readCallback, signInErrorPath } from '#lib/auth/callback.ts';
import { authOptions } from '#lib/auth/options.ts';

/**
 * Exchanges a link's token for a session. This is all that is left open of next-auth's own routes: links are sent, and
 * sessions are ended, by the portal.
 */
export async function GET(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const { nextauth } = await context.params;
  if (nextauth.join('/') !== 'callback/email') return new Response(null, { status: 404 });
  const { language, wish } = readCallback(request.nextUrl.searchParams);
  const response: Response = await NextAuth(request, context, authOptions(wish));
  const failed = signInErrorPath(response.headers.get('location'), language);
  if (failed !== undefined) response.headers.set('location', failed);
  const area = await findAreaCookie(response.headers.getSetCookie());
  if (area !== undefined) response.headers.append('set-cookie', area);
  response.headers.set('cache-control', 'no-store');
  response.headers.set('referrer-policy', 'no-referrer');
  return response;
}

/** A look at the address must not use its token up. */
export function HEAD(): Response {
  return new Response(null, { status: 405, headers: { allow: 'GET' } });
}
