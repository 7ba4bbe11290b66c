import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ChangedConditions, Comparison, type Side } from '#components/decisions/comparison.tsx';
import { DraftList, KeepDraftForm } from '#components/decisions/drafts.tsx';
import { PreviewFilter } from '#components/decisions/preview-filter.tsx';
import { WhatIfForm } from '#components/decisions/what-if-form.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { type Query, queryHref } from '#components/ui/query.ts';
import type { UserActor } from '#lib/auth/actor.ts';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { changesOf, type WhatIfSearch, whatIfQuery, whatIfSearchSchema } from '#lib/eligibility/decision-schema.ts';
import { narrowed, needsWithin } from '#lib/eligibility/preview.ts';
import { type Foreseen, foreseeChanges } from '#lib/eligibility/what-if.ts';
import { provinceCodes } from '#lib/geography/provinces.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { listRuleSetDrafts } from '#lib/programmes/draft-queries.ts';
import { getProgramme } from '#lib/programmes/queries.ts';
import { loadRuleSet } from '#lib/programmes/rule-sets.ts';
import { changesNothing } from '#lib/rules/change-rule-set.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import { businessToday } from '#lib/shared/clock.ts';
import { getStockByProvince } from '#lib/stock/queries.ts';
import { adoptDraftAction, discardDraftAction, keepDraftAction } from '../actions.ts';

interface WhatIfPageProps {
  params: Promise<{ locale: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const pageSize = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('decisions');
  return { title: t('whatIf.title') };
}

export default async function WhatIfPage({ params, searchParams }: WhatIfPageProps) {
  const { locale } = await params;
  const actor = await requireAdministrator(locale, '/taskforce/decisions/what-if');
  const asked = await searchParams;
  const search = whatIfSearchSchema.parse(asked);
  const [t, programme, { drafts, ...pages }, asOf] = await Promise.all([
    getTranslations('decisions'),
    getProgramme(actor, search.programme),
    listRuleSetDrafts(actor, { programmeCode: search.programme, page: search.page, size: pageSize }),
    businessToday(),
  ]);
  const ruleSet = await loadRuleSet(programme.ruleSet.code, programme.ruleSet.version);
  const trial = whatIfQuery(search.programme, changesOf(search));
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
          <Trial actor={actor} search={search} trial={trial} />
        )}
        <DraftList
          drafts={drafts}
          pages={pages}
          query={{ ...trial, profession: search.profession, province: search.province }}
          adopt={adoptDraftAction}
          discard={discardDraftAction}
        />
      </div>
    </ClientMessages>
  );
}

interface TrialProps {
  actor: UserActor;
  search: WhatIfSearch;
  /** Its address, without what is looked at of it. */
  trial: Query;
}

async function Trial({ actor, search, trial }: TrialProps) {
  const { programme: programmeCode, profession, province } = search;
  const [t, foreseen, programme, stock] = await Promise.all([
    getTranslations('decisions'),
    foreseeChanges(actor, { programmeCode, changes: changesOf(search) }),
    getProgramme(actor, programmeCode),
    getStockByProvince(actor),
  ]);
  if (!foreseen.ok) return <Notice tone="wrong" title={t(`refused.${foreseen.refusal.code}`)} />;
  const { asOf, ruleSet, today, changes, changedRuleSet, changed } = foreseen.value;
  if (changesNothing(changes)) return <Notice tone="info" title={t('whatIf.same')} />;
  const side = (everyone: Foreseen, rules: RuleSet): Side => {
    const tally = narrowed(everyone, search);
    const needs = needsWithin(province, tally.needs, programme.kits[0]?.lines ?? [], stock, provinceCodes);
    return { tally, needs, ruleSet: rules };
  };
  return (
    <section aria-labelledby="comparison" className="space-y-10">
      <h2 id="comparison" className="text-xl">
        {t('whatIf.resultTitle')}
      </h2>
      <PreviewFilter
        professions={professionCodes.filter((code) => today.cells.some((cell) => cell.professionCode === code))}
        provinces={provinceCodes}
        profession={profession}
        province={province}
        keep={trial}
      />
      <Comparison
        today={side(today, ruleSet)}
        changed={side(changed, changedRuleSet)}
        asOf={asOf}
        ofAll={profession === undefined ? null : `/taskforce/decisions/what-if${queryHref(trial, { province })}`}
      />
      <ChangedConditions before={ruleSet} after={changedRuleSet} asOf={asOf} />
      <KeepDraftForm action={keepDraftAction} programmeCode={programmeCode} changes={changes} />
    </section>
  );
}
