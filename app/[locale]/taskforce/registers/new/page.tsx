import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { UploadForm } from '#components/registers/upload-form.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { registers } from '#lib/registers/descriptions/index.ts';
import { uploadProblem } from '../upload/problem.ts';

interface NewFilePageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<{ problem?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('register-files.send');
  return { title: t('title') };
}

export default async function NewFilePage({ params, searchParams }: NewFilePageProps) {
  const { locale } = await params;
  await requireAdministrator(locale, '/taskforce/registers/new');
  const [{ problem }, t] = await Promise.all([searchParams, getTranslations('register-files')]);
  return (
    <ClientMessages namespaces={['register-files', 'registers']}>
      <Breadcrumb crumbs={[{ href: '/taskforce/registers', label: t('title') }]} />
      <PageHeading title={t('send.title')} lead={t('send.lead')} />
      <UploadForm
        address={`/${locale}/taskforce/registers/upload`}
        registers={registers.map(({ code, names }) => ({ value: code, label: names[locale] }))}
        problem={problem === undefined ? undefined : uploadProblem(problem)}
      />
    </ClientMessages>
  );
}
