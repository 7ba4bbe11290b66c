import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import * as z from 'zod';
import { ContradictionPage } from '#components/registers/contradiction-page.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { findContradiction } from '#lib/registers/contradictions/queries.ts';
import { settleAction } from '../actions.ts';

interface OneContradictionPageProps {
  params: Promise<{ locale: Locale; id: string }>;
  searchParams: Promise<{ done?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('contradictions');
  return { title: t('title') };
}

export default async function OneContradictionPage({ params, searchParams }: OneContradictionPageProps) {
  const { locale, id } = await params;
  const actor = await requireAdministrator(locale, `/taskforce/registers/contradictions/${id}`);
  const contradiction = z.uuid().safeParse(id).success ? await findContradiction(actor, id) : undefined;
  if (!contradiction) return notFound();
  const [{ done }, t, files] = await Promise.all([
    searchParams,
    getTranslations('contradictions'),
    getTranslations('register-files'),
  ]);
  return (
    <ClientMessages namespaces={['contradictions']}>
      <Breadcrumb
        crumbs={[
          { href: '/taskforce/registers', label: files('title') },
          { href: '/taskforce/registers/contradictions', label: t('title') },
        ]}
      />
      <PageHeading title={t(`kinds.${contradiction.kind}.name`)} lead={t(`kinds.${contradiction.kind}.means`)} />
      {done === 'settled' && (
        <div className="mb-8">
          <Notice tone="good" title={t('done')} live />
        </div>
      )}
      <ContradictionPage contradiction={contradiction} settle={settleAction} />
    </ClientMessages>
  );
}
