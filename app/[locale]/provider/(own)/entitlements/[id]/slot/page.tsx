import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { AppointmentLine } from '#components/pickup/appointment.tsx';
import { NothingToChoose } from '#components/pickup/nothing-to-choose.tsx';
import { SlotChoice } from '#components/pickup/slot-choice.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { requireProvider } from '#lib/auth/guards.ts';
import { findOwnEntitlement } from '#lib/entitlements/queries.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { redirect } from '#lib/i18n/navigation.ts';
import { findOwnBooking, findSlotChoice } from '#lib/pickup/queries.ts';
import { entitlementSchema, slotSearchSchema } from '#lib/pickup/schema.ts';
import { findPlannedDelivery, loadPlannedDeliveries } from '#lib/programmes/delivery-schedule.ts';
import { nextStepFor } from '#lib/programmes/next-step.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { bookAction, moveAction } from '../../../actions.ts';

interface SlotPageProps {
  params: Promise<{ locale: Locale; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('booking.choose');
  return { title: t('title') };
}

export default async function SlotPage({ params, searchParams }: SlotPageProps) {
  const [{ locale, id }, query] = await Promise.all([params, searchParams]);
  const actor = await requireProvider(locale, `/provider/entitlements/${id}/slot`);
  const asked = entitlementSchema.safeParse({ entitlementId: id });
  if (!asked.success) notFound();
  const { entitlementId } = asked.data;
  const [t, programmes, entitlement, booking] = await Promise.all([
    getTranslations('booking.choose'),
    getTranslations('rules.programmes'),
    findOwnEntitlement(actor, entitlementId),
    findOwnBooking(actor, entitlementId),
  ]);
  if (!entitlement) notFound();
  const open = entitlement.status === 'GIVEN' || entitlement.status === 'BOOKED';
  const { channel, programmeCode: programme, provinceCode: province, professionCode: profession } = entitlement;
  // Whoever has arrived keeps what they have.
  if (channel !== 'province-pickup' || !open || (booking && booking.checkedInAt !== null)) {
    return redirect({ locale, href: '/provider' });
  }
  const [choice, deliveries, today] = await Promise.all([
    findSlotChoice(actor, { entitlementId, ...slotSearchSchema.parse(query) }),
    loadPlannedDeliveries(),
    businessToday(),
  ]);
  const planned = findPlannedDelivery(deliveries, { programme, province, profession, channel }, today);
  const nextStep = nextStepFor({ channel, planned, placesFree: choice.points.length > 0 }, today);
  return (
    <div className="space-y-8">
      <PageHeading
        over={programmes(programme)}
        title={t(booking ? 'titleMove' : 'title')}
        lead={nextStep === 'book' && t(booking ? 'leadMove' : 'lead')}
      />
      {booking && (
        <Notice tone="info" title={t('current')}>
          <AppointmentLine booking={booking} />
        </Notice>
      )}
      <ClientMessages namespaces={['booking']}>
        <SlotChoice
          entitlementId={entitlementId}
          choice={choice}
          moving={booking !== undefined}
          action={booking ? moveAction : bookAction}
        />
      </ClientMessages>
      {nextStep !== 'book' && <NothingToChoose nextStep={nextStep} provinceCode={province} />}
      <p>
        <TextLink href="/provider">{t('back')}</TextLink>
      </p>
    </div>
  );
}
