import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import * as z from 'zod';
import { ContradictionQueue } from '#components/registers/contradiction-queue.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { listContradictions } from '#lib/registers/contradictions/queries.ts';
import { contradictionFilterSchema } from '#lib/registers/contradictions/schema.ts';
import { searchPage } from '#lib/shared/search-schema.ts';

interface ContradictionsPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const pageSchema = z.object({ page: searchPage });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('contradictions');
  return { title: t('title') };
}

export default async function ContradictionsPage({ params, searchParams }: ContradictionsPageProps) {
  const { locale } = await params;
  const actor = await requireAdministrator(locale, '/taskforce/registers/contradictions');
  const query = await searchParams;
  const filter = contradictionFilterSchema.parse(query);
  const { page } = pageSchema.parse(query);
  const [t, files, list] = await Promise.all([
    getTranslations('contradictions'),
    getTranslations('register-files'),
    listContradictions(actor, filter, page),
  ]);
  return (
    <div>
      <Breadcrumb crumbs={[{ href: '/taskforce/registers', label: files('title') }]} />
      <PageHeading
        title={t('title')}
        lead={t('lead')}
        actions={<CsvLink href="/taskforce/registers/contradictions.csv" query={filter} />}
      />
      <ContradictionQueue list={list} filter={filter} page={list.page} />
    </div>
  );
}
