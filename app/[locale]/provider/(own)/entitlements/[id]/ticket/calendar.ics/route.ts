import { getTranslations } from 'next-intl/server';
import { getActor } from '#lib/auth/session.ts';
import { localeOr } from '#lib/i18n/locales.ts';
import { appointmentCalendar } from '#lib/pickup/appointment-calendar.ts';
import { findOwnBooking } from '#lib/pickup/queries.ts';
import { entitlementSchema } from '#lib/pickup/schema.ts';
import { portalUrl } from '#lib/shared/portal-url.ts';

interface Context {
  params: Promise<{ locale: string; id: string }>;
}

/** The appointment as a calendar file, for its own person; to others it does not exist. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { locale: asked, id } = await params;
  const locale = localeOr(asked);
  const actor = await getActor();
  const input = entitlementSchema.safeParse({ entitlementId: id });
  if (actor.kind !== 'user' || actor.providerId === null || !input.success) return new Response(null, { status: 404 });
  const booking = await findOwnBooking(actor, input.data.entitlementId);
  if (!booking) return new Response(null, { status: 404 });
  const t = await getTranslations({ locale, namespace: 'booking.calendar' });
  const url = portalUrl(`/${locale}/provider/entitlements/${booking.entitlementId}/ticket`);
  const words = { summary: t('summary'), description: t('description', { code: booking.code, link: url }), url };
  return new Response(appointmentCalendar(booking, words, new Date()), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${t('file')}.ics"`,
      'cache-control': 'private, no-store',
    },
  });
}
