import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ClaimQueue } from '#components/claims/claim-queue.tsx';
import { buttonClass, LinkButton } from '#components/ui/button.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { queryHref } from '#components/ui/query.ts';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { listClaims } from '#lib/claims/review-queries.ts';
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
  const [t, words, queue] = await Promise.all([
    getTranslations('claim-review.queue'),
    getTranslations('common.actions'),
    listClaims(actor, filter),
  ]);
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
            <a
              className={buttonClass('secondary')}
              href={`/${locale}/taskforce/claims.csv${queryHref({ ...filter, page: undefined }, {})}`}
            >
              <Icon name="download" />
              {words('downloadCsv')}
            </a>
          </>
        }
      />
      <ClaimQueue queue={queue} filter={filter} take={takeClaimAction} locale={locale} />
    </div>
  );
}
