import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { EntitlementCard, type EntitlementCardProps } from '#components/entitlements/entitlement-card.tsx';
import { NothingToChoose } from '#components/pickup/nothing-to-choose.tsx';
import { loadMessages } from '#lib/i18n/messages.ts';
import type { PlannedDelivery } from '#lib/programmes/delivery-schedule.ts';
import { decide } from '#lib/rules/decide.ts';
import { getRuleSet } from '#lib/rules/rule-sets.ts';
import { entitled, phase } from './rules/facts.ts';

// Next’s navigation, which the portal’s links rest on, can be loaded inside of Next alone.
vi.mock('#lib/i18n/navigation.ts', () => ({
  Link: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>,
}));

const messages = await loadMessages('en');

const planned: PlannedDelivery = {
  id: '1',
  programme: 'emergency-masks-2020',
  province: 'BE-WLG',
  profession: null,
  fromOn: '2020-06-22',
  lastOn: '2020-06-30',
  way: 'home-delivery',
  note: {},
};

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
    removalPending: false,
  },
  booking: undefined,
  appointment: undefined,
  places: { free: 12, firstDay: '2020-07-06' },
  planned,
  nextStep: 'await-delivery',
  hasReceipt: false,
  deliveryBegun: false,
  deliveryReports: [],
  decline: () => undefined,
  resume: () => undefined,
};

function read(changes: Partial<EntitlementCardProps>): string {
  return markup(<EntitlementCard {...card} {...changes} />);
}

function markup(element: ReactNode): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="Europe/Brussels">
      {element}
    </NextIntlClientProvider>,
  );
}

const at = new Date('2020-07-06T08:00:00Z');
const booked = {
  entitlement: { ...card.entitlement, status: 'BOOKED' },
  booking: {
    entitlementId: 'a',
    bookingId: 'b',
    code: 'c',
    slotId: 'd',
    startsAt: at,
    endsAt: at,
    checkedInAt: null,
    point: { name: 'Hall', street: 'Example Street 1', postcode: '4000', municipality: 'Exampletown', access: {} },
  },
} as const satisfies Partial<EntitlementCardProps>;

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
    const said = read({ ...booked, appointment: 'ahead' });
    expect(said).toContain('/provider/entitlements/a/ticket');
    expect(said).toContain('Hall');
    expect(said).toContain('at a pickup point');
  });

  it('once the delivery has begun, takes word that it has not come, and shows it [RECEIPT-04]', () => {
    expect(read({})).not.toContain('/problem');
    const said = read({
      deliveryBegun: true,
      deliveryReports: [
        { entitlementId: 'a', kind: 'NOT_ARRIVED', itemCode: null, text: 'Nobody rang', reportedAt: at },
      ],
    });
    expect(said).toContain('/provider/entitlements/a/problem');
    expect(said).toContain('Handover not recorded');
    expect(said).not.toContain('To be received');
    expect(said).toContain('does not record deliveries to the home');
    expect(said).toContain('The parcel has not come');
    expect(said).toContain('Nobody rang');
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

describe('the card of what is booked [BOOKING-13]', () => {
  it('expects nobody whose time went by, and says what comes next', () => {
    const missed = (nextStep: EntitlementCardProps['nextStep']) => read({ ...booked, appointment: 'past', nextStep });
    expect(missed('book')).not.toContain('You are expected');
    expect(missed('book')).toContain('Choose another time slot');
    expect(missed('book')).toContain('/provider/entitlements/a/slot');
    expect(missed('await-invitation')).toContain('no other time slot is free');
    expect(missed('await-invitation')).not.toContain('/slot');
    expect(missed('await-delivery')).toContain('cancel this appointment');
    expect(missed('delivery-over')).toContain('href="/contact"');
  });

  it('offers no other time to whoever has arrived', () => {
    const said = read({ ...booked, appointment: 'arrived' });
    expect(said).toContain('Your arrival has been noted');
    expect(said).not.toContain('/slot');
  });

  it('says to whom a later list left out that somebody decides, and why they were, no longer why they are entitled [PUBLISH-01]', () => {
    const ruleSet = getRuleSet('strategic-reserve-2020');
    const now = decide({ ...entitled, ambulatoryShares: [{ ...phase, share: 0.23 }] }, ruleSet, '2020-06-16');
    const entitlement = { ...booked.entitlement, decision: decide(entitled, ruleSet, '2020-06-12') };
    const said = read({
      ...booked,
      entitlement: { ...entitlement, removalPending: true },
      appointment: 'ahead',
      removed: {
        programmeCode: 'strategic-reserve-2020',
        listed: false,
        registers: ['registrations'],
        claim: null,
        window: { state: 'open', lastOn: '2020-06-20' },
        practices: [{ professionCode: 'general-practitioner', decision: now, since: null }],
      },
    });
    expect(said).toContain('You are no longer on the latest list');
    expect(said).toContain('report it by 20 June 2020');
    expect(said).toContain('Registers that know you');
    expect(said).toContain('A statement of your activity in this period');
    expect(said).not.toMatch(/23\s?%/);
    expect(said).not.toContain('Why I am entitled');
    expect(read({ ...booked, entitlement, appointment: 'ahead' })).toContain('Why I am entitled');
  });
});

describe('the card of what a grouping brings', () => {
  it('names the grouping as the one to ask for a receipt [RECEIPT-04]', () => {
    const said = read({
      entitlement: {
        ...card.entitlement,
        channel: 'grouping',
        organisation: { name: 'Example Grouping', email: null, phone: null },
      },
      planned: { ...planned, way: 'grouping' },
      nextStep: 'from-grouping',
      deliveryBegun: true,
    });
    expect(said).toContain('ask Example Grouping for one');
    expect(said).toContain('/problem');
  });
});

describe('where no time can be chosen [BOOKING-13]', () => {
  it.each([
    ['delivery-over', 'The planned days are over', '/contact'],
    ['await-delivery', 'Your province delivers this parcel', '/schedule/BE-WLG'],
    ['await-invitation', 'No free time slot', '/schedule/BE-WLG'],
  ] as const)('it is said as on one’s own page: %s', (nextStep, title, href) => {
    const said = markup(<NothingToChoose nextStep={nextStep} provinceCode="BE-WLG" />);
    expect(said).toContain(title);
    expect(said).toContain(`href="${href}"`);
  });
});
