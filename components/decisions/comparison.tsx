import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { classes } from '#components/ui/classes.ts';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { Details } from '#components/ui/details.tsx';
import { type Pair, PairChart } from '#components/ui/pair-chart.tsx';
import { Status } from '#components/ui/status.tsx';
import {
  type Beside,
  countReasons,
  type FigureRow,
  figuresBy,
  type ItemNeed,
  type Needs,
  shortfall,
  sideBySide,
  sumCells,
} from '#lib/eligibility/preview.ts';
import type { FailedRule } from '#lib/eligibility/tally.ts';
import type { Foreseen } from '#lib/eligibility/what-if.ts';
import { provinceCodes } from '#lib/geography/provinces.ts';
import { describeRuleSet } from '#lib/rules/describe.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import { statementInWords } from '#lib/rules/words.ts';
import { WhyIn, WhyOut } from './list-changes.tsx';
import { NeedDrawing, NeedGrid, NeedOfAllProfessions } from './need-board.tsx';
import { OutcomeChart, useNames } from './outcomes.tsx';
import { useRuleWords } from './rule-words.ts';

/** What the rules come to today, or would. */
export interface Side {
  tally: Foreseen;
  needs: Needs;
  /** The rules that it rests on. */
  ruleSet: RuleSet;
}

interface SidesProps {
  today: Side;
  changed: Side;
}

interface ComparisonProps extends SidesProps {
  asOf: string;
  /** While one profession is looked at, the address of all: parcels and stock are of everyone. */
  ofAll: string | null;
}

const shown = ['eligible', 'notEligible', 'undetermined', 'comingIn', 'goingOut'] as const;

/**
 * Today beside the changed rules, in the parts of a preview: the figures and what is short first, then who is entitled by
 * profession and province, who is not and why, what is wanting, and who would come onto the lists and go off them and why.
 */
export function Comparison({ today, changed, asOf, ofAll }: ComparisonProps) {
  const t = useTranslations('decisions');
  const sides = { today, changed };
  const outcomes = (by: 'profession' | 'province', { tally }: Side) => (
    <OutcomeChart by={by} rows={rowsBy(by, tally)} />
  );
  return (
    <div className="space-y-10">
      <FigureChart {...sides} withParcels={ofAll === null && today.needs.items.length > 0} />
      {ofAll === null ? <NeedSides {...sides} /> : <NeedOfAllProfessions href={ofAll} heading="h3" />}
      <section aria-labelledby="entitled" className="space-y-4">
        <h3 id="entitled" className="text-lg">
          {t('whatIf.entitled')}
        </h3>
        <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
          <FigurePairs figure="eligible" by="profession" {...sides} />
          <FigurePairs figure="eligible" by="province" {...sides} />
        </div>
        <Details summary={t('whatIf.allOutcomes')}>
          <div className="space-y-8">
            {(['profession', 'province'] as const).map((by) => (
              <BothSides key={by} today={outcomes(by, today)} changed={outcomes(by, changed)} />
            ))}
          </div>
        </Details>
      </section>
      <WhyNotPairs {...sides} asOf={asOf} />
      <ListChangePairs {...sides} asOf={asOf} />
    </div>
  );
}

const codesOf = { profession: professionCodes, province: provinceCodes } as const;

function rowsBy(by: 'profession' | 'province', { cells }: Foreseen): readonly FigureRow[] {
  return figuresBy(cells, by === 'profession' ? 'professionCode' : 'provinceCode', codesOf[by]);
}

interface BothSidesProps {
  today: ReactNode;
  changed: ReactNode;
  /** Tables are too wide to stand side by side. */
  stacked?: boolean | undefined;
}

/** The same of today and of the changed rules, each under its name: side by side where there is room. */
function BothSides({ today, changed, stacked = false }: BothSidesProps) {
  const t = useTranslations('decisions.whatIf');
  return (
    <div className={classes('grid gap-x-12 gap-y-8', !stacked && 'lg:grid-cols-2')}>
      {Object.entries({ today, changed }).map(([side, content]) => (
        <div key={side} className="min-w-0 space-y-3">
          <h4 className="font-semibold">{t(side)}</h4>
          {content}
        </div>
      ))}
    </div>
  );
}

/** What changes, at a glance. */
function FigureChart({ today, changed, withParcels }: SidesProps & { withParcels: boolean }) {
  const t = useTranslations('decisions');
  const [before, after] = [sumCells(today.tally.cells), sumCells(changed.tally.cells)];
  const pairs = shown.map((name): Pair => {
    return { key: name, label: t(`figures.${name}`), before: before[name], after: after[name] };
  });
  if (withParcels) {
    const [parcels, then] = [today.needs.parcels, changed.needs.parcels];
    pairs.push({ key: 'parcels', label: t('figures.parcels'), before: parcels, after: then });
  }
  return <SidePairs title={t('whatIf.difference')} nameHead={t('whatIf.figure')} pairs={pairs} />;
}

