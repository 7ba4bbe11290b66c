import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { ReviewPage } from '#components/claims/review-page.tsx';
import type { ClaimFile } from '#lib/claims/review-queries.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { decide } from '#lib/rules/decide.ts';
import { getRuleSet } from '#lib/rules/rule-sets.ts';
import { entitled } from './rules/facts.ts';

// Next’s navigation, which the portal’s links rest on, can be loaded inside of Next alone.
vi.mock('#lib/i18n/navigation.ts', () => ({
  Link: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>,
}));

const messages = await loadMessages('en');
const file = { fileName: 'attest.png', mediaType: 'image/png', byteSize: 42_000 };

const claim: ClaimFile = {
  reference: 'ABCD-1234',
  status: 'OPEN',
  programmeCode: 'strategic-reserve-2020',
  professionCode: 'general-practitioner',
  receivedAt: '2020-06-16T07:00:00Z',
  receivedBy: 'WEB',
  enteredByName: null,
  enteredReason: null,
  confirmedAt: null,
  givenName: 'Sample',
  familyName: 'Claimant',
  number: { scheme: 'nihdi', value: '10000144', full: null },
  numberInsisted: false,
  street: null,
  postcode: '4000',
  municipality: 'Exampletown',
  provinceCode: 'BE-WLG',
  workplace: 'Example practice',
  activeSinceOn: '2015-09-01',
  statement: null,
  language: 'fr',
  email: null,
  phone: null,
  assignee: null,
  decidedByName: null,
  refusalReason: null,
  appealed: false,
  attachments: [
    { id: 'image', ...file },
    { id: 'pdf', fileName: 'letter.pdf', mediaType: 'application/pdf', byteSize: 1_250_000 },
  ],
  events: [],
  registered: null,
  unlinked: null,
  rules: {
    basis: 'statement',
    decision: decide(entitled, getRuleSet('strategic-reserve-2020'), '2020-06-16'),
    since: { asOf: '2020-06-12', facts: ['registered'] },
    conditions: [],
    activityPeriod: null,
  },
  corrected: [],
  takenBackAt: null,
  keptReasons: [],
  hindrance: 'not-confirmed',
};

function read(known: Partial<ClaimFile> = {}): string {
  const act = () => Promise.reject(new Error('nothing is sent'));
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="Europe/Brussels">
      <ReviewPage
        claim={{ ...claim, ...known }}
        done={undefined}
        me="me"
        reviewers={[]}
        reasons={[]}
        refusals={[]}
        files="/en/files"
        actions={{ assign: act, ask: act, accept: act, refuse: act, lookUp: act }}
      />
    </NextIntlClientProvider>,
  );
}

describe('the page of a claim under review', () => {
  it('[CLAIM-17] has the statement, the registers, the rules and the evidence in one grid, in this order', () => {
    const [, grid = ''] = read().split('xl:grid-cols-');
    const [columns = ''] = grid.split('</section></div>');
    const places = ['What the person states', 'What the registers know', 'What the rules say', 'Evidence'].map(
      (title) => columns.indexOf(`>${title}</h2>`),
    );
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('[CLAIM-17] shows a picture, which opens in full, and links a document with its size', () => {
    const page = read();
    expect(page).toMatch(
      /<a href="[^"]+image\?shown"[^>]*><img src="[^"]+image\?shown" alt="[^"]*attest.png[^"]*" loading="lazy"/,
    );
    expect(page).not.toContain('pdf?shown');
    expect(page).toMatch(/href="[^"]+files\/pdf" download/);
    expect(page).toContain('1,250 kB');
  });

  it.each([
    ['contested', 'The registers give this number to more than one person'],
    ['nobodys', 'none of the people whom the registers give this number to'],
    ['activity-alone', 'Nobody is registered with this number'],
  ] as const)('[WHY-03] says what registers say of a number by which nobody is linked: %s', (state, said) => {
    const page = read({
      unlinked: { id: 'c1', state, registers: ['inami-activity'] },
      hindrance: null,
    });
    expect(page).toContain(said);
    expect(page).not.toContain('Nobody has this number in the registers');
    expect(page).toContain('Named by: Activity according to NIHDI');
    expect(page).toContain('href="/taskforce/registers/contradictions/c1"');
    const refused = page.includes('Settle this contradiction first');
    expect(refused).toBe(state === 'contested');
    expect(page.includes('I have verified who the person is')).toBe(!refused);
  });

  it('[WHY-05] says what changed since the lists were last decided on', () => {
    expect(read()).toContain('as of 12 June 2020: right to practise. It counts for the next list.');
  });
});
