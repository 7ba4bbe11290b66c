import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { UnlistedCard } from '#components/entitlements/unlisted-card.tsx';
import type { Unlisted } from '#lib/eligibility/own-unlisted.ts';
import { loadMessages } from '#lib/i18n/messages.ts';
import { decide } from '#lib/rules/decide.ts';
import type { Facts } from '#lib/rules/facts.ts';
import { getRuleSet } from '#lib/rules/rule-sets.ts';
import { entitled, phase } from './rules/facts.ts';

// Next’s navigation, which the portal’s links rest on, can be loaded inside of Next alone.
vi.mock('#lib/i18n/navigation.ts', () => ({
  Link: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>,
}));

const messages = await loadMessages('en');

function read(facts: Facts, known: Partial<Unlisted> = {}): string {
  const unlisted: Unlisted = {
    programmeCode: 'strategic-reserve-2020',
    listed: false,
    registers: ['registrations', 'inami-activity'],
    claim: null,
    window: { state: 'open', lastOn: '2020-06-20' },
    practices: [
      {
        professionCode: 'general-practitioner',
        decision: decide(facts, getRuleSet('strategic-reserve-2020'), '2020-06-16'),
        since: null,
      },
    ],
    ...known,
  };
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="Europe/Brussels">
      <UnlistedCard unlisted={unlisted} />
    </NextIntlClientProvider>,
  );
}

describe('the card of a programme whose lists do not have the person', () => {
  it('[WHY-01] says which condition is not met and what would settle it, and not what registers say', () => {
    const said = read({ ...entitled, ambulatoryShares: [{ ...phase, share: 0.23 }], domicileProvince: 'BE-WLX' });
    expect(said).toMatch(/no more than 50\s?% of your activity/);
    expect(said).toContain('A statement of your activity in this period that shows a larger part');
    expect(said).toContain('We know your province of domicile.');
    expect(said).not.toMatch(/23\s?%/);
    expect(said).not.toContain(messages.provinces['BE-WLX']);
    expect(read({ ...entitled, ambulatoryShares: [{ ...phase, share: 0.87 }] })).not.toMatch(/87\s?%/);
  });

  it('[WHY-01] says what can be done until when, or what was reported', () => {
    expect(read(entitled)).toContain('report it by 20 June 2020');
    expect(read(entitled, { window: { state: 'closed', lastOn: '2020-06-20' } })).toContain('href="/contact"');
    const reported = read(entitled, { claim: { reference: 'M-0000-0000', status: 'OPEN' } });
    expect(reported).toContain('M-0000-0000');
    expect(reported).not.toContain('href="/claim"');
  });

  it('[WHY-01] says of whoever meets every condition that the next list is yet to be made', () => {
    expect(read(entitled)).toContain('you meet every condition. You are on no list in force yet');
  });
});
