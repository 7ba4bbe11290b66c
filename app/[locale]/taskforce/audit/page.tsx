import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuditFilter } from '#components/audit/audit-filter.tsx';
import { AuditTable } from '#components/audit/audit-table.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { queryHref } from '#components/ui/query.ts';
import { TextLink } from '#components/ui/text-link.tsx';
import { getAuditTrail } from '#lib/audit/queries.ts';
import { auditSearchSchema } from '#lib/audit/schema.ts';
import { requireAdministrator } from '#lib/auth/guards.ts';
import type { Locale } from '#lib/i18n/locales.ts';

interface AuditPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('audit');
  return { title: t('title') };
}

export default async function AuditPage({ params, searchParams }: AuditPageProps) {
  const { locale } = await params;
  const actor = await requireAdministrator(locale, '/taskforce/audit');
  const { before, ...filter } = auditSearchSchema.parse(await searchParams);
  const [t, { entries, next }] = await Promise.all([
    getTranslations('audit'),
    getAuditTrail(actor, { ...filter, before, size: 50 }),
  ]);
  const at = (cursor: string | undefined) => `/taskforce/audit${queryHref(filter, { before: cursor })}`;
  const filtered = before !== undefined || Object.values(filter).some((value) => value !== undefined);
  return (
    <div className="space-y-6">
      <PageHeading
        title={t('title')}
        lead={t('lead')}
        actions={<CsvLink href="/taskforce/audit.csv" query={filter} />}
      />
      <AuditFilter filter={filter} />
      <AuditTable entries={entries} filtered={filtered} />
      <p className="flex flex-wrap justify-between gap-4">
        {before !== undefined && <TextLink href={at(undefined)}>{t('newest')}</TextLink>}
        {next !== undefined && <TextLink href={at(next)}>{t('older')}</TextLink>}
      </p>
    </div>
  );
}
