/**
 * Whether a request that changes something comes from a page of the portal itself: the session's cookie goes along with
 * what other sites post, too. Server actions are looked at by the framework; this is for route handlers.
 */
export function isSameOrigin(headers: Headers): boolean {
  const origin = headers.get('origin');
  // Browsers name it with every post; what does not is not a page.
  if (origin === null || !URL.canParse(origin)) return false;
  const own = headers.get('x-forwarded-host') ?? headers.get('host');
  return new URL(origin).host === own;
}
