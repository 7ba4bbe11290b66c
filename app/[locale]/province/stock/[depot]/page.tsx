import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Ledger } from '#components/stock/ledger.tsx';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { getLedgerOfDepot } from '#lib/stock/queries.ts';
import { ledgerAddressSchema } from '#lib/stock/schema.ts';

interface LedgerPageProps {
  params: Promise<{ locale: Locale; depot: string }>;
  searchParams: Promise<{ before?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('stock');
  return { title: t('ledger') };
}

export default async function LedgerPage({ params, searchParams }: LedgerPageProps) {
  const { locale, depot } = await params;
  const { actor } = await requireProvinceStaff(locale, '/province/stock');
  const address = ledgerAddressSchema.safeParse({ depot, ...(await searchParams) });
  const ledger = await orNotFound(
    address.success && getLedgerOfDepot(actor, address.data.depot, { before: address.data.before, size: 50 }),
  );
  return <Ledger area="province" ledger={ledger} />;
}
