import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { type Pair, PairChart, signed } from '#components/ui/pair-chart.tsx';
import { Status } from '#components/ui/status.tsx';
import {
  type Beside,
  countReasons,
  type Figures,
  figuresBy,
  type ItemNeed,
  type Needs,
  shortfall,
  sideBySide,
  sumCells,
} from '#lib/eligibility/preview.ts';
import type { FailedRule, Tally } from '#lib/eligibility/tally.ts';
import { provinceCodes } from '#lib/geography/provinces.ts';
import { describeRuleSet } from '#lib/rules/describe.ts';
import { professionCodes } from '#lib/rules/professions.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import { statementInWords } from '#lib/rules/words.ts';
import { useNames } from './outcomes.tsx';
import { useRuleWords } from './rule-words.ts';

/** What the rules come to today, or would. */
export interface Side {
  tally: Tally;
  needs: Needs;
  /** The rules that it rests on. */
  ruleSet: RuleSet;
}

interface SidesProps {
  today: Side;
  changed: Side;
}

const shown = ['eligible', 'notEligible', 'undetermined', 'comingIn', 'goingOut'] as const;

/**
 * Today beside the changed rules: the figures, who is entitled by profession and province, who is not and why, what is
 * wanting, what would change on the lists in force, and what is short.
 */
export function Comparison({ today, changed, asOf }: SidesProps & { asOf: string }) {
  const sides = { today, changed };
  return (
    <div className="space-y-10">
      <FigureTable today={today} changed={changed} />
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
        <FigurePairs figure="eligible" by="profession" {...sides} />
        <FigurePairs figure="eligible" by="province" {...sides} />
      </div>
      <WhyNotPairs {...sides} asOf={asOf} />
      <ListChangePairs {...sides} />
      {today.needs.items.length > 0 && <ShortfallTable today={today.needs} changed={changed.needs} />}
    </div>
  );
}

type FigureLine = { name: string; today: number; changed: number };

function FigureTable({ today, changed }: SidesProps) {
  const t = useTranslations('decisions');
  const format = useFormatter();
  const [before, after]: Figures[] = [sumCells(today.tally.cells), sumCells(changed.tally.cells)];
  const lines: FigureLine[] = shown.map((name) => ({ name, today: before?.[name] ?? 0, changed: after?.[name] ?? 0 }));
  if (today.needs.items.length > 0) {
    lines.push({ name: 'parcels', today: today.needs.parcels, changed: changed.needs.parcels });
  }
  const figure = (key: 'today' | 'changed'): Column<FigureLine> => ({
    key,
    header: t(`whatIf.${key}`),
    numeric: true,
    cell: (line) => format.number(line[key]),
  });
  return (
    <DataTable
      caption={t('whatIf.difference')}
      captionHidden
      rows={lines}
      rowKey={({ name }) => name}
      empty=""
      columns={[
        { key: 'name', header: t('whatIf.figure'), names: true, cell: ({ name }) => t(`figures.${name}`) },
        figure('today'),
        figure('changed'),
        {
          key: 'difference',
          header: t('whatIf.difference'),
          numeric: true,
          cell: (line) => (
            <span className="font-semibold text-accent">{signed(line.changed - line.today, format.number)}</span>
          ),
        },
      ]}
    />
  );
}

interface FigurePairsProps extends SidesProps {
  figure: 'eligible' | 'comingIn' | 'goingOut';
  by: 'profession' | 'province';
}

function FigurePairs({ figure, by, today, changed }: FigurePairsProps) {
  const t = useTranslations('decisions');
  const names = useNames(by);
  const key = by === 'profession' ? 'professionCode' : 'provinceCode';
  const codes: readonly string[] = by === 'profession' ? professionCodes : provinceCodes;
  const figures = ({ tally }: Side) =>
    new Map(figuresBy(tally.cells, key, codes).map((row) => [row.code, row[figure]]));
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

function ListChangePairs(sides: SidesProps) {
  const t = useTranslations('decisions.changes');
  const changing = [sides.today, sides.changed].map(({ tally }) => sumCells(tally.cells));
  return (
    <section aria-labelledby="changes" className="space-y-4">
      <h3 id="changes" className="text-lg">
        {t('title')}
      </h3>
      {changing.every(({ comingIn, goingOut }) => comingIn + goingOut === 0) && <p>{t('none')}</p>}
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
        <FigurePairs figure="comingIn" by="profession" {...sides} />
        <FigurePairs figure="goingOut" by="profession" {...sides} />
      </div>
    </section>
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
    country,
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
