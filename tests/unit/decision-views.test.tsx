import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { Comparison } from '#components/decisions/comparison.tsx';
import { NeedOfAllProfessions } from '#components/decisions/need-board.tsx';
import { PeopleTable } from '#components/decisions/people-table.tsx';
import { PreviewFilter } from '#components/decisions/preview-filter.tsx';
import { SourceFiles } from '#components/decisions/source-files.tsx';
import type { DecidedPerson } from '#lib/eligibility/decided-people.ts';
import type { TallyCell } from '#lib/eligibility/tally.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { changeRuleSet, noChanges } from '#lib/rules/change-rule-set.ts';
import { getRuleSet } from '#lib/rules/rule-sets.ts';
import { taskforceDecision } from '#lib/rules/sources.ts';
import { tallyCell } from '../support/tally-cell.ts';

// Next’s navigation, which the portal’s links rest on, can be loaded inside of Next alone.
vi.mock('#lib/i18n/navigation.ts', () => ({
  Link: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>,
}));

const messages = await loadMessages('en');

function markupOf(view: ReactNode): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="Europe/Brussels">
      {view}
    </NextIntlClientProvider>,
  );
}

/** What a page says, tag by tag. */
function read(view: ReactNode): string {
  return markupOf(view)
    .replace(/<[^>]+>/g, '|')
    .replace(/\|+/g, '|');
}

const asOf = '2020-06-16';
const ruleSet = getRuleSet('strategic-reserve-2020', 1);

describe('the files that decisions rest on', () => {
  it('name their register in the language of the page', () => {
    const said = read(
      <SourceFiles sources={[{ register: 'inami-activity', fileName: 'activity.csv', contentHash: 'ab' }]} />,
    );
    expect(said).toContain('activity.csv');
    expect(said).not.toContain('inami-activity');
  });
});

describe('a person who comes onto a list', () => {
  const someone: DecidedPerson = {
    providerId: 'a',
    familyName: 'Sample',
    givenName: 'Person',
    postcode: '4000',
    municipality: 'Exampletown',
    provinceCode: 'BE-WLG',
    reasons: [],
    before: null,
    firstList: false,
  };
  const said = (person: Partial<DecidedPerson>) =>
    read(<PeopleTable way="in" people={[{ ...someone, ...person }]} searched={false} />);
  const period = { threshold: 0.5, from: '2020-03-01', lastDay: '2020-05-31' };

  it('[DECIDE-04] comes with what was before', () => {
    expect(said({})).toContain('|No earlier decision|');
    expect(said({ firstList: true })).toContain('|First list of the profession|');
    expect(said({ before: { outcome: 'eligible', reasons: [] } })).toContain('|Entitled already, not on the list yet|');
    const served = { code: 'already-served', rule: 'not-already-served', status: 'failed' } as const;
    expect(
      said({
        before: { outcome: 'not-eligible', reasons: [{ ...served, params: { programmes: ['emergency-masks-2020'] } }] },
      }),
    ).toContain('|Condition not met before: Already received equipment: Emergency masks 2020|');
    const share = { code: 'ambulatory-share-unknown', rule: 'mostly-ambulatory', status: 'unknown' } as const;
    expect(said({ before: { outcome: 'undetermined', reasons: [{ ...share, params: period }] } })).toContain(
      '|Fact wanting before: part of the activity in ambulatory care|',
    );
  });
});

describe('the need while one profession is looked at', () => {
  it('[DECIDE-17] is said to be that of all, with the way to it', () => {
    const said = read(<NeedOfAllProfessions href="/taskforce/decisions/a?province=BE-WLG" />);
    expect(said).toContain('because the stock belongs to everyone. |Show all professions|');
  });
});

