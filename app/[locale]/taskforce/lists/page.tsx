import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ListFilter } from '#components/lists/list-filter.tsx';
import { ListTable } from '#components/lists/list-table.tsx';
import { OutOfDateNotice } from '#components/registers/out-of-date-notice.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { listSearchSchema } from '#lib/eligibility/list-schema.ts';
import { getPublishedLists } from '#lib/eligibility/lists.ts';
import { findWaitingForDecision } from '#lib/eligibility/waiting-for-decision.ts';
import { countPendingRemovals } from '#lib/entitlements/removals.ts';
import { countUntold } from '#lib/entitlements/untold.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { findWaitingForLink } from '#lib/registers/link/waiting-for-link.ts';

interface ListsPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('lists');
  return { title: t('title') };
}

export default async function ListsPage({ params, searchParams }: ListsPageProps) {
  const { locale } = await params;
  const actor = await requireAdministrator(locale, '/taskforce/lists');
  const { programme, profession, number, kind, page } = listSearchSchema.parse(await searchParams);
  const [t, link, decision, pending, untold, { lists, ...pages }] = await Promise.all([
    getTranslations('lists'),
    findWaitingForLink(actor),
    findWaitingForDecision(actor),
    countPendingRemovals(actor),
    countUntold(actor),
    getPublishedLists(actor, {
      programmeCode: programme,
      professionCode: profession,
      number,
      kind,
      page,
      size: pageSize,
    }),
  ]);
  const query = { programme, profession, kind, number: number === undefined ? undefined : String(number) };
  return (
    <div className="space-y-6">
      <PageHeading
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            <LinkButton href="/taskforce/lists/compare" look="secondary">
              {t('compare.title')}
            </LinkButton>
            <LinkButton href="/taskforce/lists/removals" look="secondary">
              {t('removals.link', { count: pending })}
            </LinkButton>
            {untold > 0 && (
              <LinkButton href="/taskforce/lists/removals#untold" look="secondary">
                {t('untold.link', { count: untold })}
              </LinkButton>
            )}
          </>
        }
      />
      <OutOfDateNotice link={link} decision={decision} />
      <div className="flex flex-wrap items-end justify-between gap-4">
        <ListFilter programme={programme} profession={profession} kind={kind} number={number} />
        <CsvLink href="/taskforce/lists.csv" query={query} />
      </div>
      <ListTable lists={lists} filtered={Object.values(query).some((value) => value !== undefined)} />
      <Pagination {...pages} query={query} />
    </div>
  );
}
