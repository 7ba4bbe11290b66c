import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { Comparison } from '#components/decisions/comparison.tsx';
import { NeedOfAllProfessions } from '#components/decisions/need-board.tsx';
import { PeopleTable } from '#components/decisions/people-table.tsx';
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

/** What a page says, tag by tag. */
function read(view: ReactNode): string {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="Europe/Brussels">
      {view}
    </NextIntlClientProvider>,
  );
  return html.replace(/<[^>]+>/g, '|').replace(/\|+/g, '|');
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
    tally: { cells, needs: [] },
    needs: { parcels: 0, items: [], provinces: [] },
  });

  it('[DECIDE-11] say who is not entitled and why, what is wanting, and who comes in and goes out', () => {
    const said = read(
      <Comparison
        asOf={asOf}
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
});
