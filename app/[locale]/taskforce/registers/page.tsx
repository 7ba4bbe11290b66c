import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import * as z from 'zod';
import { FileTable } from '#components/registers/file-table.tsx';
import { Linking } from '#components/registers/linking.tsx';
import { RegisterCards } from '#components/registers/register-cards.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { findWaitingForDecision } from '#lib/eligibility/waiting-for-decision.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { listContradictions } from '#lib/registers/contradictions/queries.ts';
import { getRegisterOverview } from '#lib/registers/files/overview.ts';
import { listFiles } from '#lib/registers/files/queries.ts';
import { fileFilterSchema } from '#lib/registers/files/schema.ts';
import { findWaitingForLink } from '#lib/registers/link/waiting-for-link.ts';
import { listRuns } from '#lib/runs/queries.ts';
import { searchPage } from '#lib/shared/search-schema.ts';
import { linkAction } from './actions.ts';

interface RegistersPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const told = ['discarded', 'link'] as const;
const searchSchema = fileFilterSchema.extend({
  page: searchPage,
  done: z.enum(told).optional().catch(undefined),
});

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('register-files');
  return { title: t('title') };
}

export default async function RegistersPage({ params, searchParams }: RegistersPageProps) {
  const { locale } = await params;
  const actor = await requireAdministrator(locale, '/taskforce/registers');
  const { page, done, ...filter } = searchSchema.parse(await searchParams);
  const [t, overview, files, runs, contradictions, link, decision] = await Promise.all([
    getTranslations('register-files'),
    getRegisterOverview(actor),
    listFiles(actor, filter, page),
    listRuns(actor, 'LINK', 5),
    listContradictions(actor, { state: 'open' }, 1),
    findWaitingForLink(actor),
    findWaitingForDecision(actor),
  ]);
  return (
    <div className="space-y-10">
      <div>
        <PageHeading
          title={t('title')}
          lead={t('lead')}
          actions={
            <LinkButton href="/taskforce/registers/new" icon="plus">
              {t('upload')}
            </LinkButton>
          }
        />
        {done && <Notice tone="good" title={t(`done.${done}`)} live />}
      </div>
      <RegisterCards registers={overview} />
      <FileTable list={files} filter={filter} page={files.page} />
      <Linking
        runs={runs}
        openContradictions={contradictions.counts.open}
        waiting={{ link, decision }}
        link={linkAction}
      />
    </div>
  );
}
