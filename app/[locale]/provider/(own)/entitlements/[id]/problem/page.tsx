import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { ActionForm, FormRadioGroup, FormTextArea, SubmitButton } from '#components/ui/form.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { requireProvider } from '#lib/auth/guards.ts';
import { findOwnEntitlement } from '#lib/entitlements/queries.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { findOwnReceipt } from '#lib/pickup/queries.ts';
import { entitlementSchema, problemKinds } from '#lib/pickup/schema.ts';
import { reportAction } from '../../../actions.ts';

interface ProblemPageProps {
  params: Promise<{ locale: Locale; id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('booking.problem');
  return { title: t('title') };
}

export default async function ProblemPage({ params }: ProblemPageProps) {
  const { locale, id } = await params;
  const actor = await requireProvider(locale, `/provider/entitlements/${id}/problem`);
  const asked = entitlementSchema.safeParse({ entitlementId: id });
  if (!asked.success) notFound();
  const { entitlementId } = asked.data;
  const [t, items, entitlement, receipt] = await Promise.all([
    getTranslations('booking.problem'),
    getTranslations('items'),
    findOwnEntitlement(actor, entitlementId),
    findOwnReceipt(actor, entitlementId),
  ]);
  if (!entitlement || !receipt) notFound();
  return (
    <ClientMessages namespaces={['booking']}>
      <PageHeading title={t('title')} lead={t('lead')} />
      <ActionForm
        id="problem"
        action={reportAction}
        fields={{ kind: t('kind'), itemCode: t('item'), text: t('text') }}
        values={{ entitlementId }}
      >
        <FormRadioGroup
          name="kind"
          choices={problemKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        />
        <FormRadioGroup
          name="itemCode"
          choices={entitlement.kit.map(({ itemCode }) => ({ value: itemCode, label: items(`${itemCode}.name`) }))}
        />
        <FormTextArea name="text" hint={t('textHint')} maxLength={1000} />
        <SubmitButton>{t('send')}</SubmitButton>
      </ActionForm>
    </ClientMessages>
  );
}
