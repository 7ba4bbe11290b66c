import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PointFields, pointFieldNames } from '#components/pickup/point-fields.tsx';
import { PointsTable } from '#components/pickup/points-table.tsx';
import { Said } from '#components/pickup/said.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ActionForm, SubmitButton } from '#components/ui/form.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { listPoints, listProvinceDepots } from '#lib/pickup/province-queries.ts';
import { openPointAction } from '../actions.ts';

interface PointsPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('province.points');
  return { title: t('title') };
}

export default async function PointsPage({ params, searchParams }: PointsPageProps) {
  const [{ locale }, asked] = await Promise.all([params, searchParams]);
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/points');
  const [t, points, depots] = await Promise.all([
    getTranslations('province.points'),
    listPoints(actor, { provinceCode }),
    listProvinceDepots(actor, provinceCode),
  ]);
  return (
    <ClientMessages namespaces={['province']}>
      <div className="space-y-10">
        <PageHeading title={t('title')} lead={t('lead')} />
        <Said done={asked.done} problem={asked.problem} />
        <PointsTable
          caption={t('caption')}
          points={points}
          empty={
            <EmptyState title={t('empty')}>
              <p>{t('emptyText')}</p>
            </EmptyState>
          }
        />
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
