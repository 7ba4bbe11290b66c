import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PatternForm } from '#components/pickup/pattern-form.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { requireProvinceStaff } from '#lib/auth/guards.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { listPoints } from '#lib/pickup/province-queries.ts';
import { patternAction } from '../../actions.ts';

interface NewSlotsPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<{ point?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('province.pattern');
  return { title: t('title') };
}

export default async function NewSlotsPage({ params, searchParams }: NewSlotsPageProps) {
  const [{ locale }, { point }] = await Promise.all([params, searchParams]);
  const { actor, provinceCode } = await requireProvinceStaff(locale, '/province/slots/new');
  const [t, points] = await Promise.all([getTranslations('province.pattern'), listPoints(actor, { provinceCode })]);
  const open = points.filter(({ closedAt }) => closedAt === null);
  return (
    <ClientMessages namespaces={['province']}>
      <PageHeading title={t('title')} lead={t('lead')} />
      {open.length === 0 ? (
        <EmptyState title={t('noPoint')} action={<LinkButton href="/province/points">{t('openPoint')}</LinkButton>}>
          <p>{t('noPointText')}</p>
        </EmptyState>
      ) : (
        <PatternForm
          action={patternAction}
          points={open.map(({ id, name, municipality }) => ({ value: id, label: `${name} (${municipality})` }))}
          point={typeof point === 'string' ? point : open.length === 1 ? open[0]?.id : undefined}
        />
      )}
    </ClientMessages>
  );
}
