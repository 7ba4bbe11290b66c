import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { EntitlementCard, type EntitlementCardProps } from '#components/entitlements/entitlement-card.tsx';
import { loadMessages } from '#lib/i18n/messages.ts';

// Next’s navigation, which the portal’s links rest on, can be loaded inside of Next alone.
vi.mock('#lib/i18n/navigation.ts', () => ({
  Link: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>,
}));

const messages = await loadMessages('en');

const card: EntitlementCardProps = {
  entitlement: {
    id: 'a',
    programmeCode: 'emergency-masks-2020',
    professionCode: 'general-practitioner',
    provinceCode: 'BE-WLG',
    channel: 'province-pickup',
    status: 'GIVEN',
    list: { number: 1, publishedAt: new Date('2020-05-20T10:00:00Z'), amendment: false },
    kit: [],
    organisation: null,
    decision: null,
    servedAt: null,
  },
  booking: undefined,
  places: { free: 12, firstDay: '2020-07-06' },
  planned: {
    id: '1',
    programme: 'emergency-masks-2020',
    province: 'BE-WLG',
    profession: null,
    fromOn: '2020-06-22',
    lastOn: '2020-06-30',
    way: 'home-delivery',
    note: {},
  },
  nextStep: 'await-delivery',
  hasReceipt: false,
  decline: () => undefined,
  resume: () => undefined,
};

function read(changes: Partial<EntitlementCardProps>): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="Europe/Brussels">
      <EntitlementCard {...card} {...changes} />
    </NextIntlClientProvider>,
  );
}

describe('the card of what is delivered at home', () => {
  it('says so, and offers no time slot though places are free [BOOKING-12]', () => {
    const said = read({});
    expect(said).toContain('Handed over: at your home (');
    expect(said).toContain('Your province delivers the parcel to you');
    expect(said).not.toContain('pickup point');
    expect(said).not.toContain('/slot');
  });

  it('says when the planned days are over, and whom to ask', () => {
    const said = read({ nextStep: 'delivery-over' });
    expect(said).toContain('The planned days are over');
    expect(said).toContain('href="/contact"');
    expect(said).not.toContain('/slot');
  });

  it('keeps the appointment that was made before [BOOKING-12]', () => {
    const at = new Date('2020-07-06T08:00:00Z');
    const place = {
      name: 'Hall',
      street: 'Example Street 1',
      postcode: '4000',
      municipality: 'Exampletown',
      access: {},
    };
    const said = read({
      entitlement: { ...card.entitlement, status: 'BOOKED' },
      booking: {
        entitlementId: 'a',
        bookingId: 'b',
        code: 'c',
        slotId: 'd',
        startsAt: at,
        endsAt: at,
        checkedInAt: null,
        point: place,
      },
    });
    expect(said).toContain('/provider/entitlements/a/ticket');
    expect(said).toContain('Hall');
    expect(said).toContain('at a pickup point');
  });

  it('names the way it was received: at a counter where there is a receipt', () => {
    const entitlement = { ...card.entitlement, status: 'SERVED', servedAt: new Date('2020-06-25T08:00:00Z') } as const;
    expect(read({ entitlement })).toContain('Handed over at your home.');
    expect(read({ entitlement, hasReceipt: true })).toContain('Handed over at a pickup point');
  });
});

describe('the card of what is collected', () => {
  it('offers a time slot where places are free', () => {
    const said = read({ planned: null, nextStep: 'book' });
    expect(said).toContain('/provider/entitlements/a/slot');
    expect(said).toContain('at a pickup point');
  });
});
