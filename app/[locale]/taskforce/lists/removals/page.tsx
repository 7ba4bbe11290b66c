import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { RemovalList } from '#components/lists/removal-list.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { listPendingRemovals } from '#lib/entitlements/removals.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { settleRemovalAction } from '../actions.ts';

interface RemovalsPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const pageSize = 10;

const searchSchema = z.object({
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  done: z.enum(['KEPT', 'WITHDRAWN']).optional().catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('lists.removals');
  return { title: t('title') };
}

export default async function RemovalsPage({ params, searchParams }: RemovalsPageProps) {
  const { locale } = await params;
  const actor = await requireAdministrator(locale, '/taskforce/lists/removals');
  const { page, done } = searchSchema.parse(await searchParams);
  const [t, { removals, total }] = await Promise.all([
    getTranslations('lists'),
    listPendingRemovals(actor, { page, size: pageSize }),
  ]);
  return (
    <ClientMessages namespaces={['lists']}>
      <div className="space-y-8">
        <div>
          <Breadcrumb crumbs={[{ href: '/taskforce/lists', label: t('title') }]} />
          <PageHeading title={t('removals.title')} lead={t('removals.lead')} />
          {done && <Notice tone="good" title={t(`removals.done.${done}`)} live />}
        </div>
        <RemovalList removals={removals} settle={settleRemovalAction} />
        <Pagination page={page} pageCount={Math.ceil(total / pageSize)} total={total} query={{}} />
      </div>
    </ClientMessages>
  );
}