/** Parcels needed against stock and what is on the way, and what is short by item and province. */
function NeedSides({ today, changed }: SidesProps) {
  const t = useTranslations('decisions');
  if (today.needs.items.length === 0) return null;
  return (
    <>
      <section aria-labelledby="need" className="space-y-4">
        <h3 id="need" className="text-lg">
          {t('need.title')}
        </h3>
        <BothSides today={<NeedDrawing needs={today.needs} />} changed={<NeedDrawing needs={changed.needs} />} />
        <Details summary={t('whatIf.needByProvince')}>
          <BothSides
            stacked
            today={<NeedGrid provinces={today.needs.provinces} />}
            changed={<NeedGrid provinces={changed.needs.provinces} />}
          />
        </Details>
      </section>
      <ShortfallTable today={today.needs} changed={changed.needs} />
    </>
  );
}

interface FigurePairsProps extends SidesProps {
  figure: 'eligible' | 'comingIn' | 'goingOut';
  by: 'profession' | 'province';
}

function FigurePairs({ figure, by, today, changed }: FigurePairsProps) {
  const t = useTranslations('decisions');
  const names = useNames(by);
  const codes: readonly string[] = codesOf[by];
  const figures = ({ tally }: Side) => new Map(rowsBy(by, tally).map((row) => [row.code, row[figure]]));
  const [before, after] = [figures(today), figures(changed)];
  const pairs = codes
    .map((code): Pair => {
      return { key: code, label: names(code), before: before.get(code) ?? 0, after: after.get(code) ?? 0 };
    })
    .filter((pair) => pair.before + pair.after > 0);
  const eligibleBy = by === 'profession' ? 'whatIf.byProfession' : 'whatIf.byProvince';
  return (
    <SidePairs title={t(figure === 'eligible' ? eligibleBy : `figures.${figure}`)} nameHead={t(by)} pairs={pairs} />
  );
}

/** Today and with the changes; nothing where neither counts anybody. */
function SidePairs({ title, nameHead, pairs }: { title: string; nameHead: string; pairs: readonly Pair[] }) {
  const t = useTranslations('decisions');
  if (pairs.length === 0) return null;
  return (
    <PairChart
      title={title}
      description={t('whatIf.chart')}
      nameHead={nameHead}
      beforeHead={t('whatIf.today')}
      afterHead={t('whatIf.changed')}
      differenceHead={t('whatIf.difference')}
      pairs={pairs}
    />
  );
}

function WhyNotPairs({ today, changed, asOf }: SidesProps & { asOf: string }) {
  const t = useTranslations('decisions');
  const facts = useTranslations('rules.missing');
  const [rulesToday, rulesChanged] = [useRuleWords(today.ruleSet, asOf), useRuleWords(changed.ruleSet, asOf)];
  const [reasons, wouldBe] = [countReasons(today.tally.cells), countReasons(changed.tally.cells)];
  const failed = sideBySide(reasons.failed, wouldBe.failed);
  const missing = sideBySide(reasons.missing, wouldBe.missing);
  // A condition that only one side has, or that both word alike, is said once.
  const ruleInWords = ({ name, before, after }: Beside<FailedRule>) => {
    const said = before > 0 ? rulesToday(name) : rulesChanged(name);
    const saidThen = after > 0 ? rulesChanged(name) : said;
    return said === saidThen ? said : t('whatIf.wouldBe', { today: said, changed: saidThen });
  };
  return (
    <section aria-labelledby="why" className="space-y-4">
      <h3 id="why" className="text-lg">
        {t('why.title')}
      </h3>
      {failed.length + missing.length === 0 && <p>{t('why.none')}</p>}
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
        <SidePairs
          title={t('why.failed')}
          nameHead={t('why.rule')}
          pairs={failed.map((pair) => ({ ...pair, key: pair.name, label: ruleInWords(pair) }))}
        />
        <SidePairs
          title={t('why.missing')}
          nameHead={t('why.fact')}
          pairs={missing.map((pair) => ({ ...pair, key: pair.name, label: facts(pair.name) }))}
        />
      </div>
    </section>
  );
}

