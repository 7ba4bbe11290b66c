import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ListChanges } from '#components/decisions/list-changes.tsx';
import { NeedBoard, NeedOfAllProfessions } from '#components/decisions/need-board.tsx';
import { DecisionGlance, OutcomeChart } from '#components/decisions/outcomes.tsx';
import { PreviewFilter } from '#components/decisions/preview-filter.tsx';
import { DecideProgress } from '#components/decisions/run-progress.tsx';
import { SourceFiles } from '#components/decisions/source-files.tsx';
import { WhyNot } from '#components/decisions/why-not.tsx';
import { PublishForm } from '#components/lists/publish-form.tsx';
import { OutOfDateNotice } from '#components/registers/out-of-date-notice.tsx';
import { ClientMessages } from '#components/shell/client-messages.tsx';
import { Breadcrumb } from '#components/ui/breadcrumb.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { queryHref } from '#components/ui/query.ts';
import type { UserActor } from '#lib/auth/actor.ts';
import { requireAdministrator } from '#lib/auth/guards.ts';
import { orNotFound } from '#lib/auth/or-not-found.ts';
import { type DecideResult, decideResultSchema } from '#lib/eligibility/decide-result.ts';
import { getDecideRun } from '#lib/eligibility/decide-runs.ts';
import { wereListsChangedSince } from '#lib/eligibility/decided-people.ts';
import { previewSearchSchema } from '#lib/eligibility/decision-schema.ts';
import { countReasons, figuresBy, narrowed, needsWithin, sumCells } from '#lib/eligibility/preview.ts';
import { findWaitingForDecision } from '#lib/eligibility/waiting-for-decision.ts';
import { provinceCodes } from '#lib/geography/provinces.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { getProgramme } from '#lib/programmes/queries.ts';
import { loadRuleSet } from '#lib/programmes/rule-sets.ts';
import { findWaitingForLink } from '#lib/registers/link/waiting-for-link.ts';
import { changeable } from '#lib/rules/change-rule-set.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import { dayInWords } from '#lib/rules/words.ts';
import { getStockByProvince } from '#lib/stock/queries.ts';
import { publishAction } from '../../lists/actions.ts';

interface PreviewPageProps {
  params: Promise<{ locale: Locale; run: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('decisions');
  return { title: t('title') };
}

export default async function PreviewPage({ params, searchParams }: PreviewPageProps) {
  const { locale, run: runId } = await params;
  const actor = await requireAdministrator(locale, `/taskforce/decisions/${runId}`);
  const run = await orNotFound(getDecideRun(actor, runId));
  const t = await getTranslations('decisions');
  const crumbs = [{ href: '/taskforce/decisions', label: t('title') }];
  const { data: result } = decideResultSchema.safeParse(run.result);
  if (!result) {
    return (
      <div>
        <Breadcrumb crumbs={crumbs} />
        <PageHeading title={t('title')} />
        <DecideProgress run={run} />
      </div>
    );
  }
  const [link, decision] = await Promise.all([findWaitingForLink(actor), findWaitingForDecision(actor, runId)]);
  return (
    <div className="space-y-12">
      <div>
        <Breadcrumb crumbs={crumbs} />
        <PreviewHeading result={result} locale={locale} />
        <div className="space-y-4">
          <OutOfDateNotice link={link} decision={decision} />
          {(await wereListsChangedSince(actor, runId)) && (
            <Notice tone="attention" title={t('stale.title')}>
              <p>{t('stale.text')}</p>
            </Notice>
          )}
        </div>
      </div>
      <Preview actor={actor} runId={runId} result={result} search={previewSearchSchema.parse(await searchParams)} />
    </div>
  );
}

async function PreviewHeading({ result, locale }: { result: DecideResult; locale: Locale }) {
  const [t, names] = await Promise.all([getTranslations('decisions'), getTranslations('rules.programmes')]);
  const { programmeCode, asOf, ruleSet, practices, persons } = result;
  return (
    <PageHeading
      over={names(programmeCode)}
      title={t('previewTitle', { day: dayInWords(asOf, locale) })}
      lead={t('previewLead', { version: ruleSet.version, practices, persons })}
    />
  );
}

interface PreviewProps {
  actor: UserActor;
  runId: string;
  result: DecideResult;
  search: { profession?: string | undefined; province?: string | undefined };
}

async function Preview({ actor, runId, result, search }: PreviewProps) {
  const { profession, province } = search;
  const [ruleSet, programme, stock] = await Promise.all([
    loadRuleSet(result.ruleSet.code, result.ruleSet.version),
    getProgramme(actor, result.programmeCode),
    getStockByProvince(actor),
  ]);
  const shown = narrowed(result, search);
  const needs = needsWithin(province, shown.needs, programme.kits[0]?.lines ?? [], stock, provinceCodes);
  const byProfession = figuresBy(shown.cells, 'professionCode', professionCodes);
  const rules = { ruleSet, asOf: result.asOf };
  return (
    <>
      <PreviewFilter
        professions={professionCodes.filter((code) => result.cells.some((cell) => cell.professionCode === code))}
        provinces={provinceCodes}
        profession={profession}
        province={province}
      />
      <DecisionGlance
        figures={sumCells(shown.cells)}
        // A person has one parcel, whatever the profession.
        parcels={profession === undefined && needs.items.length > 0 ? needs.parcels : null}
      />
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
        <OutcomeChart by="profession" rows={byProfession} />
        <OutcomeChart by="province" rows={figuresBy(shown.cells, 'provinceCode', provinceCodes)} />
      </div>
      <WhyNot reasons={countReasons(shown.cells)} {...rules} />
      {profession === undefined ? (
        <NeedBoard needs={needs} />
      ) : (
        <NeedOfAllProfessions href={`/taskforce/decisions/${runId}${queryHref({ province }, {})}`} />
      )}
      <ListChanges runId={runId} cells={shown.cells} arrivals={shown.arrivals} byProfession={byProfession} {...rules} />
      <PublishSection runId={runId} result={result} ruleSet={ruleSet} />
      <SourceFiles sources={result.sources} />
    </>
  );
}

interface PublishSectionProps {
  runId: string;
  result: DecideResult;
  ruleSet: RuleSet;
}

/** Makes lists of what was decided, of the professions that the rules are for. */
async function PublishSection({ runId, result, ruleSet }: PublishSectionProps) {
  const t = await getTranslations('decisions');
  const { professions } = changeable(ruleSet, result.asOf);
  const eligible = new Map(
    figuresBy(result.cells, 'professionCode', professionCodes).map((row) => [row.code, row.eligible]),
  );
  return (
    <section aria-labelledby="publish-lists" className="max-w-2xl space-y-4">
      <h2 id="publish-lists" className="text-xl">
        {t('publish.title')}
      </h2>
      <ClientMessages namespaces={['lists']}>
        <PublishForm
          action={publishAction}
          runId={runId}
          professions={(professions ?? []).map((code) => ({ code, eligible: eligible.get(code) ?? 0 }))}
        />
      </ClientMessages>
    </section>
  );
}
