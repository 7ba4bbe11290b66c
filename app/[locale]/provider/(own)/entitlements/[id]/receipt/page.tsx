import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Receipt } from '#components/pickup/receipt.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { PrintButton } from '#components/ui/print-button.tsx';
import { requireProvider } from '#lib/auth/guards.ts';
import { findOwnEntitlement } from '#lib/entitlements/queries.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { findOwnReceipt } from '#lib/pickup/queries.ts';
import { entitlementSchema } from '#lib/pickup/schema.ts';
import { getOwnDetails } from '#lib/registers/queries.ts';

interface ReceiptPageProps {
  params: Promise<{ locale: Locale; id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('booking.receipt');
  return { title: t('title') };
}

export default async function ReceiptPage({ params }: ReceiptPageProps) {
  const { locale, id } = await params;
  const actor = await requireProvider(locale, `/provider/entitlements/${id}/receipt`);
  const asked = entitlementSchema.safeParse({ entitlementId: id });
  if (!asked.success) notFound();
  const { entitlementId } = asked.data;
  const [t, programmes, served, entitlement, receipt, details] = await Promise.all([
    getTranslations('booking.receipt'),
    getTranslations('rules.programmes'),
    getTranslations('provider.served'),
    findOwnEntitlement(actor, entitlementId),
    findOwnReceipt(actor, entitlementId),
    getOwnDetails(actor),
  ]);
  if (!entitlement || !receipt) notFound();
  return (
    <div className="space-y-8">
      <PageHeading over={programmes(entitlement.programmeCode)} title={t('title')} />
      <Receipt receipt={receipt} holder={`${details.givenName} ${details.familyName}`} />
      <div className="no-print flex flex-wrap gap-3">
        <PrintButton />
        <LinkButton look="secondary" href={`/provider/entitlements/${id}/problem`}>
          {served('problem')}
        </LinkButton>
      </div>
    </div>
  );
}
