import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RemovalFilter, RemovalList } from '#components/lists/removal-list.tsx';
import { UntoldTable } from '#components/lists/untold-table.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { removalSearchSchema } from '#lib/eligibility/list-schema.ts';
import { listPendingRemovals } from '#lib/entitlements/removals.ts';
import { listUntold } from '#lib/entitlements/untold.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { settleRemovalAction } from '../actions.ts';

interface RemovalsPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const pageSize = 10;
const untoldPageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('lists.removals');
  return { title: t('title') };
}

export default async function RemovalsPage({ params, searchParams }: RemovalsPageProps) {
  const { locale } = await params;
  const actor = await requireAdministrator(locale, '/taskforce/lists/removals');
  const { province, q, page, untold, done } = removalSearchSchema.parse(await searchParams);
  const [t, { removals, ...pages }, { people, ...untoldPages }] = await Promise.all([
    getTranslations('lists'),
    listPendingRemovals(actor, { province, q, page, size: pageSize }),
    listUntold(actor, { province, q, page: untold, size: untoldPageSize }),
  ]);
  const query = { province, q };
  const searched = province !== undefined || q !== undefined;
  return (
    <ClientMessages namespaces={['lists']}>
      <div className="space-y-8">
        <div>
          <Breadcrumb crumbs={[{ href: '/taskforce/lists', label: t('title') }]} />
          <PageHeading
            title={t('removals.title')}
            lead={t('removals.lead')}
            actions={<CsvLink href="/taskforce/lists/removals.csv" query={query} />}
          />
          {done && <Notice tone="good" title={t(`removals.done.${done}`)} live />}
        </div>
        <RemovalFilter province={province} q={q} />
        <RemovalList removals={removals} searched={searched} settle={settleRemovalAction} />
        <Pagination {...pages} query={{ ...query, untold: untold === 1 ? undefined : String(untold) }} />
        <section aria-labelledby="untold" className="space-y-4">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <h2 id="untold" className="scroll-mt-4 text-xl">
              {t('untold.title')}
            </h2>
            <CsvLink href="/taskforce/lists/untold.csv" query={query} label={t('untold.csv')} />
          </div>
          {untoldPages.total > 0 && <p className="measure">{t('untold.text', { total: untoldPages.total })}</p>}
          <UntoldTable people={people} searched={searched} />
          <Pagination
            {...untoldPages}
            query={{ ...query, page: page === 1 ? undefined : String(page) }}
            parameter="untold"
          />
        </section>
      </div>
    </ClientMessages>
  );
}
