import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DecideForm } from '#components/decisions/decide-form.tsx';
import { RunFilter, RunTable } from '#components/decisions/run-table.tsx';
import { OutOfDateNotice } from '#components/registers/out-of-date-notice.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { CsvLink } from '#components/ui/csv-link.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { listDecideRuns } from '#lib/eligibility/decide-runs.ts';
import { runSearchSchema } from '#lib/eligibility/decision-schema.ts';
import { findWaitingForDecision } from '#lib/eligibility/waiting-for-decision.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { findWaitingForLink } from '#lib/registers/link/waiting-for-link.ts';
import { programmeCodes } from '#lib/rules/rule-sets.ts';
import { decideAction } from './actions.ts';

interface DecisionsPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('decisions');
  return { title: t('title') };
}

export default async function DecisionsPage({ params, searchParams }: DecisionsPageProps) {
  const { locale } = await params;
  const actor = await requireAdministrator(locale, '/taskforce/decisions');
  const { programme, state, asOf, page } = runSearchSchema.parse(await searchParams);
  const [t, { runs, ...pages }, link, decision] = await Promise.all([
    getTranslations('decisions'),
    listDecideRuns(actor, { programmeCode: programme, state, asOf, page, size: pageSize }),
    findWaitingForLink(actor),
    findWaitingForDecision(actor),
  ]);
  const query = { programme, state, asOf };
  return (
    <ClientMessages namespaces={['decisions']}>
      <div className="space-y-10">
        <PageHeading
          title={t('title')}
          lead={t('lead')}
          actions={
            <LinkButton href="/taskforce/decisions/what-if" look="secondary">
              {t('whatIfLink')}
            </LinkButton>
          }
        />
        <section aria-labelledby="runs" className="space-y-4">
          <h2 id="runs" className="text-xl">
            {t('runs')}
          </h2>
          <div className="flex flex-wrap items-end justify-between gap-4">
            <RunFilter programme={programme} state={state} asOf={asOf} />
            <CsvLink href="/taskforce/decisions.csv" query={query} />
          </div>
          <RunTable runs={runs} filtered={Object.values(query).some((value) => value !== undefined)} />
          <Pagination {...pages} query={query} />
        </section>
        <section aria-labelledby="anew" className="max-w-2xl space-y-4">
          <h2 id="anew" className="text-xl">
            {t('decideTitle')}
          </h2>
          <OutOfDateNotice link={link} decision={decision} on="decisions" />
          <DecideForm action={decideAction} programmeCodes={programmeCodes} />
        </section>
      </div>
    </ClientMessages>
  );
}
