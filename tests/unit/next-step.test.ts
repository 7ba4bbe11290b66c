import { describe, expect, it } from 'vitest';
import { appointmentState } from '#lib/pickup/appointment-state.ts';
import { type DeliveryWay, findBegunDelivery, type PlannedDelivery } from '#lib/programmes/delivery-schedule.ts';
import { nextStepFor } from '#lib/programmes/next-step.ts';

const today = '2020-07-01';

function planned(way: DeliveryWay, lastOn: string): PlannedDelivery {
  return {
    id: '1',
    programme: 'emergency-masks-2020',
    province: 'BE-WLG',
    profession: null,
    fromOn: '2020-06-01',
    lastOn,
    way,
    note: {},
  };
}

describe('what comes next', () => {
  it.each([true, false])('for a delivery at home is to wait, places free or not (%s) [BOOKING-12]', (placesFree) => {
    const of = (lastOn: string) =>
      nextStepFor({ channel: 'province-pickup', planned: planned('home-delivery', lastOn), placesFree }, today);
    expect(of('2020-07-15')).toBe('await-delivery');
    expect(of(today)).toBe('await-delivery');
    expect(of('2020-06-30')).toBe('delivery-over');
  });

  it('for a pickup is to book as long as a place is free, after the planned days too [BOOKING-13]', () => {
    const of = (plan: PlannedDelivery | null, placesFree: boolean) =>
      nextStepFor({ channel: 'province-pickup', planned: plan, placesFree }, today);
    expect(of(planned('pickup', today), true)).toBe('book');
    expect(of(planned('pickup', today), false)).toBe('await-invitation');
    expect(of(null, true)).toBe('book');
    expect(of(null, false)).toBe('await-invitation');
    expect(of(planned('pickup', '2020-06-30'), true)).toBe('book');
    expect(of(planned('pickup', '2020-06-30'), false)).toBe('delivery-over');
  });

  it('for the other ways is told by the way', () => {
    for (const channel of ['grouping', 'association', 'pharmacy'] as const) {
      expect(nextStepFor({ channel, planned: null, placesFree: true }, today)).toBe(`from-${channel}`);
    }
    expect(
      nextStepFor({ channel: 'grouping', planned: planned('grouping', '2020-06-30'), placesFree: true }, today),
    ).toBe('delivery-over');
  });
});

describe('the delivery that has begun [RECEIPT-04]', () => {
  const of = {
    programme: 'emergency-masks-2020',
    province: 'BE-WLG',
    profession: 'home-nurse',
    channel: 'province-pickup',
  } as const;
  const from = (fromOn: string, way: DeliveryWay) => ({ ...planned(way, '2020-07-15'), fromOn });

  it('is one that is brought, from its first day on, after its last too', () => {
    const home = from('2020-07-01', 'home-delivery');
    expect(findBegunDelivery([home], of, '2020-06-30')).toBeNull();
    for (const day of ['2020-07-01', '2020-07-16']) expect(findBegunDelivery([home], of, day)).toBe(home);
    const grouping = from('2020-07-01', 'grouping');
    expect(findBegunDelivery([grouping], { ...of, channel: 'grouping' }, today)).toBe(grouping);
    expect(findBegunDelivery([grouping], of, today)).toBeNull();
  });

  it('is none of what one collects, or collects by now', () => {
    expect(findBegunDelivery([from('2020-07-01', 'pickup')], of, today)).toBeNull();
    const former = { ...from('2020-06-01', 'home-delivery'), lastOn: '2020-06-15' };
    expect(findBegunDelivery([former, from('2020-07-08', 'pickup')], of, today)).toBeNull();
  });

  it('is the earlier one while another is still ahead', () => {
    const former = { ...from('2020-06-01', 'home-delivery'), lastOn: '2020-06-15' };
    expect(findBegunDelivery([former, from('2020-07-08', 'home-delivery')], of, today)).toBe(former);
  });
});

describe('an appointment [BOOKING-13]', () => {
  it('has gone by at its end, unless the arrival was noted', () => {
    const endsAt = new Date('2020-07-06T08:00:00Z');
    const state = (now: string, checkedInAt: Date | null = null) =>
      appointmentState({ endsAt, checkedInAt }, new Date(now));
    expect(state('2020-07-06T07:59:59.999Z')).toBe('ahead');
    expect(state('2020-07-06T08:00:00Z')).toBe('past');
    expect(state('2020-07-06T09:00:00Z', endsAt)).toBe('arrived');
  });
});
