import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ChangedConditions, Comparison, type Side } from '#components/decisions/comparison.tsx';
import { DraftList, KeepDraftForm } from '#components/decisions/drafts.tsx';
import { WhatIfForm } from '#components/decisions/what-if-form.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import type { UserActor } from '#lib/auth/actor.ts';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { changesOf, type WhatIfSearch, whatIfSearchSchema } from '#lib/eligibility/decision-schema.ts';
import { needsAgainstStock } from '#lib/eligibility/preview.ts';
import type { Tally } from '#lib/eligibility/tally.ts';
import { foreseeChanges } from '#lib/eligibility/what-if.ts';
import { provinceCodes } from '#lib/geography/provinces.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { listRuleSetDrafts } from '#lib/programmes/draft-queries.ts';
import { getProgramme } from '#lib/programmes/queries.ts';
import { loadRuleSet } from '#lib/programmes/rule-sets.ts';
import { changesNothing } from '#lib/rules/change-rule-set.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { getStockByProvince } from '#lib/stock/queries.ts';
import { adoptDraftAction, discardDraftAction, keepDraftAction } from '../actions.ts';

interface WhatIfPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('decisions');
  return { title: t('whatIf.title') };
}

export default async function WhatIfPage({ params, searchParams }: WhatIfPageProps) {
  const { locale } = await params;
  const actor = await requireAdministrator(locale, '/taskforce/decisions/what-if');
  const asked = await searchParams;
  const search = whatIfSearchSchema.parse(asked);
  const [t, programme, drafts, asOf] = await Promise.all([
    getTranslations('decisions'),
    getProgramme(actor, search.programme),
    listRuleSetDrafts(actor, search.programme),
    businessToday(),
  ]);
  const ruleSet = await loadRuleSet(programme.ruleSet.code, programme.ruleSet.version);
  return (
    <ClientMessages namespaces={['decisions']}>
      <div className="space-y-10">
        <div>
          <Breadcrumb crumbs={[{ href: '/taskforce/decisions', label: t('title') }]} />
          <PageHeading title={t('whatIf.title')} lead={t('whatIf.lead')} />
          {asked.done === 'kept' && <Notice tone="good" title={t('told.kept')} live />}
          {asked.done === 'discarded' && <Notice tone="good" title={t('told.discarded')} live />}
          {asked.done === 'adopted' && (
            <Notice tone="good" title={t('told.adopted')} live>
              <p>{t('told.adoptedText')}</p>
            </Notice>
          )}
        </div>
        <WhatIfForm search={search} ruleSet={ruleSet} asOf={asOf} />
        {changesNothing(changesOf(search)) ? (
          <p className="text-soft">{t('whatIf.nothing')}</p>
        ) : (
          <Foreseen actor={actor} search={search} />
        )}
        <DraftList drafts={drafts} adopt={adoptDraftAction} discard={discardDraftAction} />
      </div>
    </ClientMessages>
  );
}

async function Foreseen({ actor, search }: { actor: UserActor; search: WhatIfSearch }) {
  const programmeCode = search.programme;
  const [t, foreseen, programme, stock] = await Promise.all([
    getTranslations('decisions'),
    foreseeChanges(actor, { programmeCode, changes: changesOf(search) }),
    getProgramme(actor, programmeCode),
    getStockByProvince(actor),
  ]);
  if (!foreseen.ok) return <Notice tone="wrong" title={t(`refused.${foreseen.refusal.code}`)} />;
  const { asOf, ruleSet, today, changes, changedRuleSet, changed } = foreseen.value;
  if (changesNothing(changes)) return <Notice tone="info" title={t('whatIf.same')} />;
  const side = (tally: Tally, rules: RuleSet): Side => ({
    tally,
    ruleSet: rules,
    needs: needsAgainstStock(tally.needs, programme.kits[0]?.lines ?? [], stock, provinceCodes),
  });
  return (
    <section aria-labelledby="comparison" className="space-y-10">
      <h2 id="comparison" className="text-xl">
        {t('whatIf.resultTitle')}
      </h2>
      <ChangedConditions before={ruleSet} after={changedRuleSet} asOf={asOf} />
      <Comparison today={side(today, ruleSet)} changed={side(changed, changedRuleSet)} asOf={asOf} />
      <KeepDraftForm action={keepDraftAction} programmeCode={programmeCode} changes={changes} />
    </section>
  );
}
