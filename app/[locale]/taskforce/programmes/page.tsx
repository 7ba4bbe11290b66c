import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProgrammeTable } from '#components/programmes/programme-table.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { getProgrammes } from '#lib/programmes/queries.ts';

interface ProgrammesPageProps {
  params: Promise<{ locale: Locale }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('programmes');
  return { title: t('title') };
}

export default async function ProgrammesPage({ params }: ProgrammesPageProps) {
  const { locale } = await params;
  const actor = await requireAdministrator(locale, '/taskforce/programmes');
  const [t, programmes] = await Promise.all([getTranslations('programmes'), getProgrammes(actor)]);
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead')} />
      <ProgrammeTable programmes={programmes} />
    </>
  );
}