function ListChangePairs({ asOf, ...sides }: SidesProps & { asOf: string }) {
  const t = useTranslations('decisions.changes');
  const changing = [sides.today, sides.changed].map(({ tally }) => sumCells(tally.cells));
  const none = changing.every(({ comingIn, goingOut }) => comingIn + goingOut === 0);
  return (
    <section aria-labelledby="changes" className="space-y-4">
      <h3 id="changes" className="text-lg">
        {t('title')}
      </h3>
      {none ? (
        <p>{t('none')}</p>
      ) : (
        <>
          <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
            <FigurePairs figure="comingIn" by="profession" {...sides} />
            <FigurePairs figure="goingOut" by="profession" {...sides} />
          </div>
          <BothSides
            today={<WhyChanges side={sides.today} asOf={asOf} former={sides.today.ruleSet} />}
            changed={<WhyChanges side={sides.changed} asOf={asOf} former={sides.today.ruleSet} />}
          />
        </>
      )}
    </section>
  );
}

interface WhyChangesProps {
  side: Side;
  asOf: string;
  /** The rules by which those were decided on who did not meet them before. */
  former: RuleSet;
}

/** Why people go off the lists and come onto them by the rules of one side. */
function WhyChanges({ side: { tally, ruleSet }, asOf, former }: WhyChangesProps) {
  const t = useTranslations('decisions');
  const { comingIn, goingOut } = sumCells(tally.cells);
  return (
    <>
      {comingIn + goingOut === 0 && <p>{t('changes.none')}</p>}
      {goingOut > 0 && (
        <>
          <h5>{t('changes.whyOut')}</h5>
          <WhyOut cells={tally.cells} ruleSet={ruleSet} asOf={asOf} />
        </>
      )}
      {comingIn > 0 && (
        <>
          <h5>{t('changes.whyIn')}</h5>
          <WhyIn cells={tally.cells} arrivals={tally.arrivals} ruleSet={former} asOf={asOf} />
        </>
      )}
    </>
  );
}

type PlaceLine = { key: string; name: string; today: readonly ItemNeed[]; changed: readonly ItemNeed[] };

function ShortfallTable({ today, changed }: { today: Needs; changed: Needs }) {
  const t = useTranslations('decisions');
  const items = useTranslations('items');
  const provinces = useNames('province');
  const format = useFormatter();
  const country = { key: 'country', name: t('whatIf.countryRow'), today: today.items, changed: changed.items };
  const lines: PlaceLine[] = [
    // One province that is looked at stands for itself.
    ...(today.provinces.length === 1 ? [] : [country]),
    ...today.provinces.map((place) => ({
      key: place.provinceCode,
      name: provinces(place.provinceCode),
      today: place.items,
      changed: changed.provinces.find(({ provinceCode }) => provinceCode === place.provinceCode)?.items ?? [],
    })),
  ];
  const short = (needs: readonly ItemNeed[], itemCode: string) =>
    needs.filter((need) => need.itemCode === itemCode).reduce((sum, need) => sum + shortfall(need), 0);
  const columns: Column<PlaceLine>[] = [
    { key: 'name', header: t('province'), names: true, cell: ({ name }) => name },
    ...today.items.map(
      ({ itemCode }): Column<PlaceLine> => ({
        key: itemCode,
        header: items(`${itemCode}.name`),
        numeric: true,
        cell: (line) => {
          const [before, after] = [short(line.today, itemCode), short(line.changed, itemCode)];
          if (before === 0 && after === 0) return <span className="text-good">{t('need.enough')}</span>;
          return (
            <span className={after > before ? 'font-semibold text-wrong' : undefined}>
              {t('whatIf.wouldBe', { today: format.number(before), changed: format.number(after) })}
            </span>
          );
        },
      }),
    ),
  ];
  return (
    <section aria-labelledby="shortfall" className="space-y-3">
      <h3 id="shortfall" className="text-lg">
        {t('whatIf.shortfall')}
      </h3>
      <p className="measure text-soft">{t('whatIf.shortfallNote')}</p>
      <DataTable
        caption={t('whatIf.shortfall')}
        captionHidden
        columns={columns}
        rows={lines}
        rowKey={({ key }) => key}
        empty=""
      />
    </section>
  );
}

/** The conditions as they would be, with a mark on those that differ. */
export function ChangedConditions({ before, after, asOf }: { before: RuleSet; after: RuleSet; asOf: string }) {
  const t = useTranslations();
  const locale = useLocale();
  const said = (ruleSet: RuleSet) =>
    describeRuleSet(ruleSet, asOf).conditions.map((condition) => statementInWords(condition, t, locale));
  const known = new Set(said(before));
  return (
    <section aria-labelledby="conditions" className="space-y-3">
      <h3 id="conditions" className="text-lg">
        {t('decisions.whatIf.conditions')}
      </h3>
      <ol className="measure list-decimal space-y-2 pl-6">
        {said(after).map((sentence) => (
          <li key={sentence}>
            {sentence} {!known.has(sentence) && <Status tone="info">{t('decisions.whatIf.changedMark')}</Status>}
          </li>
        ))}
      </ol>
    </section>
  );
}
