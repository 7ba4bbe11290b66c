import { openInvitation } from '#lib/auth/open-invitation.ts';
import { isLocale } from '#lib/i18n/locales.ts';

interface Context {
  params: Promise<{ locale: string; token: string }>;
}

/**
 * The button of an invitation. A plain route: an action’s answer is fetched ahead by the server, which would use the
 * sign-in up. An invitation that is no longer good leads back to its page, which says why.
 */
export async function POST(_request: Request, { params }: Context): Promise<Response> {
  const { locale, token } = await params;
  if (!isLocale(locale)) return new Response(null, { status: 404 });
  const opened = await openInvitation(token, locale);
  const location = opened.ok ? opened.value.callbackPath : `/${locale}/invitation/${encodeURIComponent(token)}`;
  return new Response(null, {
    status: 303,
    headers: { location, 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' },
  });
}
