import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { DecideForm } from '#components/decisions/decide-form.tsx';
import { type DecideRunRow, RunTable } from '#components/decisions/run-table.tsx';
import { OutOfDateNotice } from '#components/registers/out-of-date-notice.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { decideResultSchema } from '#lib/eligibility/decide-result.ts';
import { decideInputSchema } from '#lib/eligibility/request-decisions.ts';
import { findWaitingForDecision } from '#lib/eligibility/waiting-for-decision.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { findWaitingForLink } from '#lib/registers/link/waiting-for-link.ts';
import { programmeCodes } from '#lib/rules/rule-sets.ts';
import { listRuns, type RunView } from '#lib/runs/queries.ts';
import { decideAction } from './actions.ts';

interface DecisionsPageProps {
  params: Promise<{ locale: Locale }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('decisions');
  return { title: t('title') };
}

export default async function DecisionsPage({ params }: DecisionsPageProps) {
  const { locale } = await params;
  const actor = await requireAdministrator(locale, '/taskforce/decisions');
  const [t, runs, link, decision] = await Promise.all([
    getTranslations('decisions'),
    listRuns(actor, 'DECIDE', 30),
    findWaitingForLink(actor),
    findWaitingForDecision(actor),
  ]);
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
          <RunTable runs={runs.map(toRow)} />
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

function toRow({ id, state, input, result, finishedAt }: RunView): DecideRunRow {
  const { programmeCode, asOf } = decideInputSchema.parse(input);
  return { id, state, programmeCode, asOf, finishedAt, result: decideResultSchema.safeParse(result).data ?? null };
}
