import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PointFields, pointFieldNames } from '#components/pickup/point-fields.tsx';
import { PointsTable } from '#components/pickup/points-table.tsx';
import { Said } from '#components/pickup/said.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ActionForm, SubmitButton } from '#components/ui/form.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { SearchForm } from '#components/ui/search-form.tsx';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { findPoints, listProvinceDepots } from '#lib/pickup/province-queries.ts';
import { textSearchSchema } from '#lib/pickup/schema.ts';
import { openPointAction } from '../actions.ts';

interface PointsPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('province.points');
  return { title: t('title') };
}

export default async function PointsPage({ params, searchParams }: PointsPageProps) {
  const [{ locale }, asked] = await Promise.all([params, searchParams]);
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/points');
  const { q, page } = textSearchSchema.parse(asked);
  const [t, { points, ...pages }, depots] = await Promise.all([
    getTranslations('province.points'),
    findPoints(actor, { provinceCode, text: q, page, size: pageSize }),
    listProvinceDepots(actor, provinceCode),
  ]);
  return (
    <ClientMessages namespaces={['province']}>
      <div className="space-y-10">
        <PageHeading
          title={t('title')}
          lead={t('lead')}
          actions={<CsvLink href="/province/points.csv" query={{ q }} />}
        />
        <Said done={asked.done} problem={asked.problem} />
        <div className="space-y-4">
          {/* A few are read faster than they are searched. */}
          {(pages.pageCount > 1 || q !== '') && <SearchForm id="search" label={t('search')} defaultValue={q} />}
          <PointsTable
            caption={t('caption')}
            points={points}
            empty={
              q === '' ? (
                <EmptyState title={t('empty')}>
                  <p>{t('emptyText')}</p>
                </EmptyState>
              ) : (
                <EmptyState title={t('noneFound')} />
              )
            }
          />
          <Pagination {...pages} query={{ q }} />
        </div>
        <section className="max-w-2xl space-y-4" aria-labelledby="open-point">
          <h2 id="open-point" className="text-xl">
            {t('openTitle')}
          </h2>
          <ActionForm
            id="point"
            action={openPointAction}
            fields={Object.fromEntries(pointFieldNames.map((name) => [name, t(`fields.${name}`)]))}
          >
            <PointFields depots={depots} />
            <SubmitButton>{t('openButton')}</SubmitButton>
          </ActionForm>
        </section>
      </div>
    </ClientMessages>
  );
}
