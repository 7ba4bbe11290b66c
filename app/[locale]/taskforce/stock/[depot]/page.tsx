import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Ledger } from '#components/stock/ledger.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { getLedgerOfDepot } from '#lib/stock/ledger.ts';
import { ledgerAddressSchema } from '#lib/stock/schema.ts';

interface LedgerPageProps {
  params: Promise<{ locale: Locale; depot: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('stock');
  return { title: t('ledger') };
}

export default async function LedgerPage({ params, searchParams }: LedgerPageProps) {
  const { locale, depot } = await params;
  const actor = await requireAdministrator(locale, '/taskforce/stock');
  const address = ledgerAddressSchema.safeParse({ ...(await searchParams), depot });
  if (!address.success) return notFound();
  const { depot: depotId, before, ...filter } = address.data;
  const ledger = await orNotFound(getLedgerOfDepot(actor, depotId, { filter, before, size: 50 }));
  return <Ledger area="taskforce" ledger={ledger} address={address.data} />;
}
