import { useTranslations } from 'next-intl';
import { FlowChart } from '#components/ui/flow-chart.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { DecideResult } from '#lib/eligibility/decide-result.ts';
import { countReasons, type FigureRow, sumCells } from '#lib/eligibility/preview.ts';
import type { TallyCell } from '#lib/eligibility/tally.ts';
import type { RuleSet } from '#lib/rules/rule-sets.ts';
import { useNames } from './outcomes.tsx';
import { useRuleWords } from './rule-words.ts';

interface ListChangesProps {
  runId: string;
  cells: readonly TallyCell[];
  arrivals: DecideResult['arrivals'];
  byProfession: readonly FigureRow[];
  ruleSet: RuleSet;
  asOf: string;
}

/** Who would come onto the lists and go off them, how many and why, with the way to the persons. */
export function ListChanges({ runId, cells, arrivals, byProfession, ruleSet, asOf }: ListChangesProps) {
  const t = useTranslations('decisions.changes');
  const words = useTranslations('decisions');
  const names = useNames('profession');
  const changing = byProfession.filter(({ comingIn, goingOut }) => comingIn + goingOut > 0);
  const people = (way: 'in' | 'out') => {
    const first = changing.find((row) => (way === 'in' ? row.comingIn : row.goingOut) > 0);
    return first && `/taskforce/decisions/${runId}/people?way=${way}&profession=${first.code}`;
  };
  const [peopleIn, peopleOut] = [people('in'), people('out')];
  return (
    <section aria-labelledby="changes" className="space-y-4">
      <h2 id="changes" className="text-xl">
        {t('title')}
      </h2>
      {changing.length === 0 ? (
        <p>{t('none')}</p>
      ) : (
        <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
          <FlowChart
            title={t('title')}
            description={t('description')}
            nameHead={words('profession')}
            leavingHead={words('figures.goingOut')}
            arrivingHead={words('figures.comingIn')}
            flows={changing.map(({ code, comingIn, goingOut }) => ({
              key: code,
              label: names(code),
              leaving: goingOut,
              arriving: comingIn,
            }))}
          />
          <div className="space-y-8">
            {peopleOut && (
              <div className="space-y-3">
                <h3 className="text-lg">{t('whyOut')}</h3>
                <WhyOut cells={cells} ruleSet={ruleSet} asOf={asOf} />
                <p>
                  <TextLink href={peopleOut}>{t('peopleOut')}</TextLink>
                </p>
              </div>
            )}
            {peopleIn && (
              <div className="space-y-3">
                <h3 className="text-lg">{t('whyIn')}</h3>
                <WhyIn cells={cells} arrivals={arrivals} ruleSet={ruleSet} asOf={asOf} />
                <p>
                  <TextLink href={peopleIn}>{t('peopleIn')}</TextLink>
                </p>
              </div>
            )}
          </div>
        </div>
      )}
    </section>
  );
}

type Reasoned = Pick<ListChangesProps, 'cells' | 'ruleSet' | 'asOf'>;

/** Why those go off the lists who do; nothing where nobody does. */
export function WhyOut({ cells, ruleSet, asOf }: Reasoned) {
  const t = useTranslations('decisions.changes');
  const facts = useTranslations('rules.missing');
  const rules = useRuleWords(ruleSet, asOf);
  const { failed, missing } = countReasons(cells.filter(({ listed, outcome }) => listed && outcome !== 'eligible'));
  if (failed.length + missing.length === 0) return null;
  return (
    <ul className="list-disc space-y-1 pl-6">
      {failed.map(({ name, practices }) => (
        <li key={name}>{t('failed', { reason: rules(name), count: practices })}</li>
      ))}
      {missing.map(({ name, practices }) => (
        <li key={name}>{t('missing', { fact: facts(name), count: practices })}</li>
      ))}
    </ul>
  );
}

/** Why those come onto the lists who do; nothing where nobody does. */
export function WhyIn({ cells, arrivals, ruleSet, asOf }: Reasoned & Pick<ListChangesProps, 'arrivals'>) {
  const t = useTranslations('decisions.changes');
  const facts = useTranslations('rules.missing');
  const rules = useRuleWords(ruleSet, asOf);
  const sum = (counted: readonly { practices: number }[]) =>
    counted.reduce((total, { practices }) => total + practices, 0);
  const compared = new Set(arrivals.map(({ professionCode }) => professionCode));
  const first = sumCells(cells.filter(({ professionCode }) => !compared.has(professionCode))).comingIn;
  const newcomers = sum(arrivals.filter(({ before }) => before === null));
  const wereEligible = sum(arrivals.filter(({ before }) => before?.outcome === 'eligible'));
  const { failed, missing } = countReasons(
    arrivals.flatMap(({ before, practices }) =>
      before && before.outcome !== 'eligible'
        ? [{ practices, ...before, missing: before.outcome === 'undetermined' ? before.missing : [] }]
        : [],
    ),
  );
  if (first + newcomers + wereEligible + failed.length + missing.length === 0) return null;
  return (
    <ul className="list-disc space-y-1 pl-6">
      {first > 0 && <li>{t('firstList', { count: first })}</li>}
      {newcomers > 0 && <li>{t('newcomer', { count: newcomers })}</li>}
      {wereEligible > 0 && <li>{t('wasEligible', { count: wereEligible })}</li>}
      {failed.map(({ name, practices }) => (
        <li key={name}>{t('wasFailed', { reason: rules(name), count: practices })}</li>
      ))}
      {missing.map(({ name, practices }) => (
        <li key={name}>{t('wasMissing', { fact: facts(name), count: practices })}</li>
      ))}
    </ul>
  );
}
