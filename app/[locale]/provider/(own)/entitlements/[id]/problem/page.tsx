import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { ActionForm, FormRadioGroup, FormTextArea, SubmitButton } from '#components/ui/form.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { requireProvider } from '#lib/auth/guards.ts';
import { findOwnEntitlement, type OwnEntitlement } from '#lib/entitlements/queries.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { findOwnReceipt } from '#lib/pickup/queries.ts';
import { canReportDelivery } from '#lib/pickup/report-delivery.ts';
import { deliveryProblemKinds, entitlementSchema, problemKinds } from '#lib/pickup/schema.ts';
import { findBegunDelivery, loadPlannedDeliveries, type PlannedDelivery } from '#lib/programmes/delivery-schedule.ts';
import { dayInWords } from '#lib/rules/words.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { reportAction, reportDeliveryAction } from '../../../actions.ts';

interface ProblemPageProps {
  params: Promise<{ locale: Locale; id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('booking.delivery');
  return { title: t('pageTitle') };
}

export default async function ProblemPage({ params }: ProblemPageProps) {
  const { locale, id } = await params;
  const actor = await requireProvider(locale, `/provider/entitlements/${id}/problem`);
  const asked = entitlementSchema.safeParse({ entitlementId: id });
  if (!asked.success) notFound();
  const { entitlementId } = asked.data;
  const [entitlement, receipt] = await Promise.all([
    findOwnEntitlement(actor, entitlementId),
    findOwnReceipt(actor, entitlementId),
  ]);
  if (!entitlement) notFound();
  if (receipt) return <HandedOver entitlement={entitlement} />;
  const { programmeCode: programme, provinceCode: province, professionCode: profession, channel, status } = entitlement;
  const [deliveries, today] = await Promise.all([loadPlannedDeliveries(), businessToday()]);
  const delivery = findBegunDelivery(deliveries, { programme, province, profession, channel }, today);
  if (!delivery || !canReportDelivery(status)) notFound();
  return <Brought entitlement={entitlement} delivery={delivery} />;
}

/** Of what a counter handed over, and wrote a receipt for. */
function HandedOver({ entitlement: { id, kit } }: { entitlement: OwnEntitlement }) {
  const t = useTranslations('booking.problem');
  const choices = useItemChoices(kit);
  return (
    <ClientMessages namespaces={['booking']}>
      <PageHeading title={t('title')} lead={t('lead')} />
      <ActionForm
        id="problem"
        action={reportAction}
        fields={{ kind: t('kind'), itemCode: t('item'), text: t('text') }}
        values={{ entitlementId: id }}
      >
        <FormRadioGroup
          name="kind"
          choices={problemKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        />
        <FormRadioGroup name="itemCode" choices={choices} />
        <FormTextArea name="text" hint={t('textHint')} maxLength={1000} />
        <SubmitButton>{t('send')}</SubmitButton>
      </ActionForm>
    </ClientMessages>
  );
}

/** Of what was to be brought, at home or by an organisation: it may not have come at all. */
function Brought({ entitlement: { id, kit }, delivery }: { entitlement: OwnEntitlement; delivery: PlannedDelivery }) {
  const t = useTranslations('booking.problem');
  const own = useTranslations('booking.delivery');
  const locale = useLocale();
  const choices = useItemChoices(kit);
  const days = { from: dayInWords(delivery.fromOn, locale), last: dayInWords(delivery.lastOn, locale) };
  return (
    <ClientMessages namespaces={['booking']}>
      <PageHeading title={own('title')} lead={own('lead', days)} />
      <ActionForm
        id="problem"
        action={reportDeliveryAction}
        fields={{ kind: t('kind'), itemCode: t('item'), text: t('text') }}
        values={{ entitlementId: id }}
      >
        <FormRadioGroup
          name="kind"
          choices={deliveryProblemKinds
            .filter((kind) => kind === 'NOT_ARRIVED' || choices.length > 0)
            .map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        />
        {choices.length > 0 && <FormRadioGroup name="itemCode" hint={own('itemHint')} optional choices={choices} />}
        <FormTextArea name="text" hint={own('textHint')} optional maxLength={1000} />
        <SubmitButton>{t('send')}</SubmitButton>
      </ActionForm>
    </ClientMessages>
  );
}

function useItemChoices(kit: OwnEntitlement['kit']) {
  const items = useTranslations('items');
  return kit.map(({ itemCode }) => ({ value: itemCode, label: items(`${itemCode}.name`) }));
}
