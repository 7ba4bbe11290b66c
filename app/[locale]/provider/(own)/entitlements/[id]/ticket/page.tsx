import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Ticket } from '#components/pickup/ticket.tsx';
import { buttonClass, LinkButton } from '#components/ui/button.tsx';
import { ConfirmForm } from '#components/ui/confirm-form.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { PrintButton } from '#components/ui/print-button.tsx';
import { requireProvider } from '#lib/auth/guards.ts';
import { findOwnEntitlement } from '#lib/entitlements/queries.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import { appointmentState } from '#lib/pickup/appointment-state.ts';
import { drawQrCode } from '#lib/pickup/draw-qr-code.ts';
import { findOwnBooking } from '#lib/pickup/queries.ts';
import { entitlementSchema } from '#lib/pickup/schema.ts';
import { getOwnDetails } from '#lib/registers/queries.ts';
import { businessNow, toDate } from '#lib/shared/clock.ts';
import { cancelAction } from '../../../actions.ts';

interface TicketPageProps {
  params: Promise<{ locale: Locale; id: string }>;
  searchParams: Promise<{ done?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('booking.ticket');
  return { title: t('title') };
}

export default async function TicketPage({ params, searchParams }: TicketPageProps) {
  const [{ locale, id }, { done }] = await Promise.all([params, searchParams]);
  const actor = await requireProvider(locale, `/provider/entitlements/${id}/ticket`);
  const asked = entitlementSchema.safeParse({ entitlementId: id });
  if (!asked.success) notFound();
  const { entitlementId } = asked.data;
  const [t, entitlement, booking, details, now] = await Promise.all([
    getTranslations('booking.ticket'),
    findOwnEntitlement(actor, entitlementId),
    findOwnBooking(actor, entitlementId),
    getOwnDetails(actor),
    businessNow(),
  ]);
  if (!entitlement) notFound();
  // A link in an old mail: what became of the parcel stands on the overview.
  if (!booking || entitlement.status !== 'BOOKED') return redirect({ locale, href: '/provider' });
  const state = appointmentState(booking, toDate(now));
  return (
    <div className="space-y-8">
      <PageHeading title={t('title')} />
      {(done === 'booked' || done === 'moved') && (
        <div className="no-print">
          <Notice tone="good" title={t(done)} live large>
            {details.email !== null && <p>{t('mailed', { email: details.email })}</p>}
          </Notice>
        </div>
      )}
      {state === 'arrived' && <Notice tone="good" title={t('arrived')} />}
      {state === 'past' && (
        <Notice tone="attention" title={t('past')}>
          <p>{t('pastText')}</p>
        </Notice>
      )}
      <Ticket
        booking={booking}
        entitlement={entitlement}
        holder={`${details.givenName} ${details.familyName}`}
        qr={drawQrCode(booking.code)}
      />
      <div className="no-print space-y-6">
        <div className="flex flex-wrap gap-3">
          <PrintButton />
          <a
            href={`/${locale}/provider/entitlements/${id}/ticket/calendar.ics`}
            className={buttonClass('secondary')}
            download
          >
            <Icon name="calendar" />
            {t('calendar')}
          </a>
          {state !== 'arrived' && (
            <LinkButton look="secondary" href={`/provider/entitlements/${id}/slot`}>
              {t('move')}
            </LinkButton>
          )}
        </div>
        {state !== 'arrived' && (
          <ConfirmForm
            action={cancelAction}
            label={t('cancel')}
            question={<p>{t('cancelQuestion')}</p>}
            confirmLabel={t('cancelConfirm')}
            values={{ entitlementId, locale }}
          />
        )}
      </div>
    </div>
  );
}
