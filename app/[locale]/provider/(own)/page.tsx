import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EntitlementCard } from '#components/entitlements/entitlement-card.tsx';
import { UnlistedCard } from '#components/entitlements/unlisted-card.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { requireProvider } from '#lib/auth/guards.ts';
import { listOwnUnlisted } from '#lib/eligibility/own-unlisted.ts';
import { listOwnEntitlements, type OwnEntitlement } from '#lib/entitlements/queries.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { appointmentState } from '#lib/pickup/appointment-state.ts';
import {
  findSlotChoice,
  listOwnBookings,
  listOwnDeliveryReports,
  listOwnHandedOver,
  type OwnBooking,
} from '#lib/pickup/queries.ts';
import { canReportDelivery } from '#lib/pickup/report-delivery.ts';
import { findBegunDelivery, findPlannedDelivery, loadPlannedDeliveries } from '#lib/programmes/delivery-schedule.ts';
import { nextStepFor } from '#lib/programmes/next-step.ts';
import { businessNow, dayOf, toDate } from '#lib/shared/clock.ts';
import { declineAction, resumeAction } from './actions.ts';

interface ProviderPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('provider.overview');
  return { title: t('title') };
}

export default async function ProviderPage({ params, searchParams }: ProviderPageProps) {
  const [{ locale }, query] = await Promise.all([params, searchParams]);
  const actor = await requireProvider(locale, '/provider');
  const [t, entitlements, bookings, handedOver, reports, unlisted, deliveries, now] = await Promise.all([
    getTranslations('provider'),
    listOwnEntitlements(actor),
    listOwnBookings(actor),
    listOwnHandedOver(actor),
    listOwnDeliveryReports(actor),
    listOwnUnlisted(actor),
    loadPlannedDeliveries(),
    businessNow(),
  ]);
  const bookingOf = (id: string) => bookings.find(({ entitlementId }) => entitlementId === id);
  const stateOf = (booking: OwnBooking | undefined) => booking && appointmentState(booking, toDate(now));
  const choices = new Map(
    await Promise.all(
      entitlements
        .filter((one) => canBook(one) || stateOf(bookingOf(one.id)) === 'past')
        .map(async ({ id }) => [id, await findSlotChoice(actor, { entitlementId: id })] as const),
    ),
  );
  const placesOf = (id: string) => {
    const choice = choices.get(id);
    const firstDay = choice?.days[0]?.day;
    if (!choice || firstDay === undefined) return undefined;
    return { free: choice.points.reduce((sum, { free }) => sum + free, 0), firstDay };
  };
  const today = dayOf(now);
  const unlistedUnder = (programme: string) => unlisted.find(({ programmeCode }) => programmeCode === programme);
  // Said on the card of what they still have.
  const leaving = new Set(entitlements.flatMap((one) => (one.removalPending ? [one.programmeCode] : [])));
  return (
    <div className="space-y-10">
      <PageHeading title={t('overview.title')} />
      {typeof query.done === 'string' && t.has(`done.${query.done}`) && (
        <Notice tone="good" title={t(`done.${query.done}`)} live />
      )}
      {typeof query.problem === 'string' && t.has(`refused.${query.problem}`) && (
        <Notice tone="wrong" title={t(`refused.${query.problem}`)} live />
      )}
      {entitlements.map((entitlement) => {
        const {
          id,
          channel,
          programmeCode: programme,
          provinceCode: province,
          professionCode: profession,
        } = entitlement;
        const concerned = { programme, province, profession, channel };
        const planned = findPlannedDelivery(deliveries, concerned, today);
        const places = placesOf(id);
        const booking = bookingOf(id);
        const hasReceipt = handedOver.has(id);
        return (
          <EntitlementCard
            key={id}
            entitlement={entitlement}
            booking={booking}
            appointment={stateOf(booking)}
            places={places}
            planned={planned}
            nextStep={nextStepFor({ channel, planned, placesFree: places !== undefined }, today)}
            hasReceipt={hasReceipt}
            deliveryBegun={
              !hasReceipt &&
              canReportDelivery(entitlement.status) &&
              findBegunDelivery(deliveries, concerned, today) !== null
            }
            deliveryReports={reports.filter(({ entitlementId }) => entitlementId === id)}
            removed={entitlement.removalPending ? unlistedUnder(programme) : undefined}
            decline={declineAction}
            resume={resumeAction}
          />
        );
      })}
      {unlisted
        .filter(({ programmeCode }) => !leaving.has(programmeCode))
        .map((one) => (
          <UnlistedCard key={one.programmeCode} unlisted={one} />
        ))}
      {entitlements.length === 0 && unlisted.length === 0 && (
        <EmptyState title={t('nothing.title')} action={<LinkButton href="/check">{t('nothing.check')}</LinkButton>}>
          <p>{t('nothing.text')}</p>
        </EmptyState>
      )}
    </div>
  );
}

function canBook({ channel, status }: OwnEntitlement): boolean {
  return channel === 'province-pickup' && status === 'GIVEN';
}