describe('other rules beside today’s', () => {
  const changed = changeRuleSet(
    ruleSet,
    { ...noChanges, threshold: 0.25, excludeServedUnder: ['emergency-masks-2020'] },
    { version: 2, from: asOf, source: taskforceDecision(asOf, 'A trial') },
  );
  const side = (rules: typeof ruleSet, ...cells: readonly TallyCell[]) => ({
    ruleSet: rules,
    tally: { cells, needs: [], arrivals: [] },
    needs: { parcels: 0, items: [], provinces: [] },
  });

  it('[DECIDE-11] say who is not entitled and why, what is wanting, and who comes in and goes out', () => {
    const said = read(
      <Comparison
        asOf={asOf}
        ofAll={null}
        today={side(
          ruleSet,
          tallyCell({ outcome: 'not-eligible', failed: ['mostly-ambulatory'], practices: 8 }),
          tallyCell({ outcome: 'undetermined', missing: ['registered'], practices: 4, listed: true }),
          tallyCell({ practices: 2 }),
        )}
        changed={side(
          changed,
          tallyCell({ outcome: 'not-eligible', failed: ['mostly-ambulatory'], practices: 3 }),
          tallyCell({ outcome: 'not-eligible', failed: ['not-already-served'], practices: 5 }),
          tallyCell({ outcome: 'undetermined', missing: ['servedUnder'], practices: 4, listed: true }),
          tallyCell({ practices: 2 }),
        )}
      />,
    );
    for (const row of [
      /\|Not more than 50 ?% of the activity ambulatory, [^|]* → Not more than 25 ?% of [^|]*\|8\|3\|−5\|/u,
      /\|Already received equipment: Emergency masks 2020\|0\|5\|\+5\|/u,
      /\|right to practise\|4\|0\|−4\|/u,
      /\|equipment already received\|0\|4\|\+4\|/u,
      /\|Against the lists in force\|Come onto the list\|.*\|dentists\|2\|2\|=\|/u,
      /\|Go off the list\|.*\|dentists\|4\|4\|=\|/u,
    ]) {
      expect(said).toMatch(row);
    }
  });

  const needing = (parcels: number) => ({
    parcels,
    items: [{ itemCode: 'gloves' as const, need: parcels * 100, onHand: 300, onTheWay: 100 }],
    provinces: [
      { provinceCode: 'BE-VAN', parcels: 0, items: [{ itemCode: 'gloves' as const, need: 0, onHand: 0, onTheWay: 0 }] },
      {
        provinceCode: 'BE-WLG',
        parcels,
        items: [{ itemCode: 'gloves' as const, need: parcels * 100, onHand: 200, onTheWay: 100 }],
      },
    ],
  });
  const comingIn = tallyCell({ practices: 5 });
  const goingOut = tallyCell({ outcome: 'undetermined', missing: ['registered'], practices: 2, listed: true });
  const full = (ofAll: string | null) => {
    const [today, then] = [side(ruleSet, goingOut), side(changed, comingIn)];
    const { professionCode, provinceCode } = comingIn;
    const before = { outcome: 'not-eligible', failed: ['mostly-ambulatory'], missing: [] } as const;
    const arrivals = [{ professionCode, provinceCode, practices: 5, before }];
    return (
      <Comparison
        asOf={asOf}
        ofAll={ofAll}
        today={{ ...today, needs: needing(2) }}
        changed={{ ...then, needs: needing(5), tally: { ...then.tally, arrivals } }}
      />
    );
  };

  it('[DECIDE-22] have the parts of a preview, each of today and of the trial: outcomes, need drawn against stock, why people come and go', () => {
    const said = read(full(null));
    for (const part of [
      /\|Parcels needed\|2\|5\|\+3\|/u,
      /\|Parcels needed and stock\|Today\|The whole country, with the central depot\|.*100 to spare.*\|With the changes\|The whole country, with the central depot\|.*short by 100/u,
      /\|Today\|What is short, by province and item\|.*\|With the changes\|What is short, by province and item\|/u,
      /\|Today\|Decisions by profession\|.*\|With the changes\|Decisions by profession\|/u,
      /\|Today\|Decisions by province\|.*\|With the changes\|Decisions by province\|/u,
      /\|Today\|Why they go off\|Fact wanting, right to practise: 2\|With the changes\|Why they come on\|Condition met by now, Not more than 50 ?% of [^|]*: 5\|/u,
    ]) {
      expect(said).toMatch(part);
    }
  });

  it('[DECIDE-22] say the answer first, under headings in order, and name every table', () => {
    const html = markupOf(full(null));
    const at = (words: string) => html.indexOf(words);
    expect(at('>Difference<')).toBeLessThan(at('>Parcels needed and stock<'));
    expect(at('>Parcels needed and stock<')).toBeLessThan(at('>What stands in the way<'));
    const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    // The first stands under the page's heading of the comparison, a second-level one.
    expect(levels.filter((level, index) => level - (levels[index - 1] ?? 2) > 1)).toEqual([]);
    expect(html.match(/<caption/g)).toHaveLength(html.match(/<table/g)?.length ?? 0);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('[DECIDE-22] of one profession leave need and stock to all', () => {
    const said = read(full('/taskforce/decisions/what-if?add=dentist'));
    expect(said).toContain('because the stock belongs to everyone. |Show all professions|');
    expect(said).not.toContain('The whole country');
    expect(said).not.toMatch(/\|Parcels needed\|/);
  });

  it('[DECIDE-22] are narrowed without losing what is tried', () => {
    const html = markupOf(
      <PreviewFilter
        professions={['dentist']}
        provinces={['BE-WLG']}
        profession="dentist"
        province={undefined}
        keep={{ programme: 'strategic-reserve-2020', add: ['physiotherapist', 'podiatrist'], threshold: undefined }}
      />,
    );
    const kept = [...html.matchAll(/type="hidden" name="([^"]+)" value="([^"]+)"/g)].map(([, name, value]) => [
      name,
      value,
    ]);
    expect(kept).toEqual([
      ['programme', 'strategic-reserve-2020'],
      ['add', 'physiotherapist'],
      ['add', 'podiatrist'],
    ]);
  });
});
