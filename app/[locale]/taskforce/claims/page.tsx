import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClaimQueue } from '#components/claims/claim-queue.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { listClaims } from '#lib/claims/review-queue.ts';
import { queueFilterSchema } from '#lib/claims/schema.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { takeClaimAction } from './actions.ts';

interface ClaimsPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('claim-review.queue');
  return { title: t('title') };
}

export default async function ClaimsPage({ params, searchParams }: ClaimsPageProps) {
  const { locale } = await params;
  const actor = await requireAdministrator(locale, '/taskforce/claims');
  const filter = queueFilterSchema.parse(await searchParams);
  const [t, queue] = await Promise.all([getTranslations('claim-review.queue'), listClaims(actor, filter)]);
  return (
    <div className="space-y-6">
      <PageHeading
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            <LinkButton href="/taskforce/claims/new" look="secondary" icon="plus">
              {t('enter')}
            </LinkButton>
            <CsvLink href="/taskforce/claims.csv" query={{ ...filter, page: undefined }} />
          </>
        }
      />
      <ClaimQueue queue={queue} filter={filter} take={takeClaimAction} locale={locale} />
    </div>
  );
}
