import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { Publication } from '#components/lists/publication.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { getPublication } from '#lib/eligibility/lists.ts';
import type { Locale } from '#lib/i18n/locales.ts';

interface PublicationPageProps {
  params: Promise<{ locale: Locale; run: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('lists.publication');
  return { title: t('title') };
}

export default async function PublicationPage({ params }: PublicationPageProps) {
  const { locale, run: runId } = await params;
  const actor = await requireAdministrator(locale, `/taskforce/lists/publications/${runId}`);
  const [t, run] = await Promise.all([
    getTranslations('lists'),
    orNotFound(z.uuid().safeParse(runId).success && getPublication(actor, runId)),
  ]);
  return (
    <>
      <Breadcrumb crumbs={[{ href: '/taskforce/lists', label: t('title') }]} />
      <PageHeading title={t('publication.title')} />
      <Publication run={run} />
    </>
  );
}
